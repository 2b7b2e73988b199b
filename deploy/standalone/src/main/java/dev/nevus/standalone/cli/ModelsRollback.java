package dev.nevus.standalone.cli;

import dev.nevus.model.ModelId;
import dev.nevus.standalone.models.ModelShelf;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Goes back to a model that served before. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Lets the model serve again that served before the champion, or another that served before;"
          + " waits for the workers to follow.",
      "Exit code 1 if a worker declined it."
    })
final class ModelsRollback implements Callable<Integer> {
  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final WhoAndWhy said = new WhoAndWhy();
  @Mixin private final SwapOptions swap = new SwapOptions();

  @Option(
      names = "--to",
      paramLabel = "MODEL",
      description = "Beginning of its name; by default the one that served before the champion.")
  private @Nullable String to;

  ModelsRollback(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String by = said.by(place);
    String reason = said.reason();
    try (ModelShelf shelf = place.shelf(common)) {
      Optional<ModelId> named = to == null ? Optional.empty() : Optional.of(shelf.find(to));
      boolean serves =
          swap.follow(
              shelf,
              place.console(),
              common.wantsJson(),
              () -> Optional.of(shelf.decide().rollBack(named, by, reason)));
      return serves ? 0 : 1;
    }
  }
}
