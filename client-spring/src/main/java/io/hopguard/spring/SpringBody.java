package io.hopguard.spring;

import io.hopguard.client.http.RequestBody;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.StreamingHttpOutputMessage;

/** A body that a message converter writes; one that it can write once only is never sent again once it was begun. */
final class SpringBody extends RequestBody {
    private final StreamingHttpOutputMessage.Body body;
    private final long length;
    private final AtomicBoolean begun = new AtomicBoolean();

    SpringBody(StreamingHttpOutputMessage.Body body, long length) {
        this.body = body;
        this.length = length;
    }

    /** Stands among the headers already. */
    @Override
    public @Nullable String contentType() {
        return null;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public boolean replayable() {
        return body.repeatable() || !begun.get();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (begun.getAndSet(true) && !body.repeatable()) {
            throw new IOException("the body has been written already and cannot be written again");
        }
        body.writeTo(out);
    }
}
