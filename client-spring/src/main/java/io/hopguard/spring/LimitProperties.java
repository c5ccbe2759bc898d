package io.hopguard.spring;

import static io.hopguard.spring.Given.set;

import io.hopguard.client.policy.ResponseLimits;
import org.jspecify.annotations.Nullable;

/**
 * What a response may be at the most.
 *
 * @param maxBodyBytes Bytes of a body that is read into memory.
 * @param maxStreamBytes Bytes of a streamed body.
 * @param decompress Whether gzip and deflate are asked for and undone.
 * @param maxDecodedRatio How many times as many bytes may come out of decompression as went in.
 * @param maxHeaders Header fields of a response.
 * @param maxHeaderLineBytes Bytes of one header line.
 */
record LimitProperties(
        @Nullable Integer maxBodyBytes,
        @Nullable Long maxStreamBytes,
        @Nullable Boolean decompress,
        @Nullable Integer maxDecodedRatio,
        @Nullable Integer maxHeaders,
        @Nullable Integer maxHeaderLineBytes) {

    void applyTo(ResponseLimits.Builder policy) {
        set(maxBodyBytes, policy::maxBodyBytes);
        set(maxStreamBytes, policy::maxStreamBytes);
        set(decompress, policy::decompress);
        set(maxDecodedRatio, policy::maxDecodedRatio);
        set(maxHeaders, policy::maxHeaders);
        set(maxHeaderLineBytes, policy::maxHeaderLineBytes);
    }
}
