package io.hopguard.benchmarks.peer;

import dev.failsafe.FailsafeExecutor;
import dev.failsafe.okhttp.FailsafeCall;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** OkHttp, bare or behind Failsafe's module for it. */
final class OkHttpPeer implements Peer {
    private static final MediaType TYPE = MediaType.get(JSON);
    private static final int FIRST_FAILURE = 500;

    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(CONNECTIONS, 5, TimeUnit.MINUTES))
            .build();
    private final String url;
    private final @Nullable FailsafeExecutor<Response> failsafe;

    private OkHttpPeer(String url, @Nullable FailsafeExecutor<Response> failsafe) {
        this.url = url + PATH;
        this.failsafe = failsafe;
    }

    static Peer bare(String url) {
        return new OkHttpPeer(url, null);
    }

    static Peer withFailsafe(String url) {
        return new OkHttpPeer(url, FailsafeGuard.of(OkHttpPeer::failed));
    }

    private static boolean failed(Response response) {
        return response.code() >= FIRST_FAILURE;
    }

    @Override
    public byte[] get() throws IOException {
        return exchange(request().build());
    }

    @Override
    public byte[] post(byte[] json) throws IOException {
        return exchange(request().post(RequestBody.create(json, TYPE)).build());
    }

    private Request.Builder request() {
        return new Request.Builder().url(url).header("Accept", JSON);
    }

    private byte[] exchange(Request request) throws IOException {
        Call call = client.newCall(request);
        try (Response response = failsafe == null
                        ? call.execute()
                        : FailsafeCall.with(failsafe).compose(call).execute();
                ResponseBody body = response.body()) {
            return body.bytes();
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
