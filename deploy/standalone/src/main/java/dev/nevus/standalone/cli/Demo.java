package dev.nevus.standalone.cli;

import dev.nevus.standalone.Installation;
import dev.nevus.standalone.World;
import dev.nevus.standalone.WorldPlan;
import dev.nevus.standalone.client.Endings;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.client.ImageDoor;
import dev.nevus.standalone.client.KafkaDoor;
import dev.nevus.standalone.client.Pushed;
import dev.nevus.standalone.client.Sender;
import dev.nevus.standalone.client.Sending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything once, from the image to its mask. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts all of Nevus, sends images through HTTP and through Kafka, shows what comes out, and stops.",
      "Exit code 0 only if every image got its mask."
    })
final class Demo implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int DRAWN = 12;

  private final Path root;
  private final Console console;
  private final Clock clock = Clock.systemUTC();

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Images to send; by default they are drawn.")
  private @Nullable Path images;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the overlay pictures; by default demo in the data folder.")
  private @Nullable Path out;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Segmentation workers; by default ${DEFAULT-VALUE}.")
  private int workers;

  @Option(names = "--stay", description = "Keep everything up afterwards, until Ctrl-C.")
  private boolean stay;

  @Option(
      names = "--refresh",
      description =
          "Instead show how the model renews itself: labels, a training, the gate, and the swap; on"
              + " a data folder of its own, which is deleted.")
  private boolean refresh;

  Demo(Path root, Console console) {
    this.root = root;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Installation installation = common.installation(root);
    WorldPlan plan = new WorldPlan(workers, Optional.empty(), EmbeddedTopics::create);
    Path pictures = out == null ? installation.data().resolve("demo") : out;
    if (refresh) {
      return new DemoRefresh(root, console, common.wantsJson())
          .run(workers, pictures, this::perhapsStay);
    }
    return StoppedBySignal.run(
        () -> {
          try (World world = World.start(installation, plan, PrintedProgress.aside(console))) {
            boolean good = show(world, Files.createDirectories(pictures));
            perhapsStay(world);
            return good ? 0 : 1;
          }
        });
  }

  private void perhapsStay(World world) throws InterruptedException {
    if (stay) {
      console.progress("Nevus stays up at " + world.http() + "; Ctrl-C stops it.");
      StoppedBySignal.await();
    }
  }

  private boolean show(World world, Path pictures) throws IOException, InterruptedException {
    String bootstrap = world.neighbours().bootstrap();
    try (Endings endings = new Endings(bootstrap, clock);
        HttpDoor http = new HttpDoor(world.http());
        ImageDoor kafka = new KafkaDoor(bootstrap)) {
      Sender sender = new Sender(endings, clock);
      List<Pushed> sent = send(sender, List.of(http, kafka));
      List<Pushed> ended = new ArrayList<>();
      for (Pushed pushed : sent) {
        ended.add(sender.await(pushed, PATIENCE));
        console.progress("%d of %d images ended".formatted(ended.size(), sent.size()));
      }
      ResultTable table = new ResultTable(console, common.wantsJson());
      ended.forEach(table::row);
      int drawn = OverlayFiles.write(http, ended, pictures);
      long good = ended.stream().filter(Pushed::isSegmented).count();
      console.progress(
          "%d of %d images have their mask; %d overlay pictures in %s"
              .formatted(good, ended.size(), drawn, pictures));
      return good == ended.size() && drawn == ended.size();
    }
  }

  /** Every other image by HTTP, the others by Kafka. */
  private List<Pushed> send(Sender sender, List<ImageDoor> doors)
      throws IOException, InterruptedException {
    List<Pushed> sent = new ArrayList<>();
    for (DemoImage image :
        images == null ? DemoImage.drawn(DRAWN, clock.millis()) : DemoImage.in(images)) {
      ImageDoor door = doors.get(sent.size() % doors.size());
      Pushed pushed = sender.send(door, image.name(), image.bytes());
      if (pushed.sending() instanceof Sending.Refused refused) {
        console.progress("%s was refused: %s".formatted(image.name(), refused.detail()));
      }
      sent.add(pushed);
    }
    return sent;
  }
}
