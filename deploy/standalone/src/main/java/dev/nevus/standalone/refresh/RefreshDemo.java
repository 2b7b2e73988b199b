package dev.nevus.standalone.refresh;

import dev.nevus.standalone.World;
import dev.nevus.standalone.client.Endings;
import dev.nevus.standalone.client.HttpApi;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.models.ModelShelf;
import dev.nevus.standalone.models.RunningNevus;
import dev.nevus.standalone.training.FollowTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/** The round on a world that runs. */
public final class RefreshDemo {
  private RefreshDemo() {}

  /**
   * Runs it.
   *
   * @param pictures folder for the pictures; made if missing
   * @param listener hears how the training goes
   * @param tell hears each step, in plain words
   * @throws IOException if a step did not happen, saying which
   */
  public static RefreshRound.Result run(
      World world, Path pictures, FollowTraining.Listener listener, Consumer<String> tell)
      throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    HttpApi api = new HttpApi(world.http());
    RunningNevus nevus = RunningNevus.in(world.neighbours().environment());
    try (ModelShelf shelf = ModelShelf.open(nevus, clock);
        Endings endings = new Endings(world.neighbours().bootstrap(), clock);
        HttpDoor http = new HttpDoor(api)) {
      ExampleImage example = new ExampleImage(http, endings, Files.createDirectories(pictures));
      return new RefreshRound(shelf, api, example, listener, tell).run();
    }
  }
}
