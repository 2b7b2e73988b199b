package dev.nevus.bench;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.conv_transpose2d;
import static org.bytedeco.pytorch.global.torch.dropout;
import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.zeros;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * The original notebook's U-Net, 128x128 and 16 to 256 channels, in libtorch, in its fastest layout
 * (channels last). Input {@code [N,3,128,128]} in 0 to 1, output logits {@code [N,1,128,128]}.
 */
final class LibtorchUNet {
  private static final int DEPTH = 4;
  private static final int START_CHANNELS = 16;
  private static final int KERNEL = 3;
  private static final double[] DROPPED_DOWN = {0.2, 0.4, 0.4, 0.4};
  private static final double DROPPED_UP = 0.5;

  private final Map<String, Tensor> parameters = new LinkedHashMap<>();

  /** Logits of a batch in training; the first call makes the parameters. */
  Tensor forward(Tensor images) {
    Tensor[] features = new Tensor[DEPTH];
    Tensor last = images;
    for (int level = 0; level < DEPTH; level++) {
      features[level] = convolutions("down" + level, START_CHANNELS << level, last);
      Tensor halved = max_pool2d(features[level], both(2), both(2), both(0), both(1), false);
      last = dropout(halved, DROPPED_DOWN[level], true);
    }
    last = convolutions("bottom", START_CHANNELS << DEPTH, last);
    for (int level = DEPTH - 1; level >= 0; level--) {
      Tensor doubled = doubled("up" + level, START_CHANNELS << level, last);
      Tensor merged = cat(new TensorVector(doubled, features[level]), 1);
      last = convolutions("up" + level, START_CHANNELS << level, dropout(merged, DROPPED_UP, true));
    }
    return convolution("head", 1, 1, last);
  }

  /** For the optimiser. */
  TensorVector parameters() {
    return new TensorVector(parameters.values().toArray(new Tensor[0]));
  }

  private Tensor convolutions(String block, int channels, Tensor input) {
    Tensor first = relu(convolution(block + "a", channels, KERNEL, input));
    return relu(convolution(block + "b", channels, KERNEL, first));
  }

  private Tensor convolution(String name, int channels, int kernel, Tensor input) {
    long in = input.size(1);
    Tensor weights = weights(name, in * kernel * kernel, channels, in, kernel, kernel);
    return conv2d(input, weights, bias(name, channels), both(1), both(kernel / 2), both(1), 1);
  }

  /** Keras's padding "same": unpadded, then cropped at the bottom and the right. */
  private Tensor doubled(String name, int channels, Tensor input) {
    long in = input.size(1);
    long size = 2 * input.size(2);
    Tensor weights = weights(name, in * KERNEL * KERNEL, in, channels, KERNEL, KERNEL);
    Tensor larger =
        conv_transpose2d(
            input, weights, bias(name, channels), both(2), both(0), both(0), 1, both(1));
    return cropped(cropped(larger, 2, size), 3, size);
  }

  private static Tensor cropped(Tensor tensor, int dimension, long size) {
    return tensor.slice(dimension, new LongOptional(0), new LongOptional(size), 1);
  }

  private Tensor weights(String name, long fanIn, long... shape) {
    return parameters.computeIfAbsent(
        name + ".weights",
        made ->
            learned(
                randn(shape)
                    .mul_(new Scalar(Math.sqrt(2.0 / fanIn)))
                    .contiguous(MemoryFormat.ChannelsLast)));
  }

  private TensorOptional bias(String name, long channels) {
    return new TensorOptional(
        parameters.computeIfAbsent(name + ".bias", made -> learned(zeros(channels))));
  }

  private static Tensor learned(Tensor tensor) {
    tensor.requires_grad_(true);
    // Outlives the scope of the step in which it is made.
    tensor.retainReference();
    return tensor;
  }

  private static long[] both(long value) {
    return new long[] {value, value};
  }
}
