package dev.nevus.trainer.quantization;

import dev.nevus.image.LesionImage;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.TracedModel;
import dev.nevus.trainer.dataset.Samples;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto.DataType;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/**
 * Makes an 8-bit model of a float one: shows it images, notes how its inner values are spread, and
 * writes it anew in 8 bits with the ranges that a rule reads off that. The new file keeps the
 * contract of the old one. One object for one model and its images; the same ones give the same
 * bytes.
 */
public final class Quantize {
  /** The least and the greatest number that a value had, and 0. */
  private record Bounds(double low, double high) {
    static Bounds of(FloatBuffer values) {
      double low = 0;
      double high = 0;
      while (values.hasRemaining()) {
        double value = values.get();
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      return new Bounds(low, high);
    }

    Bounds with(Bounds other) {
      return new Bounds(Math.min(low, other.low), Math.max(high, other.high));
    }
  }

  private final ModelProto model;
  private final GraphProto plain;
  private final Map<String, Histogram> spread;

  private Quantize(ModelProto model, GraphProto plain, Map<String, Histogram> spread) {
    this.model = model;
    this.plain = plain;
    this.spread = spread;
  }

  /**
   * Shows a model all the images, twice.
   *
   * @param onnx a file as {@link dev.nevus.trainer.unet.OnnxExport} writes it
   * @param images at the model's size
   * @throws BadModelException if the engine refuses it
   * @throws IllegalArgumentException if the file is no ONNX file, nothing in it is to be quantised,
   *     or there is no image
   */
  public static Quantize calibrate(byte[] onnx, Samples images)
      throws BadModelException, SegmentationException, InterruptedException {
    if (images.size() == 0) {
      throw new IllegalArgumentException("no image to calibrate with");
    }
    ModelProto model = parsed(onnx);
    GraphProto plain = PlainGraph.of(model.getGraph());
    Set<String> values = QuantizedGraph.values(plain);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("the net has no convolutions but its last one");
    }
    ModelProto traced = model.toBuilder().setGraph(tracing(plain, values)).build();
    ModelInput input = new ModelInput(images.width(), images.height());
    try (TracedModel running = TracedModel.open(traced.toByteArray(), input)) {
      return new Quantize(model, plain, spread(running, values, images));
    }
  }

  /** Bounds first: bins of the right width need them. */
  private static Map<String, Histogram> spread(
      TracedModel model, Set<String> values, Samples images)
      throws SegmentationException, InterruptedException {
    Map<String, Bounds> bounds = new HashMap<>();
    show(model, images, (value, numbers) -> bounds.merge(value, Bounds.of(numbers), Bounds::with));
    bounds.keySet().retainAll(values);
    Map<String, Histogram> spread = new HashMap<>();
    bounds.forEach((value, known) -> spread.put(value, new Histogram(known.low(), known.high())));
    show(
        model,
        images,
        (value, numbers) ->
            Optional.ofNullable(spread.get(value)).ifPresent(histogram -> histogram.add(numbers)));
    return spread;
  }

  /**
   * The file in 8 bits.
   *
   * @throws IllegalArgumentException if a value was not finite
   */
  public byte[] by(RangeRule rule) {
    Map<String, Range> ranges = new HashMap<>();
    spread.forEach((value, histogram) -> ranges.put(value, rule.of(histogram)));
    return model.toBuilder().setGraph(QuantizedGraph.of(plain, ranges)).build().toByteArray();
  }

  private static void show(
      TracedModel model, Samples images, BiConsumer<String, FloatBuffer> values)
      throws SegmentationException, InterruptedException {
    for (int i = 0; i < images.size(); i++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      try (LesionImage image = images.get(i).image()) {
        model.trace(image, values);
      }
    }
  }

  private static GraphProto tracing(GraphProto plain, Set<String> values) {
    GraphProto.Builder tracing = plain.toBuilder();
    for (String value : values) {
      TypeProto.Tensor tensor =
          TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber()).build();
      tracing.addOutput(
          ValueInfoProto.newBuilder()
              .setName(value)
              .setType(TypeProto.newBuilder().setTensorType(tensor)));
    }
    return tracing.build();
  }

  private static ModelProto parsed(byte[] onnx) {
    try {
      return ModelProto.parseFrom(onnx);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not an ONNX file", e);
    }
  }
}
