/** Who of the images in hand computes next, so that cores and memory are shared in order. */
@NullMarked
package dev.nevus.worker.turn;

import org.jspecify.annotations.NullMarked;
