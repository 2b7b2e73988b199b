package dev.nevus.standalone;

import dev.nevus.embedded.ForegroundChild;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One of the trainer's own commands, run in a JVM with the trainer's class path: its libraries are
 * large and fit nobody else's.
 *
 * @param name the command
 * @param environment beside what every process of Nevus gets
 */
public record TrainerTool(String name, Map<String, String> environment) {
  /** Scores a model. */
  public static final TrainerTool EVALUATE = new TrainerTool("evaluate", Map.of());

  /** Gives a model its file in 8 bits. */
  public static final TrainerTool QUANTIZE = new TrainerTool("quantize", Map.of());

  /**
   * Trains a model. Buffers of many megabytes come and go with every step: glibc would map each
   * afresh and fault its pages in one by one. Kept in the heap, which may grow and keep what it
   * got, and on huge pages, they made training 40 % faster.
   */
  public static final TrainerTool TRAIN =
      new TrainerTool(
          "train",
          Map.of(
              "GLIBC_TUNABLES",
              "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=4000000000"
                  + ":glibc.malloc.trim_threshold=8000000000"));

  /** Trains for a little while and writes how fast that went. */
  public static final TrainerTool MEASURE_SPEED =
      new TrainerTool("measure-speed", TRAIN.environment());

  private static final String MODULE = "trainer-service";
  private static final String MAIN = "dev.nevus.trainer.cli.Trainer";

  /** Native memory holds the images and the weights; the heap little more than the samples. */
  static final List<String> JVM_FLAGS = List.of("-XX:+UseSerialGC", "-Xmx1500m");

  public TrainerTool {
    environment = Map.copyOf(environment);
  }

  /**
   * The command with its arguments, as a process to be.
   *
   * @throws IOException if the trainer is not built
   */
  public ForegroundChild with(Installation installation, List<String> arguments)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(name));
    all.addAll(arguments);
    return new ForegroundChild(
        MAIN,
        installation.classPath(MODULE),
        all,
        ServiceRuntime.jvmFlags(JVM_FLAGS, Runtime.version().feature()),
        variables(),
        // Set for one program, it would hold the trainer to that program's number of threads.
        Set.of("OMP_NUM_THREADS"));
  }

  /** All variables of the command, and of whoever does the same for longer. */
  Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(ServiceRuntime.imageLimits());
    // Waiting threads that spin cost many times over wherever something else runs.
    variables.put("OMP_WAIT_POLICY", "passive");
    variables.putAll(environment);
    return variables;
  }
}
