package dev.nevus.ingest;

import dev.nevus.embedded.ChildCommand;
import dev.nevus.embedded.ChildProcess;
import dev.nevus.store.s3.S3Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The service as operations run it: a process of its own, told everything by its environment. */
final class IngestProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private IngestProcess() {}

  static ChildProcess start(String kafka, S3Config store, Map<String, String> more)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "ingest");
    Map<String, String> environment = new HashMap<>();
    environment.put("NEVUS_KAFKA_BOOTSTRAP", kafka);
    environment.put("NEVUS_S3_ENDPOINT", store.endpoint().toString());
    environment.put("NEVUS_S3_ACCESS_KEY", store.accessKey());
    environment.put("NEVUS_S3_SECRET_KEY", store.secretKey());
    environment.put("NEVUS_HTTP_PORT", "0");
    environment.put(
        "NEVUS_CATALOG_URL", "jdbc:h2:file:" + folder.toAbsolutePath() + "/" + UUID.randomUUID());
    environment.putAll(more);
    return ChildProcess.start(
        ChildCommand.of(Main.class.getName(), classPath(), folder.resolve("log"))
            .withJvmFlags(List.of("-XX:+UseSerialGC", "-Xmx512m", "-XX:TieredStopAtLevel=1"))
            .withEnvironment(environment),
        PATIENCE);
  }

  /** What the build wrote down: exactly the class path of the service. */
  private static String classPath() throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    return target.resolve("classes") + ":" + Files.readString(target.resolve("runtime.classpath"));
  }
}
