package dev.nevus.bench;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.rand;
import static org.bytedeco.pytorch.global.torch.set_num_threads;
import static org.bytedeco.pytorch.global.torch.sigmoid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * Trains {@link LibtorchUNet} with cross entropy, soft Dice and Adam on random images that lie
 * ready in memory, and writes how fast that went as one line of JSON. Feeding and augmentation are
 * left out, which favours libtorch.
 */
public final class LibtorchTraining {
  private static final int SIZE = 128;
  private static final double RATE = 1e-3;

  private final LibtorchUNet net = new LibtorchUNet();
  private final Tensor images;
  private final Tensor masks;
  private Optional<Adam> optimiser = Optional.empty();

  private LibtorchTraining(int batch) {
    images = rand(batch, 3, SIZE, SIZE).contiguous(MemoryFormat.ChannelsLast);
    masks = rand(batch, 1, SIZE, SIZE).round();
  }

  /**
   * @param arguments images a step, steps to measure
   */
  public static void main(String[] arguments) throws IOException {
    int batch = Integer.parseInt(arguments[0]);
    int steps = Integer.parseInt(arguments[1]);
    set_num_threads(Runtime.getRuntime().availableProcessors());
    manual_seed(1);
    LibtorchTraining training = new LibtorchTraining(batch);
    training.steps(2);
    long start = System.nanoTime();
    training.steps(steps);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "{\"engine\":\"libtorch\",\"images_per_second\":%.3f,\"feeding_share\":0,\"peak_bytes\":%d}%n",
        steps * batch / seconds,
        peakBytes());
    System.out.flush();
    // libtorch's threads would keep the process alive.
    Runtime.getRuntime().halt(0);
  }

  private void steps(int count) {
    for (int step = 0; step < count; step++) {
      PointerScope madeInThisStep = new PointerScope();
      try {
        step();
      } finally {
        madeInThisStep.close();
      }
    }
  }

  private void step() {
    Tensor logits = net.forward(images);
    Adam adam = optimiser.orElseGet(this::newOptimiser);
    adam.zero_grad();
    loss(logits).backward();
    adam.step();
  }

  private Tensor loss(Tensor logits) {
    Tensor probability = sigmoid(logits);
    Scalar one = new Scalar(1);
    Tensor both = probability.mul(masks).sum().mul(new Scalar(2)).add(one);
    Tensor all = probability.sum().add(masks.sum()).add(one);
    return binary_cross_entropy_with_logits(logits, masks).add(both.div(all).neg());
  }

  private Adam newOptimiser() {
    Adam made = new Adam(net.parameters(), new AdamOptions(RATE));
    made.retainReference();
    optimiser = Optional.of(made);
    return made;
  }

  private static long peakBytes() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    }
  }
}
