package dev.nevus.standalone.cli;

import dev.nevus.deadletter.Decider;
import dev.nevus.event.Origin;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives dead letters up for good. */
@Command(
    name = "drop",
    mixinStandardHelpOptions = true,
    description =
        "Lets dead letters never be worked on again; they stay on the log. --reason must say why.")
final class DeadLettersDrop implements Callable<Integer> {
  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final WhoAndWhy said = new WhoAndWhy();

  @Parameters(arity = "1..*", paramLabel = "ID", description = "Letters, as list shows them.")
  private List<Origin> ids = List.of();

  DeadLettersDrop(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Decider who = new Decider(said.by(place), said.reason());
    return DeadLetters.decide(
        place, common, ids, who, (desk, letter, decider) -> desk.drop(letter, decider));
  }
}
