package io.hopguard.client.internal.observe;

import io.hopguard.client.http.Target;
import io.hopguard.client.internal.kernel.Figure;
import io.hopguard.client.internal.kernel.Figures;
import io.hopguard.client.internal.kernel.PerTarget;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Remembers where the numbers are, tells others so, and reads them when somebody wants to see them. Thread-safe. */
public final class FigureReader implements Figures {
    private final Map<Figure, DoubleSupplier> ofClient = new ConcurrentHashMap<>();
    private final Map<Figure, OfTargets<?>> ofTargets = new ConcurrentHashMap<>();
    private final Figures others;

    public FigureReader(Figures others) {
        this.others = others;
    }

    private record OfTargets<T>(PerTarget<T> values, ToDoubleFunction<T> value) {
        Map<Target, Double> read() {
            Map<Target, Double> all = new HashMap<>();
            values.forEach((target, of) -> all.put(target, value.applyAsDouble(of)));
            return all;
        }
    }

    @Override
    public void figure(Figure figure, DoubleSupplier value) {
        ofClient.put(figure, value);
        others.figure(figure, value);
    }

    @Override
    public <T> void figureOfTargets(Figure figure, PerTarget<T> values, ToDoubleFunction<T> value) {
        ofTargets.put(figure, new OfTargets<>(values, value));
        others.figureOfTargets(figure, values, value);
    }

    /** Takes the place of another: what that one had and this one has not is over. */
    public void replace(FigureReader before) {
        Stream.concat(before.ofClient.keySet().stream(), before.ofTargets.keySet().stream())
                .filter(figure -> !ofClient.containsKey(figure) && !ofTargets.containsKey(figure))
                .forEach(others::over);
    }

    /** Whether there is such a number of the client; there is none of what is switched off. */
    public boolean has(Figure figure) {
        return ofClient.containsKey(figure);
    }

    /** A count of the client, 0 where there is none. */
    public int count(Figure figure) {
        DoubleSupplier value = ofClient.get(figure);
        return value == null ? 0 : (int) value.getAsDouble();
    }

    /** A number of each target, a copy; empty where there is none. */
    public Map<Target, Double> ofTargets(Figure figure) {
        OfTargets<?> values = ofTargets.get(figure);
        return values == null ? Map.of() : values.read();
    }
}
