package dev.nevus.standalone.cli;

import dev.nevus.deadletter.Decider;
import dev.nevus.deadletter.Insistence;
import dev.nevus.event.Origin;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts dead letters out of the way. */
@Command(
    name = "park",
    mixinStandardHelpOptions = true,
    description =
        "Puts dead letters out of the way, kept as they are; a replay takes one up again.")
final class DeadLettersPark implements Callable<Integer> {
  private static final String NO_REASON = "parked by hand";

  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final WhoAndWhy said = new WhoAndWhy();

  @Parameters(arity = "1..*", paramLabel = "ID", description = "Letters, as list shows them.")
  private List<Origin> ids = List.of();

  @Option(names = "--force", description = "Dropped letters, too.")
  private boolean force;

  DeadLettersPark(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Decider who = new Decider(said.by(place), said.reason(NO_REASON));
    return DeadLetters.decide(
        place,
        common,
        ids,
        who,
        (desk, letter, decider) -> desk.park(letter, decider, Insistence.of(force)));
  }
}
