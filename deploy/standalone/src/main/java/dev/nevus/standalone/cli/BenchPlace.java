package dev.nevus.standalone.cli;

import dev.nevus.standalone.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Where a measurement is made: on a data folder of its own, deleted when it ends. */
record BenchPlace(Path root, Console console) {
  /** For ingest: one sender sends more than a hospital may, and none of it goes behind. */
  static final Map<String, String> NO_QUOTA = Map.of("NEVUS_SOURCE_LIVE_PER_MINUTE", "0");

  /** A measurement with an exit code. */
  @FunctionalInterface
  interface Measurement {
    int run(Installation installation) throws IOException, InterruptedException;
  }

  /**
   * The measurement's exit code; a signal ends it in order, and the folder is gone before the JVM
   * may halt.
   */
  int run(Measurement measurement) throws IOException {
    return StoppedBySignal.run(
        () -> {
          Path data = Files.createTempDirectory("nevus-bench");
          try {
            return measurement.run(new Installation(root, data));
          } finally {
            Folders.delete(data);
          }
        });
  }

  /**
   * What options say.
   *
   * @throws ParameterException if they make no sense
   */
  static <T> T checked(@Nullable CommandSpec spec, Supplier<T> plan) {
    try {
      return plan.get();
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), wrong.getMessage());
    }
  }
}
