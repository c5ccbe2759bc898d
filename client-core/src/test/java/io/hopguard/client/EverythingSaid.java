package io.hopguard.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.event.CallEvent;
import io.hopguard.client.extend.CallListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Every logger at its most talkative, every exception, every event: whatever may end in a log or on a dashboard. */
final class EverythingSaid extends AppenderBase<ILoggingEvent> implements CallListener, AutoCloseable {
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final Set<Class<?>> events = ConcurrentHashMap.newKeySet();
    private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    private final Map<Logger, Level> before = new LinkedHashMap<>();
    private final JsonEncoder json = new JsonEncoder();

    EverythingSaid() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        setContext(context);
        json.setContext(context);
        json.start();
        start();
        context.getLoggerList().forEach(logger -> before.put(logger, logger.getLevel()));
        before.keySet().forEach(logger -> logger.setLevel(Level.TRACE));
        root().iteratorForAppenders().forEachRemaining(appenders::add);
        appenders.forEach(root()::detachAppender);
        root().addAppender(this);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Override
    protected void append(ILoggingEvent event) {
        say(event.getLoggerName() + " " + event.getFormattedMessage());
        say(event.getMDCPropertyMap());
        say((Object) event.getKeyValuePairs());
        say(new String(json.encode(event), StandardCharsets.UTF_8));
        if (event.getThrowableProxy() != null) {
            say(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    void say(Object text) {
        said.add(String.valueOf(text));
    }

    /** The exception, its causes and those suppressed, and all that hangs on it. */
    void say(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        say((Object) trace);
        say(failure.getLocalizedMessage());
        if (failure instanceof HopguardException ours) {
            say(ours.attempts());
            say(ours.requestId());
            say((Object) ours.details());
            ours.attempts().forEach(attempt -> say(attempt.failure() + " " + attempt.peer()));
            say(ours.diagnosis());
            say(ours.diagnosis().evidence());
            say(ours.diagnosis().advice());
            say(ours.details().summary());
            say((Object) ours.details().response());
        }
    }

    void say(Tracing tracing) {
        tracing.said().forEach(said::add);
    }

    void say(MeterRegistry registry) {
        registry.getMeters().forEach(meter -> say(meter.getId()));
    }

    @Override
    public void any(CallEvent event) {
        events.add(event.getClass());
        say(event);
    }

    /** The types of the events that were told. */
    Set<Class<?>> events() {
        return events;
    }

    Queue<String> said() {
        return said;
    }

    @Override
    public void close() {
        root().detachAppender(this);
        appenders.forEach(root()::addAppender);
        before.forEach(Logger::setLevel);
    }
}
