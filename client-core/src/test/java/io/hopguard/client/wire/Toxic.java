package io.hopguard.client.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The toxics of Toxiproxy, in either direction: what passes is bytes, not requests. */
public record Toxic(Kind kind, Stream stream) implements WireFault {
    /** In which direction it acts. */
    public enum Stream {
        UPSTREAM,
        DOWNSTREAM
    }

    /** What it does. */
    public enum Kind {
        /** Everything comes 30 ms later. */
        LATENCY,
        /** Nobody listens. */
        DOWN,
        /** 1 KB in a millisecond. */
        BANDWIDTH,
        /** The connection stays open for 100 ms after one side has closed it. */
        SLOW_CLOSE,
        /** A black hole. */
        TIMEOUT,
        /** A reset at the first byte. */
        RESET_PEER,
        /** Slices of 500 bytes, with pauses. */
        SLICER,
        /** Both sides are closed after 40 bytes, which is within a head. */
        LIMIT_DATA
    }

    private static final int LIMIT = 40;
    private static final int SLICE = 500;
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long LATENCY_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
    private static final long SLOW_CLOSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int BYTES_IN_A_MILLISECOND = 1_024;

    @Override
    public boolean refuses() {
        return kind == Kind.DOWN;
    }

    @Override
    public boolean stalls() {
        return kind == Kind.TIMEOUT;
    }

    @Override
    public void serve(RelayedConnection connection) throws IOException {
        Socket origin = connection.dialOrigin();
        connection.relay().execute(() -> carry(connection, Stream.DOWNSTREAM, origin, connection.client()));
        carry(connection, Stream.UPSTREAM, connection.client(), origin);
    }

    private void carry(RelayedConnection connection, Stream direction, Socket from, Socket to) {
        boolean affected = direction == stream;
        try {
            InputStream in = direction == Stream.UPSTREAM ? connection.in() : from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8 * 1024];
            boolean goesOn = true;
            for (int read = in.read(bytes); goesOn && read >= 0; read = goesOn ? in.read(bytes) : -1) {
                goesOn = affected ? pass(bytes, read, from, to) : write(out, bytes, 0, read);
            }
            if (affected && kind == Kind.SLOW_CLOSE) {
                LockSupport.parkNanos(SLOW_CLOSE_NANOS);
            }
            from.close();
            to.close();
        } catch (IOException e) {
            // The other direction has closed both.
        }
    }

    /** False when that was the end. */
    private boolean pass(byte[] bytes, int length, Socket from, Socket to) throws IOException {
        OutputStream out = to.getOutputStream();
        switch (kind) {
            case LATENCY -> LockSupport.parkNanos(LATENCY_NANOS);
            case BANDWIDTH -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(length / BYTES_IN_A_MILLISECOND + 1));
            case TIMEOUT -> {
                return true;
            }
            case RESET_PEER -> {
                from.setSoLinger(true, 0);
                to.setSoLinger(true, 0);
                return false;
            }
            case SLICER -> {
                return slices(out, bytes, length);
            }
            case LIMIT_DATA -> {
                write(out, bytes, 0, Math.min(length, LIMIT));
                return false;
            }
            default -> {}
        }
        return write(out, bytes, 0, length);
    }

    private static boolean slices(OutputStream out, byte[] bytes, int length) throws IOException {
        for (int at = 0; at < length; at += SLICE) {
            write(out, bytes, at, Math.min(SLICE, length - at));
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    private static boolean write(OutputStream out, byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        return true;
    }
}
