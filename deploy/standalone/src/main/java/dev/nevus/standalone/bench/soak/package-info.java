/**
 * A long run with a worker that dies in the middle: what grows, and what is lost. Start reading at
 * {@link dev.nevus.standalone.bench.soak.SoakBench}.
 */
@NullMarked
package dev.nevus.standalone.bench.soak;

import org.jspecify.annotations.NullMarked;
