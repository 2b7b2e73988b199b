/**
 * What operations scale by: how much waits for workers and since when, and how busy they are. Told
 * from the log alone, so it is right with no worker running, and every instance tells the same.
 */
@NullMarked
package dev.nevus.ingest.signals;

import org.jspecify.annotations.NullMarked;
