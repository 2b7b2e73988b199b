package dev.nevus.segment.onnx;

import dev.nevus.segment.ModelInput;

/**
 * What is known of a model file that can serve.
 *
 * @param input the size that it takes
 * @param takesBatches whether a run may have any number of images
 * @param structure what the file says of itself
 */
public record CheckedModel(ModelInput input, boolean takesBatches, OnnxStructure structure) {}
