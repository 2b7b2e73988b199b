/**
 * Step [3] of the data path: the facts that travel on the log, small and in the past tense, never
 * pixels.
 */
@NullMarked
package dev.nevus.event;

import org.jspecify.annotations.NullMarked;
