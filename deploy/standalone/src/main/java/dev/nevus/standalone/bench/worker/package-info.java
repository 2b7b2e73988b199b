/**
 * What an image costs a segmentation worker, stage by stage, beside the bare run of its model.
 * Start reading at {@link dev.nevus.standalone.bench.worker.WorkerBench}.
 */
@NullMarked
package dev.nevus.standalone.bench.worker;

import org.jspecify.annotations.NullMarked;
