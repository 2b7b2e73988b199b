/**
 * Training with DL4J: the native backend that fits this processor, the loop with its learning rate,
 * checkpoints that survive a kill, and the best epoch as an ONNX file.
 */
@org.jspecify.annotations.NullMarked
package dev.nevus.trainer.training;
