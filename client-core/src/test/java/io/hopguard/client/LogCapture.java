package io.hopguard.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** What the client's loggers say from a level on, instead of the console. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    /** The page of an nginx that could not get an answer. */
    static final String NGINX = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
            + "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n";

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.hopguard.client");
    private final @Nullable Error trouble;
    private final Level before = logger.getLevel();
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    LogCapture(Level level) {
        this(level, null);
    }

    /** Throws this with everything that is said. */
    LogCapture(Level level, @Nullable Error trouble) {
        this.trouble = trouble;
        setContext(logger.getLoggerContext());
        start();
        logger.setLevel(level);
        logger.setAdditive(false);
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        // Fixes what is read lazily: the thread's MDC.
        event.prepareForDeferredProcessing();
        events.add(event);
        if (trouble != null) {
            throw trouble;
        }
    }

    List<ILoggingEvent> events() {
        return events;
    }

    /** Those of one logger below {@code io.hopguard.client}. */
    List<ILoggingEvent> of(String name) {
        return events.stream()
                .filter(event -> event.getLoggerName().equals("io.hopguard.client." + name))
                .toList();
    }

    List<String> lines() {
        return events.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    static Map<String, Object> facts(ILoggingEvent event) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (KeyValuePair pair : event.getKeyValuePairs()) {
            facts.put(pair.key, pair.value);
        }
        return facts;
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setAdditive(true);
        logger.setLevel(before);
    }
}
