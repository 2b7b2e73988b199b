package dev.nevus.standalone;

import dev.nevus.embedded.ChildCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One service of Nevus, as a process to be.
 *
 * @param module its folder, relative to the root
 * @param jvmFlags how much memory it may take, above all
 * @param portVariable the variable that tells it where to listen
 * @param environment its own settings
 */
record Service(
    String name,
    String module,
    String mainClass,
    List<String> jvmFlags,
    String portVariable,
    Map<String, String> environment) {

  static final String INGEST = "ingest";
  static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final String OPS_PORT = "NEVUS_OPS_PORT";
  private static final String SERIAL = "-XX:+UseSerialGC";

  static Service ingest(Path data) {
    // H2 makes the file and its folder.
    String catalog = "jdbc:h2:file:" + data.resolve("catalog").resolve("catalog");
    return new Service(
        INGEST,
        "ingest-service",
        "dev.nevus.ingest.Main",
        List.of(SERIAL, "-Xmx512m"),
        "NEVUS_HTTP_PORT",
        // Broker and store keep theirs below the same folder.
        Map.of("NEVUS_CATALOG_URL", catalog, "NEVUS_DISK_FOLDERS", data.toString()));
  }

  static Service worker(int number) {
    return new Service(
        "worker-" + number,
        "segmentation-worker",
        "dev.nevus.worker.Main",
        // The heap shrinks at once where a collection finds it too large: after a change of models.
        // Pixels are native code's work: the second compiler took a sixth of a worker's time for
        // nothing, and 40 MB.
        List.of(
            SERIAL,
            "-XX:TieredStopAtLevel=1",
            "-Xmx192m",
            "-XX:-ShrinkHeapInSteps",
            "-XX:MaxHeapFreeRatio=50"),
        OPS_PORT,
        Map.of());
  }

  static Service trainer(Path data) {
    Map<String, String> environment = new HashMap<>(TrainerTool.TRAIN.variables());
    environment.put("NEVUS_TRAINER_FOLDER", data.resolve("trainer").toString());
    return new Service(
        "trainer",
        "trainer-service",
        "dev.nevus.trainer.Main",
        TrainerTool.JVM_FLAGS,
        OPS_PORT,
        environment);
  }

  /** A class of this module that waits more than it works. */
  static Service light(String name, String mainClass) {
    return new Service(
        name,
        "deploy/standalone",
        mainClass,
        List.of(SERIAL, "-Xmx64m", "-XX:TieredStopAtLevel=1"),
        OPS_PORT,
        Map.of());
  }

  /** The same with further settings, which win over its own. */
  Service with(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(settings);
    return new Service(name, module, mainClass, jvmFlags, portVariable, all);
  }

  /**
   * How it is started.
   *
   * @param port where it listens
   * @throws IOException if it is not built
   */
  ChildCommand command(int port, Installation installation, Neighbours neighbours)
      throws IOException {
    return ChildCommand.of(mainClass, installation.classPath(module), installation.log(name))
        .withJvmFlags(ServiceRuntime.jvmFlags(jvmFlags, Runtime.version().feature()))
        .withEnvironment(ServiceRuntime.environment())
        .withEnvironment(neighbours.environment())
        .withEnvironment(environment)
        .withEnvironment(Map.of(portVariable, Integer.toString(port)));
  }
}
