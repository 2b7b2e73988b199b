package dev.nevus.worker;

import dev.nevus.RealServers;
import dev.nevus.embedded.ChildCommand;
import dev.nevus.embedded.ChildProcess;
import dev.nevus.store.s3.S3Config;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The worker's main in a process of its own, on the real broker and store. */
final class WorkerProcess {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  private WorkerProcess() {}

  /** Returns once it is ready. */
  static ChildProcess start(String name, Map<String, String> settings)
      throws IOException, InterruptedException {
    return ChildProcess.start(command(name).withEnvironment(settings), READY_WITHIN);
  }

  private static ChildCommand command(String name) {
    S3Config store = RealServers.store();
    Map<String, String> environment = new HashMap<>();
    environment.put("NEVUS_KAFKA_BOOTSTRAP", RealServers.kafka().bootstrap());
    environment.put("NEVUS_S3_ENDPOINT", store.endpoint().toString());
    environment.put("NEVUS_S3_ACCESS_KEY", store.accessKey());
    environment.put("NEVUS_S3_SECRET_KEY", store.secretKey());
    environment.put("NEVUS_S3_BUCKET", store.bucket());
    environment.put("NEVUS_WORKER_NAME", name);
    environment.put("NEVUS_OPS_PORT", "0");
    return ChildCommand.of(
            "dev.nevus.worker.Main",
            System.getProperty("java.class.path"),
            Path.of("target", "workers", name + ".log"))
        .withJvmFlags(
            List.of("-XX:+UseSerialGC", "-Xmx192m", "-Dlogback.configurationFile=logback.xml"))
        .withEnvironment(environment);
  }
}
