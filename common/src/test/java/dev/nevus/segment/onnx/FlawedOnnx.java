package dev.nevus.segment.onnx;

import static dev.nevus.segment.onnx.TinyOnnx.attribute;
import static dev.nevus.segment.onnx.TinyOnnx.node;
import static dev.nevus.segment.onnx.TinyOnnx.scalar;
import static dev.nevus.segment.onnx.TinyOnnx.value;

import dev.nevus.segment.onnx.TinyOnnx.Shape;

/**
 * Model files of 32 x 16 pixels that parse as ONNX and break the contract, each in one way; the
 * field numbers are those of onnx.proto. Immutable.
 */
final class FlawedOnnx {
  private static final int FLOAT = 1;
  private static final int UINT8 = 2;
  private static final int INT = 2;
  private static final int GRAPH = 5;
  private static final Shape PICTURES = new Shape(0, 16, 32, 3);
  private static final Shape MAPS = new Shape(0, 16, 32, 1);

  private FlawedOnnx() {}

  /** Where in a file a tensor can be. */
  enum Place {
    INITIALIZER,
    SPARSE_INITIALIZER,
    ATTRIBUTE,
    LIST_IN_ATTRIBUTE,
    SPARSE_ATTRIBUTE,
    SUBGRAPH,
    SUBGRAPH_IN_SUBGRAPH,
    FUNCTION,
    DEFAULT_OF_FUNCTION,
    TRAINING
  }

  /** A sound graph but for a tensor at this place. */
  static byte[] withTensor(Place place, OnnxMessage tensor) {
    OnnxMessage graph = darkness();
    OnnxMessage model = new OnnxMessage();
    OnnxMessage sparse = new OnnxMessage().add(1, tensor);
    OnnxMessage held = node("Constant", "", "c").add(5, attribute("value").add(5, tensor));
    switch (place) {
      case INITIALIZER -> graph.add(5, tensor);
      case SPARSE_INITIALIZER -> graph.add(15, sparse);
      case ATTRIBUTE -> graph.add(1, held);
      case LIST_IN_ATTRIBUTE ->
          graph.add(1, node("Constant", "", "c").add(5, attribute("value").add(10, tensor)));
      case SPARSE_ATTRIBUTE ->
          graph.add(1, node("Constant", "", "c").add(5, attribute("value").add(22, sparse)));
      case SUBGRAPH -> graph.add(1, branch(new OnnxMessage().add(5, tensor)));
      case SUBGRAPH_IN_SUBGRAPH ->
          graph.add(1, branch(new OnnxMessage().add(1, branch(new OnnxMessage().add(1, held)))));
      case FUNCTION -> model.add(25, new OnnxMessage().text(1, "f").add(7, held));
      case DEFAULT_OF_FUNCTION ->
          model.add(25, new OnnxMessage().add(11, attribute("a").add(5, tensor)));
      case TRAINING -> model.add(20, new OnnxMessage().add(2, new OnnxMessage().add(5, tensor)));
    }
    return model(model, graph);
  }

  /** A tensor of one float that lies in another file. */
  static OnnxMessage elsewhere(String file) {
    OnnxMessage location = new OnnxMessage().text(1, "location").text(2, file);
    return new OnnxMessage()
        .number(1, 1)
        .number(2, FLOAT)
        .text(8, "weights")
        .add(13, location)
        .number(14, 1);
  }

  /** Takes a second picture. */
  static byte[] withTwoInputs() {
    return model(darkness().add(11, value("x2", UINT8, PICTURES)));
  }

  /** Gives a second map. */
  static byte[] withTwoOutputs() {
    return model(darkness().add(12, value("m", FLOAT, MAPS)));
  }

  /** Its last step is an operator of this domain and kind; the domain is declared. */
  static byte[] withOperator(String domain, String operator) {
    OnnxMessage set = new OnnxMessage().text(1, domain).number(2, 1);
    return model(
        new OnnxMessage().add(8, set), mean().add(1, node(operator, "m", "y").text(7, domain)));
  }

  /** Of an operator set that is not released. */
  static byte[] ofOperatorSet(int version) {
    return new OnnxMessage()
        .number(1, 8)
        .add(7, darkness())
        .add(8, new OnnxMessage().number(2, version))
        .bytes();
  }

  /** Gives the mean of red, green and blue, 0 to 255. */
  static byte[] withoutSigmoid() {
    return model(mean().add(1, node("Identity", "m", "y")));
  }

  /** Each run adds other noise. */
  static byte[] withNoise() {
    OnnxMessage noise =
        new OnnxMessage().text(2, "n").text(4, "RandomUniformLike").text(1, "d").add(5, toFloat());
    return model(
        mean()
            .add(1, node("Mul", "m", "d").text(1, "scale"))
            .add(1, noise)
            .add(1, node("Sigmoid", "n", "y"))
            .add(5, scalar("scale", 0.01f)));
  }

  /** Compares each picture with the others of its batch. */
  static byte[] thatLooksAtTheWholeBatch() {
    OnnxMessage average =
        node("ReduceMean", "d", "a")
            .add(5, attribute("axes").number(8, 0).number(20, 7))
            .add(5, attribute("keepdims").number(3, 1).number(20, INT));
    return model(
        mean()
            .add(1, node("Mul", "m", "d").text(1, "scale"))
            .add(1, average)
            .add(1, node("Sub", "d", "s").text(1, "a"))
            .add(1, node("Sigmoid", "s", "y"))
            .add(5, scalar("scale", 0.01f)));
  }

  /** Declares height and width of its output as free, and gives another height. */
  static byte[] thatGivesOtherSizesThanPromised() {
    // Which rows stay is told by values, which no inference of shapes looks at.
    OnnxMessage rows =
        new OnnxMessage().number(1, 16).number(2, 9).text(8, "rows").field(9, everyOther(16));
    OnnxMessage half =
        node("Compress", "full", "y")
            .text(1, "rows")
            .add(5, attribute("axis").number(3, 1).number(20, INT));
    OnnxMessage graph =
        darknessInto("full")
            .add(1, half)
            .add(5, rows)
            .add(12, value("y", FLOAT, new Shape(0, 0, 32, 1)));
    return encoded(new OnnxMessage(), graph.add(11, value("x", UINT8, PICTURES)));
  }

  /** Adds one to a number, 2^40 times. */
  static byte[] withoutEnd() {
    OnnxMessage body =
        new OnnxMessage()
            .add(1, node("Identity", "go", "goOn"))
            .add(1, node("Sigmoid", "v", "next"))
            .text(2, "body")
            .add(11, number("i", 7))
            .add(11, number("go", 9))
            .add(11, value("v", FLOAT, MAPS))
            .add(12, number("goOn", 9))
            .add(12, value("next", FLOAT, MAPS));
    OnnxMessage loop =
        new OnnxMessage()
            .text(1, "times")
            .text(1, "yes")
            .text(1, "m")
            .text(2, "y")
            .text(4, "Loop")
            .add(5, attribute("body").add(6, body).number(20, GRAPH));
    OnnxMessage times = new OnnxMessage().number(2, 7).text(8, "times").number(7, 1L << 40);
    OnnxMessage yes = new OnnxMessage().number(2, 9).text(8, "yes").number(5, 1);
    return model(mean().add(1, loop).add(5, times).add(5, yes));
  }

  private static byte[] everyOther(int count) {
    byte[] flags = new byte[count];
    for (int i = 0; i < count; i += 2) {
      flags[i] = 1;
    }
    return flags;
  }

  private static OnnxMessage branch(OnnxMessage graph) {
    return node("If", "b", "c").add(5, attribute("then_branch").add(6, graph));
  }

  private static OnnxMessage darkness() {
    return darknessInto("y");
  }

  private static OnnxMessage darknessInto(String output) {
    return mean()
        .add(1, node("Mul", "m", "d").text(1, "scale"))
        .add(1, node("Sigmoid", "d", output))
        .add(5, scalar("scale", -0.01f));
  }

  private static OnnxMessage mean() {
    OnnxMessage mean =
        node("ReduceMean", "f", "m")
            .add(5, attribute("axes").number(8, 3).number(20, 7))
            .add(5, attribute("keepdims").number(3, 1).number(20, INT));
    return new OnnxMessage()
        .text(2, "mean")
        .add(1, node("Cast", "x", "f").add(5, attribute("to").number(3, FLOAT).number(20, INT)))
        .add(1, mean);
  }

  private static OnnxMessage toFloat() {
    return attribute("dtype").number(3, FLOAT).number(20, INT);
  }

  /** A declared value of one element. */
  private static OnnxMessage number(String name, int type) {
    OnnxMessage tensor = new OnnxMessage().number(1, type).add(2, new OnnxMessage());
    return new OnnxMessage().text(1, name).add(2, new OnnxMessage().add(1, tensor));
  }

  private static byte[] model(OnnxMessage graph) {
    return model(new OnnxMessage(), graph);
  }

  private static byte[] model(OnnxMessage model, OnnxMessage graph) {
    return encoded(
        model, graph.add(11, value("x", UINT8, PICTURES)).add(12, value("y", FLOAT, MAPS)));
  }

  private static byte[] encoded(OnnxMessage model, OnnxMessage graph) {
    return model
        .number(1, 8)
        .text(2, "hand")
        .text(3, "1.0")
        .add(7, graph)
        .add(8, new OnnxMessage().number(2, 13))
        .bytes();
  }
}
