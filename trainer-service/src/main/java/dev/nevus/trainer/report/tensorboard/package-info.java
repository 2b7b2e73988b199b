/**
 * A run as TensorBoard's event files: TFRecord frames around protobuf messages. Nothing of
 * TensorFlow is needed to write them, nor at run time to read them but TensorBoard itself.
 */
@org.jspecify.annotations.NullMarked
package dev.nevus.trainer.report.tensorboard;
