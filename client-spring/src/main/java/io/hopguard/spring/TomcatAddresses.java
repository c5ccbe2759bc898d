package io.hopguard.spring;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Keeps the addresses from which requests come, ahead of Tomcat's own valve that goes by their headers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ConfigurableTomcatWebServerFactory.class)
class TomcatAddresses {
    static final String KEEPING = "hopguardKeepingAddresses";

    @Bean(KEEPING)
    static KeepingAddresses hopguardKeepingAddresses() {
        return new KeepingAddresses();
    }

    /** Before Spring Boot adds its valves: they are asked in the order in which they were added. */
    static final class KeepingAddresses
            implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, Ordered {
        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }

        @Override
        public void customize(ConfigurableTomcatWebServerFactory factory) {
            factory.addEngineValves(new Valve());
        }
    }

    /** Changes nothing. */
    private static final class Valve extends ValveBase {
        Valve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            ReceivedFrom.keep(request, request.getPeerAddr());
            getNext().invoke(request, response);
        }
    }
}
