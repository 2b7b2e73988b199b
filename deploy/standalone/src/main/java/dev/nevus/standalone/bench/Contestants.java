package dev.nevus.standalone.bench;

import dev.nevus.standalone.Installation;
import dev.nevus.standalone.TrainerTool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Who is measured: all train the original notebook's net on images of 128x128. */
public final class Contestants {
  private static final String TRAINER = "trainer-service";
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
    return trainer("Nevus", TrainerTool.TRAIN.variables(), steps, List.of("--net", "notebook"));
  }

  /** DL4J without anything that Nevus does for speed. */
  public Contestant published() throws IOException {
    return trainer("DL4J as published", Map.of(), PUBLISHED_STEPS, List.of("--published"));
  }

  /**
   * libtorch; what it needs is fetched and built first.
   *
   * @param progress told of the build
   */
  public Contestant libtorch(Consumer<String> progress) throws IOException, InterruptedException {
    progress.accept("building what is compared with");
    build();
    return new Contestant(
        "libtorch",
        installation.classPath(BENCH),
        Map.of(),
        List.of(
            "dev.nevus.bench.LibtorchTraining", Integer.toString(batch), Integer.toString(steps)));
  }

  private Contestant trainer(
      String name, Map<String, String> environment, int ownSteps, List<String> which)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("dev.nevus.trainer.cli.Trainer", "measure-speed"));
    arguments.addAll(which);
    arguments.addAll(
        List.of("--batch", Integer.toString(batch), "--steps", Integer.toString(ownSteps)));
    return new Contestant(name, installation.classPath(TRAINER), environment, arguments);
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
