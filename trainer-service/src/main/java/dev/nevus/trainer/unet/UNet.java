package dev.nevus.trainer.unet;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * The original notebook's U-Net: two 3x3 convolutions a level, max pooling down, transposed
 * convolution up, the level's own features beside it, he_normal start, per-pixel cross entropy and
 * Adam. Input [N, 3, H, W] in 0 to 1, output [N, 1, H, W], the probability of lesion.
 *
 * <p>Two things differ from the Keras text and not in the result. Data lies as NCHW, which is what
 * oneDNN is fast on and stable in training. A transposed convolution runs without padding and is
 * then cropped at the bottom and the right, which equals Keras's {@code same} in half the time.
 */
public final class UNet {
  /** Whether feature maps are dropped in training. Serving never drops. */
  public enum Dropout {
    /** The notebook's: 0.2 to 0.4 on the way down, 0.5 on the way up. */
    NOTEBOOK,
    /** None: for the last epochs, which undo the net's reliance on that noise. */
    OFF
  }

  private static final double[] DROPPED_DOWN = {0.2, 0.4, 0.4, 0.4};
  private static final double DROPPED_UP = 0.5;

  private final UNetShape shape;
  private final Dropout dropout;
  private final GraphBuilder graph;

  private UNet(UNetShape shape, Dropout dropout, GraphBuilder graph) {
    this.shape = shape;
    this.dropout = dropout;
    this.graph = graph;
  }

  /**
   * A new net with random weights.
   *
   * @param learningRate asked for at each step
   * @param seed of the weights and of dropout
   */
  public static ComputationGraph build(
      UNetShape shape, Dropout dropout, ISchedule learningRate, long seed) {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .weightInit(WeightInit.RELU)
            .updater(new Adam(learningRate))
            .convolutionMode(ConvolutionMode.Same)
            .graphBuilder()
            .addInputs("input")
            .setInputTypes(
                InputType.convolutional(shape.height(), shape.width(), 3, CNN2DFormat.NCHW));
    new UNet(shape, dropout, graph).addLayers();
    ComputationGraph net = new ComputationGraph(graph.build());
    net.init();
    return net;
  }

  private void addLayers() {
    String last = "input";
    for (int level = 0; level < UNetShape.DEPTH; level++) {
      String features = addConvolutions(LayerNames.down(level), shape.channels(level), last);
      String pooled = "pool" + level;
      graph.addLayer(pooled, halving(), features);
      last = addDropout("drop" + level, DROPPED_DOWN[level], pooled);
    }
    last = addConvolutions(LayerNames.BOTTOM, shape.channels(UNetShape.DEPTH), last);
    for (int level = UNetShape.DEPTH - 1; level >= 0; level--) {
      last = addLevelUp(level, last);
    }
    graph
        .addLayer(LayerNames.HEAD, convolution(1, 1, Activation.IDENTITY), last)
        .addLayer(
            "output",
            new CnnLossLayer.Builder(LossFunction.XENT)
                .activation(Activation.SIGMOID)
                .format(CNN2DFormat.NCHW)
                .build(),
            LayerNames.HEAD)
        .setOutputs("output");
  }

  private String addLevelUp(int level, String below) {
    String up = LayerNames.up(level);
    graph
        .addLayer(up, doubling(shape.channels(level)), below)
        .addLayer(up + "cropped", new Cropping2D.Builder(0, 1, 0, 1).build(), up)
        .addVertex(
            up + "merged",
            new MergeVertex(),
            up + "cropped",
            LayerNames.second(LayerNames.down(level)));
    String merged = addDropout(up + "drop", DROPPED_UP, up + "merged");
    return addConvolutions(up, shape.channels(level), merged);
  }

  private String addConvolutions(String block, int channels, String input) {
    String first = LayerNames.first(block);
    String second = LayerNames.second(block);
    graph
        .addLayer(first, convolution(3, channels, Activation.RELU), input)
        .addLayer(second, convolution(3, channels, Activation.RELU), first);
    return second;
  }

  private String addDropout(String name, double dropped, String input) {
    if (dropout == Dropout.OFF) {
      return input;
    }
    // DL4J takes the share to keep, Keras the share to drop.
    graph.addLayer(name, new DropoutLayer.Builder(1 - dropped).build(), input);
    return name;
  }

  private static ConvolutionLayer convolution(int kernel, int channels, Activation activation) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .nOut(channels)
        .convolutionMode(ConvolutionMode.Same)
        .activation(activation)
        .dataFormat(CNN2DFormat.NCHW)
        .build();
  }

  private static SubsamplingLayer halving() {
    return new SubsamplingLayer.Builder(
            SubsamplingLayer.PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
        .dataFormat(CNN2DFormat.NCHW)
        .build();
  }

  private static Deconvolution2D doubling(int channels) {
    return new Deconvolution2D.Builder(3, 3)
        .stride(2, 2)
        .nOut(channels)
        .convolutionMode(ConvolutionMode.Truncate)
        .activation(Activation.IDENTITY)
        .dataFormat(CNN2DFormat.NCHW)
        .build();
  }
}
