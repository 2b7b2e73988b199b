package dev.nevus.trainer.unet;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.nd4j.linalg.activations.Activation;

/**
 * The building blocks of a U-Net, as its architecture wants them. Each returns its output's name.
 */
final class UNetLayers {
  private static final int KERNEL = 3;

  private final GraphBuilder graph;
  private final Architecture architecture;

  UNetLayers(GraphBuilder graph, Architecture architecture) {
    this.graph = graph;
    this.architecture = architecture;
  }

  /** A 3x3 convolution and its ReLU, with batch normalisation between them where it is wanted. */
  String addConvolution(String name, int channels, int stride, String input) {
    boolean normalised = architecture.normalises();
    graph.addLayer(
        name,
        new ConvolutionLayer.Builder(KERNEL, KERNEL)
            .nOut(channels)
            .stride(stride, stride)
            .hasBias(!normalised)
            .convolutionMode(ConvolutionMode.Same)
            .activation(normalised ? Activation.IDENTITY : Activation.RELU)
            .dataFormat(CNN2DFormat.NCHW)
            .build(),
        input);
    if (!normalised) {
      return name;
    }
    // DL4J's batch normalisation takes an activation and never applies it.
    graph
        .addLayer(
            name + "normal",
            new BatchNormalization.Builder().useLogStd(false).dataFormat(CNN2DFormat.NCHW).build(),
            name)
        .addLayer(name + "relu", new ActivationLayer(Activation.RELU), name + "normal");
    return name + "relu";
  }

  /** A 1x1 convolution alone. */
  static ConvolutionLayer plainConvolution(int channels) {
    return new ConvolutionLayer.Builder(1, 1)
        .nOut(channels)
        .convolutionMode(ConvolutionMode.Same)
        .activation(Activation.IDENTITY)
        .dataFormat(CNN2DFormat.NCHW)
        .build();
  }

  String addHalving(String name, String input) {
    graph.addLayer(
        name,
        new SubsamplingLayer.Builder(
                SubsamplingLayer.PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
            .dataFormat(CNN2DFormat.NCHW)
            .build(),
        input);
    return name;
  }

  /** Twice the height and width. */
  String addDoubling(String name, int channels, String input) {
    return architecture == Architecture.NOTEBOOK
        ? addTransposedConvolution(name, channels, input)
        : addRepetition(name, channels, input);
  }

  /**
   * Without padding and then cropped at the bottom and the right, which equals Keras's padding
   * "same" in half the time.
   */
  private String addTransposedConvolution(String name, int channels, String input) {
    graph
        .addLayer(
            name,
            new Deconvolution2D.Builder(KERNEL, KERNEL)
                .stride(2, 2)
                .nOut(channels)
                .convolutionMode(ConvolutionMode.Truncate)
                .activation(Activation.IDENTITY)
                .dataFormat(CNN2DFormat.NCHW)
                .build(),
            input)
        .addLayer(name + "cropped", new Cropping2D.Builder(0, 1, 0, 1).build(), name);
    return name + "cropped";
  }

  /** Fewer channels first, then each cell four times: the 3x3 convolutions after it smooth it. */
  private String addRepetition(String name, int channels, String input) {
    graph
        .addLayer(name, plainConvolution(channels), input)
        .addLayer(
            name + "doubled",
            new Upsampling2D.Builder(2).dataFormat(CNN2DFormat.NCHW).build(),
            name);
    return name + "doubled";
  }
}
