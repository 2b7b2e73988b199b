/**
 * The door of Nevus: images come in, are made durable, are announced on the log; what became of
 * them is told to whoever asks.
 */
@NullMarked
package dev.nevus.ingest;

import org.jspecify.annotations.NullMarked;
