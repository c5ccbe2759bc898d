package io.hopguard.client.internal.observe;

import io.hopguard.client.internal.kernel.Figure;
import io.hopguard.client.internal.kernel.Figures;
import io.hopguard.client.internal.kernel.PerTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** Keeps what it is shown to itself until what is shown has been built as a whole. For one thread. */
public final class HeldFigures implements Figures {
    private final List<Runnable> held = new ArrayList<>();
    private final Figures others;
    private boolean released;

    public HeldFigures(Figures others) {
        this.others = others;
    }

    @Override
    public void figure(Figure figure, DoubleSupplier value) {
        show(() -> others.figure(figure, value));
    }

    @Override
    public <T> void figureOfTargets(Figure figure, PerTarget<T> values, ToDoubleFunction<T> value) {
        show(() -> others.figureOfTargets(figure, values, value));
    }

    @Override
    public void over(Figure figure) {
        show(() -> others.over(figure));
    }

    private void show(Runnable telling) {
        if (released) {
            telling.run();
        } else {
            held.add(telling);
        }
    }

    /** Tells all of it, and from now on everything at once. */
    public void release() {
        released = true;
        held.forEach(Runnable::run);
        held.clear();
    }
}
