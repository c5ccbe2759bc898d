package io.hopguard.examples.demo;

import java.util.List;

/**
 * What was measured, and under which conditions.
 *
 * @param schedule what went wrong, and when
 * @param seed what the luck was drawn from
 * @param callsPerSecond how many calls each contestant was asked to make
 * @param entries the contestants
 */
record Report(Schedule schedule, long seed, int callsPerSecond, List<Entry> entries) {
    /**
     * One contestant.
     *
     * @param name what it is called
     * @param setUp how it was set up
     * @param figures what was measured of it
     */
    record Entry(String name, String setUp, Figures figures) {
        static Entry of(Lane lane) {
            Contestant contestant = lane.contestant();
            return new Entry(contestant.name(), contestant.setUp(), lane.figures());
        }
    }
}
