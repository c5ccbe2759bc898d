package io.hopguard.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** How a body may be read from HttpClient 5. */
final class HttpClientReading {
    private HttpClientReading() {}

    /** As in its examples: through a buffer of 4 KiB that is made for each body. */
    static byte[] byEntityUtils(ClassicHttpResponse response) throws IOException {
        return EntityUtils.toByteArray(response.getEntity());
    }

    /** Straight into as many bytes as were announced. */
    static byte[] byContentLength(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        try (InputStream content = entity.getContent()) {
            byte[] body = content.readNBytes((int) entity.getContentLength());
            EntityUtils.consume(entity);
            return body;
        }
    }

    static byte[] orThrow(ClassicHttpResponse response) throws IOException {
        StatusException.check(response.getCode());
        return byEntityUtils(response);
    }
}
