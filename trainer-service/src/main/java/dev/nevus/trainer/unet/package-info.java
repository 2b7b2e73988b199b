/** The U-Net as a DL4J graph, and its two-way translation to ONNX, the one model file format. */
@org.jspecify.annotations.NullMarked
package dev.nevus.trainer.unet;
