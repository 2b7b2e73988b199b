package dev.nevus.trainer.bench;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The notebook's net as DL4J's documentation would have one write it, without anything that this
 * trainer does for speed.
 */
final class PublishedUNet {
  static final int SIZE = 128;
  private static final int DEPTH = 4;
  private static final int START_CHANNELS = 16;
  private static final int KERNEL = 3;
  private static final double[] KEPT_DOWN = {0.8, 0.6, 0.6, 0.6};
  private static final double KEPT_UP = 0.5;
  private static final double RATE = 1e-3;

  private final GraphBuilder graph;

  private PublishedUNet(GraphBuilder graph) {
    this.graph = graph;
  }

  static ComputationGraph build(long seed) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .weightInit(WeightInit.RELU)
            .updater(new Adam(RATE))
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(InputType.convolutional(SIZE, SIZE, 3));
    new PublishedUNet(graph).addLayers();
    ComputationGraph net = new ComputationGraph(graph.build());
    net.init();
    return net;
  }

  private void addLayers() {
    String[] features = new String[DEPTH];
    String last = "input";
    for (int level = 0; level < DEPTH; level++) {
      features[level] = convolutions("down" + level, START_CHANNELS << level, last);
      graph
          .addLayer(
              "pool" + level,
              new SubsamplingLayer.Builder(
                      SubsamplingLayer.PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
                  .build(),
              features[level])
          .addLayer(
              "drop" + level, new DropoutLayer.Builder(KEPT_DOWN[level]).build(), "pool" + level);
      last = "drop" + level;
    }
    last = convolutions("bottom", START_CHANNELS << DEPTH, last);
    for (int level = DEPTH - 1; level >= 0; level--) {
      last = levelUp("up" + level, START_CHANNELS << level, last, features[level]);
    }
    graph
        .addLayer("head", convolution(1, 1, Activation.IDENTITY), last)
        .addLayer(
            "output",
            new CnnLossLayer.Builder(LossFunction.XENT).activation(Activation.SIGMOID).build(),
            "head")
        .setOutputs("output");
  }

  private String levelUp(String name, int channels, String below, String beside) {
    graph
        .addLayer(
            name,
            new Deconvolution2D.Builder(KERNEL, KERNEL)
                .stride(2, 2)
                .nOut(channels)
                .activation(Activation.IDENTITY)
                .build(),
            below)
        .addVertex(name + "merged", new MergeVertex(), name, beside)
        .addLayer(name + "drop", new DropoutLayer.Builder(KEPT_UP).build(), name + "merged");
    return convolutions(name, channels, name + "drop");
  }

  private String convolutions(String block, int channels, String input) {
    graph
        .addLayer(block + "a", convolution(KERNEL, channels, Activation.RELU), input)
        .addLayer(block + "b", convolution(KERNEL, channels, Activation.RELU), block + "a");
    return block + "b";
  }

  private static ConvolutionLayer convolution(int kernel, int channels, Activation activation) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(channels)
        .activation(activation)
        .build();
  }
}
