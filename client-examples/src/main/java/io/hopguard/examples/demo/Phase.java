package io.hopguard.examples.demo;

/**
 * A stretch of the schedule.
 *
 * @param name what it is called in the table
 * @param share how much of the whole run it takes, from 0 to 1
 * @param trouble what is wrong with the application meanwhile
 */
record Phase(String name, double share, Trouble trouble) {}
