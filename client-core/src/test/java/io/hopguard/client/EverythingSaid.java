package io.hopguard.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Every logger at its most talkative, every exception, every event: whatever may end in a log or on a dashboard. */
final class EverythingSaid extends AppenderBase<ILoggingEvent> implements CallListener, AutoCloseable {
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    private final Map<Logger, Level> before = new LinkedHashMap<>();

    EverythingSaid() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        setContext(context);
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
            ours.attempts().forEach(attempt -> say(attempt.failure() + " " + attempt.peer()));
            say(ours.diagnosis());
            say(ours.diagnosis().evidence());
            say(ours.diagnosis().advice());
            say(ours.details().summary());
            say((Object) ours.details().response());
        }
    }

    void say(SpanData span) {
        say(span.getName());
        say(span.getAttributes());
        say(span.getStatus());
        span.getEvents().forEach(event -> say(event.getName() + " " + event.getAttributes()));
    }

    void say(MeterRegistry registry) {
        registry.getMeters().forEach(meter -> say(meter.getId()));
    }

    @Override
    public void callEnded(Request request, Response response, HopguardException failure, Duration elapsed) {
        say(request + " " + request.headers() + " " + request.body() + " " + response);
        if (failure != null) {
            say(failure);
        }
    }

    @Override
    public void attemptEnded(Request request, Attempt attempt) {
        say(request + " " + attempt);
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
