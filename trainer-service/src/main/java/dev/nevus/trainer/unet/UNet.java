package dev.nevus.trainer.unet;

import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Builds the nets: two 3x3 convolutions a level, max pooling down, the level's own features beside
 * what comes up, he_normal start, Adam. Input [N, 3, H, W] in 0 to 1, output [N, 1, grid height,
 * grid width], the probability of lesion.
 *
 * <p>Data lies as NCHW, which is what oneDNN is fast on and stable in training. What a convolution
 * gave forwards is kept for the way back (the cache mode); otherwise DL4J computes it again.
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
  private static final double WEIGHT_DECAY = 0.01;

  private final UNetShape shape;
  private final Dropout dropout;
  private final ILossFunction loss;
  private final GraphBuilder graph;
  private final UNetLayers layers;

  private UNet(UNetShape shape, Dropout dropout, ILossFunction loss, GraphBuilder graph) {
    this.shape = shape;
    this.dropout = dropout;
    this.loss = loss;
    this.graph = graph;
    this.layers = new UNetLayers(graph, shape.architecture());
  }

  /**
   * A new net with random weights.
   *
   * @param loss of the output's logits, cell by cell
   * @param learningRate asked for at each step
   * @param seed of the weights and of dropout
   */
  public static ComputationGraph build(
      UNetShape shape, Dropout dropout, ILossFunction loss, ISchedule learningRate, long seed) {
    NeuralNetConfiguration.Builder all =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .cacheMode(CacheMode.DEVICE)
            .weightInit(WeightInit.RELU)
            .updater(new Adam(learningRate))
            .convolutionMode(ConvolutionMode.Same);
    if (shape.architecture().normalises()) {
      all.regularization(List.of(new WeightDecay(WEIGHT_DECAY, true)));
    }
    GraphBuilder graph =
        all.graphBuilder()
            .addInputs("input")
            .setInputTypes(
                InputType.convolutional(shape.height(), shape.width(), 3, CNN2DFormat.NCHW));
    new UNet(shape, dropout, loss, graph).addLayers();
    ComputationGraph net = new ComputationGraph(graph.build());
    net.init();
    return net;
  }

  /** How nets of this design are optimised, in words. */
  public static String optimiser(Architecture architecture) {
    return architecture.normalises() ? "Adam, weight decay " + WEIGHT_DECAY : "Adam";
  }

  private void addLayers() {
    String[] features = new String[Architecture.DEPTH];
    String last = addStem();
    for (int level = 0; level < Architecture.DEPTH; level++) {
      features[level] = addConvolutions("down" + level, shape.channels(level), last);
      last = layers.addHalving("pool" + level, features[level]);
      last = addDropout("drop" + level, DROPPED_DOWN[level], last);
    }
    last = addConvolutions("bottom", shape.channels(Architecture.DEPTH), last);
    for (int level = Architecture.DEPTH - 1; level >= 0; level--) {
      last = addLevelUp("up" + level, shape.channels(level), last, features[level]);
    }
    graph
        .addLayer("head", UNetLayers.plainConvolution(1), last)
        .addLayer(
            "output",
            new CnnLossLayer.Builder(loss)
                .activation(Activation.SIGMOID)
                .format(CNN2DFormat.NCHW)
                .build(),
            "head")
        .setOutputs("output");
  }

  private String addStem() {
    if (shape.architecture().reduction() == 1) {
      return "input";
    }
    String half = layers.addConvolution("stem0", shape.startChannels() / 2, 2, "input");
    return layers.addConvolution("stem1", shape.startChannels(), 2, half);
  }

  private String addLevelUp(String up, int channels, String below, String beside) {
    String doubled = layers.addDoubling(up, channels, below);
    graph.addVertex(up + "merged", new MergeVertex(), doubled, beside);
    String merged = addDropout(up + "drop", DROPPED_UP, up + "merged");
    return addConvolutions(up, channels, merged);
  }

  private String addConvolutions(String block, int channels, String input) {
    String first = layers.addConvolution(block + "a", channels, 1, input);
    return layers.addConvolution(block + "b", channels, 1, first);
  }

  private String addDropout(String name, double dropped, String input) {
    if (dropout == Dropout.OFF || !shape.architecture().dropsOut()) {
      return input;
    }
    // DL4J takes the share to keep, Keras the share to drop.
    graph.addLayer(name, new DropoutLayer.Builder(1 - dropped).build(), input);
    return name;
  }
}
