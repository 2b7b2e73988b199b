package dev.nevus.trainer.renewal;

import dev.nevus.RealServers;
import dev.nevus.embedded.ChildCommand;
import dev.nevus.embedded.ChildProcess;
import dev.nevus.store.s3.S3Config;
import dev.nevus.trainer.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A trainer as its own process, on the real broker and the real store. */
final class TrainerProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private TrainerProcess() {}

  /**
   * Starts one.
   *
   * @param folder for its files and its log
   * @param settings of trainings
   */
  static ChildProcess start(String name, Path folder, Map<String, String> settings)
      throws IOException, InterruptedException {
    S3Config store = RealServers.store();
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("NEVUS_KAFKA_BOOTSTRAP", RealServers.kafka().bootstrap());
    environment.put("NEVUS_S3_ENDPOINT", store.endpoint().toString());
    environment.put("NEVUS_S3_ACCESS_KEY", store.accessKey());
    environment.put("NEVUS_S3_SECRET_KEY", store.secretKey());
    environment.put("NEVUS_S3_BUCKET", store.bucket());
    environment.put("NEVUS_OPS_PORT", "0");
    environment.put("NEVUS_TRAINER_NAME", name);
    environment.put("NEVUS_TRAINER_FOLDER", folder.resolve(name).toString());
    ChildCommand command =
        ChildCommand.of(
                Main.class.getName(),
                System.getProperty("java.class.path"),
                folder.resolve(name + ".log"))
            .withJvmFlags(List.of("-XX:+UseSerialGC", "-Xmx512m"))
            .withEnvironment(environment);
    return ChildProcess.start(command, PATIENCE);
  }
}
