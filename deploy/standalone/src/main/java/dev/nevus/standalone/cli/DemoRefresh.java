package dev.nevus.standalone.cli;

import dev.nevus.standalone.Installation;
import dev.nevus.standalone.World;
import dev.nevus.standalone.WorldPlan;
import dev.nevus.standalone.refresh.RefreshDemo;
import dev.nevus.standalone.refresh.RefreshRound;
import dev.nevus.standalone.refresh.RoundSize;
import dev.nevus.standalone.refresh.ShownMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The model renews itself once, on a Nevus of its own. */
final class DemoRefresh {
  private final Path root;
  private final Console console;
  private final boolean json;

  DemoRefresh(Path root, Console console, boolean json) {
    this.root = root;
    this.console = console;
    this.json = json;
  }

  /** Looks at the world once more before it stops. */
  @FunctionalInterface
  interface LastLook {
    void at(World world) throws InterruptedException;
  }

  /** The exit code: 0 only if every step happened. */
  int run(int workers, Path pictures, LastLook last) throws IOException {
    return StoppedBySignal.run(
        () -> {
          Path data = Files.createTempDirectory("nevus-demo");
          try {
            return run(new Installation(root, data), workers, pictures, last);
          } finally {
            Folders.delete(data);
          }
        });
  }

  private int run(Installation installation, int workers, Path pictures, LastLook last)
      throws IOException, InterruptedException {
    WorldPlan plan =
        new WorldPlan(
            workers, Optional.empty(), EmbeddedTopics::create, RoundSize.trainerSettings());
    try (World world = World.start(installation, plan, PrintedProgress.aside(console))) {
      report(RefreshDemo.run(world, pictures, new ToldTraining(console), console::progress));
      last.at(world);
      return 0;
    }
  }

  private void report(RefreshRound.Result result) {
    if (json) {
      console.fact(result);
      return;
    }
    for (ShownMask mask : List.of(result.before(), result.after())) {
      console.result(
          String.format(
              Locale.ROOT, "%s  Jaccard %.3f  %s", mask.model(), mask.jaccard(), mask.picture()));
    }
    console.result(
        "training %d, %d labels, decision %d, %d workers swapped"
            .formatted(
                result.training(),
                result.labels(),
                result.verdict().number(),
                result.swaps().size()));
  }
}
