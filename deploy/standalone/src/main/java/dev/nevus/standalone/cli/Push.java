package dev.nevus.standalone.cli;

import dev.nevus.event.ImageMetadata;
import dev.nevus.event.Urgency;
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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

  @Spec private @Nullable CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private @Nullable Door door;

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      description =
          "http://host:port, or host:port of a broker; by default the Nevus on the data folder.")
  private @Nullable String to;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Who sends: each source that names itself has a quota of live images.")
  private @Nullable String source;

  @Option(names = "--backlog", description = "Old images: they go behind all live ones.")
  private boolean backlog;

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
    ImageMetadata metadata = metadata();
    Urgency urgency = backlog ? Urgency.BACKLOG : Urgency.LIVE;
    try (ImageDoor open = open()) {
      for (Path file : ImageFiles.of(named)) {
        byte[] image = Files.readAllBytes(file);
        Sent sent = sent(file, open.name(), open.send(image, senderId(file), metadata, urgency));
        allTaken &= sent.outcome().equals("taken");
        report(sent);
      }
    }
    return allTaken ? 0 : 1;
  }

  private ImageMetadata metadata() {
    try {
      return new ImageMetadata(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          Optional.ofNullable(source));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--source: " + e.getMessage(), e);
    }
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
