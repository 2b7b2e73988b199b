package dev.nevus.standalone.bench.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nevus.embedded.ForegroundChild;
import dev.nevus.standalone.Installation;
import dev.nevus.standalone.WorkerRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A model's run with nothing around it, measured in a process of its own each time.
 *
 * @param model the ONNX file
 * @param lanes threads that run it at once
 */
record BareInference(Installation installation, Path model, int lanes) {
  private static final int WARM_UP = 10;
  private static final int RUNS = 40;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Milliseconds of CPU time of one run.
   *
   * @throws IOException if the process failed, with what it said
   */
  double millis() throws IOException, InterruptedException {
    ForegroundChild child =
        WorkerRuntime.with(
            installation,
            BareRuns.class,
            List.of(
                model.toString(),
                Integer.toString(lanes),
                Integer.toString(WARM_UP),
                Integer.toString(RUNS)));
    Path said = Files.createTempFile("nevus-bare", ".log");
    try {
      ForegroundChild.Ended ended = child.capture(said, STOP_WITHIN);
      if (ended.exitCode() != 0) {
        throw new IOException("the bare model did not run: " + Files.readString(said));
      }
      JsonNode measured = JSON.readTree(ended.output());
      JsonNode millis = measured.path("cpu_ms");
      if (!millis.isNumber()) {
        throw new IOException("the bare model did not tell its time: " + ended.output());
      }
      return millis.asDouble();
    } finally {
      Files.delete(said);
    }
  }
}
