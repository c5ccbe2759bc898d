package io.hopguard.examples.picture;

import java.util.List;

/** One of the small pictures, {@value Frame#WIDTH} by {@value Frame#HEIGHT}. */
sealed interface Diagram permits Panel, Lanes {

    String svg(List<Band> bands);
}
