package dev.nevus.standalone.bench;

import dev.nevus.embedded.ForegroundChild;
import dev.nevus.standalone.Installation;
import dev.nevus.standalone.TrainerTool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Who is measured: all train the original notebook's net on images of 128x128. */
public final class Contestants {
  private static final String BENCH = "deploy/bench";
  private static final int PUBLISHED_STEPS = 2;

  private final Installation installation;
  private final int batch;
  private final int steps;

  /**
   * @param batch images a step
   * @param steps to measure in a turn
   */
  public Contestants(Installation installation, int batch, int steps) {
    this.installation = installation;
    this.batch = batch;
    this.steps = steps;
  }

  /** The trainer as {@code nevus train} starts it. */
  public Contestant nevus() throws IOException {
    return new Contestant("Nevus", trainer(steps));
  }

  /** DL4J without anything that Nevus does for speed. */
  public Contestant published() throws IOException {
    ForegroundChild plain = trainer(PUBLISHED_STEPS, "--published").withEnvironment(Map.of());
    return new Contestant("DL4J as published", plain);
  }

  /**
   * libtorch with its own threads and allocator; what it needs is fetched and built first.
   *
   * @param progress told of the build
   */
  public Contestant libtorch(Consumer<String> progress) throws IOException, InterruptedException {
    progress.accept("building what is compared with");
    build();
    ForegroundChild like = trainer(steps);
    return new Contestant(
        "libtorch",
        new ForegroundChild(
            "dev.nevus.bench.LibtorchTraining",
            installation.classPath(BENCH),
            List.of(Integer.toString(batch), Integer.toString(steps)),
            like.jvmFlags(),
            Map.of(),
            like.without()));
  }

  private ForegroundChild trainer(int ownSteps, String... which) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(which));
    arguments.addAll(
        List.of("--batch", Integer.toString(batch), "--steps", Integer.toString(ownSteps)));
    return TrainerTool.MEASURE_SPEED.with(installation, arguments);
  }

  private void build() throws IOException, InterruptedException {
    List<String> maven =
        List.of("mvn", "-q", "-B", "-Pbench", "-pl", BENCH, "-DskipTests", "package");
    Process process =
        new ProcessBuilder(maven)
            .directory(installation.root().toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("what is compared with could not be built: " + String.join(" ", maven));
    }
  }
}
