package dev.nevus.standalone;

import dev.nevus.embedded.ChildCommand;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The services as Nevus runs them, for tests that start and kill each by itself. */
public final class ServiceCommands {
  private ServiceCommands() {}

  /** The ingest service, listening on this port. */
  public static ChildCommand ingest(
      int port, Installation installation, Neighbours neighbours, Map<String, String> settings)
      throws IOException {
    return Service.ingest(installation.data())
        .with(settings)
        .command(port, installation, neighbours);
  }

  /** A worker that finds itself a port. */
  public static ChildCommand worker(
      int number, Installation installation, Neighbours neighbours, Map<String, String> settings)
      throws IOException {
    return Service.worker(number).with(settings).command(0, installation, neighbours);
  }

  /**
   * The same service with points at which it ends: its test classes are put on its class path.
   *
   * @param command of a worker or of ingest
   */
  public static ChildCommand withKillPoints(ChildCommand command, Installation installation)
      throws IOException {
    boolean isWorker = command.mainClass().startsWith("dev.nevus.worker.");
    String mainClass =
        isWorker
            ? "dev.nevus.worker.WorkerWithKillPoints"
            : "dev.nevus.ingest.IngestWithKillPoints";
    Path module = installation.root().resolve(isWorker ? "segmentation-worker" : "ingest-service");
    String classPath =
        String.join(
            File.pathSeparator,
            command.classPath(),
            tether().toString(),
            module.resolve("target/test-classes").toString(),
            installation.root().resolve("common/target/test-classes").toString());
    List<String> flags = new ArrayList<>(command.jvmFlags());
    // Tests have a logging of their own on that path; and a crash shall leave its report here.
    flags.add("-Dlogback.configurationFile=logback.xml");
    flags.add("-XX:ErrorFile=" + installation.data().resolve("logs").resolve("crash-%p.log"));
    flags.add("-XX:-CreateCoredumpOnCrash");
    flags.addAll(archive(module.resolve("target")));
    return new ChildCommand(
        mainClass, classPath, command.arguments(), flags, command.environment(), command.log());
  }

  /**
   * The archive of the service as Nevus runs it, if it ever ended in order: its class path is how
   * this one's begins, so the JVM takes it, and starts in a third of the time.
   */
  private static List<String> archive(Path target) throws IOException {
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(target, "Main-*.jsa")) {
      for (Path archive : archives) {
        return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
      }
    }
    return List.of();
  }

  private static Path tether() {
    try {
      return Path.of(
          ChildCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("not loaded from a file", impossible);
    }
  }
}
