/**
 * The desk where people look through dead letters: what was given up and why, and the ways to undo
 * it. Stands on the log and the store alone, so it works while no service runs.
 */
@NullMarked
package dev.nevus.deadletter;

import org.jspecify.annotations.NullMarked;
