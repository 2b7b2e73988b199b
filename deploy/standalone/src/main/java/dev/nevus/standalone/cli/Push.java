package dev.nevus.standalone.cli;

import dev.nevus.standalone.Neighbours;
import dev.nevus.standalone.World;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.client.ImageDoor;
import dev.nevus.standalone.client.KafkaDoor;
import dev.nevus.standalone.client.Sending;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends images as a hospital's system would. */
@Command(
    name = "push",
    mixinStandardHelpOptions = true,
    description =
        "Sends images to a running Nevus, by HTTP or by Kafka; exit code 1 if one was not taken.")
final class Push implements Callable<Integer> {
  private final Path root;
  private final Console console;

  @Mixin private final CommonOptions common = new CommonOptions();

  @ArgGroup(multiplicity = "1")
  private @Nullable Door door;

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      description =
          "http://host:port, or host:port of a broker; by default the Nevus on the data folder.")
  private @Nullable String to;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "Images, or folders of images.")
  private List<Path> named = List.of();

  Push(Path root, Console console) {
    this.root = root;
    this.console = console;
  }

  /** One of the two. */
  private static final class Door {
    @Option(names = "--http", description = "By HTTP.")
    private boolean http;

    @Option(names = "--kafka", description = "By Kafka.")
    @SuppressWarnings("UnusedVariable") // picocli fills it: exactly one of the two is given
    private boolean kafka;
  }

  private record Sent(String file, String door, String outcome, String id, String detail) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean allTaken = true;
    try (ImageDoor open = open()) {
      for (Path file : ImageFiles.of(named)) {
        Sent sent = sent(file, open.name(), open.send(Files.readAllBytes(file), senderId(file)));
        allTaken &= sent.outcome().equals("taken");
        report(sent);
      }
    }
    return allTaken ? 0 : 1;
  }

  private ImageDoor open() throws IOException {
    Path data = common.installation(root).data();
    if (Objects.requireNonNull(door).http) {
      return new HttpDoor(to == null ? World.lastHttpOf(data) : URI.create(to));
    }
    return new KafkaDoor(to == null ? Neighbours.lastOf(data).bootstrap() : to);
  }

  private void report(Sent sent) {
    if (common.wantsJson()) {
      console.json(sent);
    } else {
      console.result(
          "%-8s %s %s".formatted(sent.outcome(), sent.file(), sent.id() + sent.detail()));
    }
  }

  private static Sent sent(Path file, String door, Sending sending) {
    String name = file.getFileName().toString();
    if (sending instanceof Sending.Taken taken) {
      return new Sent(name, door, "taken", taken.image().sha256(), "");
    }
    Sending.Refused refused = (Sending.Refused) sending;
    return new Sent(name, door, "refused", "", refused.code() + ": " + refused.detail());
  }

  /** A name that a header can carry. */
  private static String senderId(Path file) {
    return ImageFiles.stem(file).replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
