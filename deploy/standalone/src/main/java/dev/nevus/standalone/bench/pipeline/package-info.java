/**
 * How many images so many workers segment together, and what stands in the way of more. Start
 * reading at {@link dev.nevus.standalone.bench.pipeline.PipelineBench}.
 */
@NullMarked
package dev.nevus.standalone.bench.pipeline;

import org.jspecify.annotations.NullMarked;
