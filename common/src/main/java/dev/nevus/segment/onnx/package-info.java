/** The serving engine: ONNX Runtime behind the {@link dev.nevus.segment.Segmenter} port. */
@NullMarked
package dev.nevus.segment.onnx;

import org.jspecify.annotations.NullMarked;
