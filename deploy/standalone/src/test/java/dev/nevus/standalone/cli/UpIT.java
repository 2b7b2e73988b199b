package dev.nevus.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command as a person runs it, in a session of its own, so that Ctrl-C reaches all of its
 * processes at once.
 */
class UpIT {
  private static final Path ROOT = Path.of(System.getProperty("nevus.root"));
  private static final int EXIT_OF_CTRL_C = 128 + 2;

  private final Path folder;
  private final Path root;

  UpIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.root = folder.resolve("root");
    Files.createDirectories(root.resolve("deploy"));
    Files.createSymbolicLink(root.resolve("deploy/embedded"), ROOT.resolve("deploy/embedded"));
    compileService("ingest-service", "dev.nevus.ingest");
    compileService("segmentation-worker", "dev.nevus.worker");
    compileService("trainer-service", "dev.nevus.trainer");
  }

  @Test
  void runsUntilCtrlCAndThenStopsAllInOrder() throws Exception {
    Process up = up("--workers", "2");
    try {
      Awaitility.await()
          .atMost(90, TimeUnit.SECONDS)
          .until(() -> !up.isAlive() || progress().contains("Nevus is up at"));
      List<ProcessHandle> children = up.children().toList();
      assertThat(addressedParts())
          .containsExactlyInAnyOrder("kafka", "store", "ingest", "worker-1", "worker-2", "trainer");
      assertThat(children).hasSize(6);

      // A negative number names the whole group.
      new ProcessBuilder("kill", "-INT", "--", "-" + up.pid()).start().waitFor();

      assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(up.exitValue()).isEqualTo(EXIT_OF_CTRL_C);
      assertThat(children).noneMatch(ProcessHandle::isAlive);
      assertThat(progress().lines().filter(line -> line.endsWith(" stopped")))
          .containsExactly(
              "trainer stopped",
              "worker-2 stopped",
              "worker-1 stopped",
              "ingest stopped",
              "store stopped",
              "kafka stopped");
    } finally {
      up.destroyForcibly();
    }
  }

  private Process up(String... options) throws IOException {
    // setsid becomes the command itself, so that the process and its group have one number. A test
    // run in the background of a script ignores SIGINT, as would all that it starts.
    List<String> command = new ArrayList<>(List.of("setsid", "env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dnevus.root=" + root, Nevus.class.getName(), "up", "--json"));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectOutput(folder.resolve("results").toFile());
    builder.redirectError(folder.resolve("progress").toFile());
    return builder.start();
  }

  private List<String> addressedParts() throws IOException {
    List<String> parts = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("results"))) {
      JsonNode ready = new ObjectMapper().readTree(line);
      assertThat(ready.path("address").asText()).contains("127.0.0.1:");
      parts.add(ready.path("part").asText());
    }
    return parts;
  }

  private String progress() throws IOException {
    return Files.readString(folder.resolve("progress"), UTF_8);
  }

  /** A service that is ready at once and runs until it is stopped. */
  private void compileService(String module, String packageName) throws IOException {
    Path target = root.resolve(module).resolve("target");
    Path classes = Files.createDirectories(target.resolve("classes"));
    Path source = target.resolve("Main.java");
    Files.writeString(
        source,
        """
        package %s;
        public class Main {
          public static void main(String[] arguments) throws Exception {
            String port = System.getenv("NEVUS_HTTP_PORT") == null ? "NEVUS_OPS_PORT" : "NEVUS_HTTP_PORT";
            System.out.println("READY http://127.0.0.1:" + System.getenv(port));
            new java.util.concurrent.CountDownLatch(1).await();
          }
        }
        """
            .formatted(packageName));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), source.toString());
    assertThat(failed).isZero();
    Files.createFile(target.resolve("runtime.classpath"));
  }
}
