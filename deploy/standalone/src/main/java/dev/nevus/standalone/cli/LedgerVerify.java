package dev.nevus.standalone.cli;

import dev.nevus.eventlog.kafka.WorkGroup;
import dev.nevus.image.ImageLimits;
import dev.nevus.settings.ConfigException;
import dev.nevus.settings.Settings;
import dev.nevus.standalone.ledger.Digests;
import dev.nevus.standalone.ledger.LedgerOptions;
import dev.nevus.standalone.ledger.LedgerSums;
import dev.nevus.standalone.ledger.LedgerVerification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Proves that every accepted image ended once. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Proves from the log and the bucket alone that every accepted image has a mask or a dead"
          + " letter, or waits for one, and that nothing was lost, told twice or damaged.",
      "Exit code 0 if so, 1 if not. Harmless while Nevus works."
    })
final class LedgerVerify implements Callable<Integer> {
  private final Workplace place;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--repair",
      description =
          "Announce objects that were never announced, and lost images again. Deletes nothing.")
  private boolean repair;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      converter = WaitTime.class,
      defaultValue = "10m",
      description =
          "Age below which an object without its event may still get it (${DEFAULT-VALUE}).")
  private Duration grace = Duration.ZERO;

  @Option(
      names = "--digests",
      paramLabel = "SHARE",
      defaultValue = "all",
      description =
          "Whose content is read and compared with its digest: all, none or a share such as 1/20,"
              + " another one each time (${DEFAULT-VALUE}).")
  private String digests = "all";

  @Option(
      names = "--settled",
      description = "Exit code 1 also where an image still waits for its end.")
  private boolean settled;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      converter = WaitTime.class,
      description = "First wait, this long at most, until none waits; implies --settled.")
  private @Nullable Duration wait;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Folder for files of 64 bytes for each event and object, removed in the end.")
  private @Nullable Path work;

  LedgerVerify(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    LedgerSums sums =
        LedgerVerification.of(place.nevus(common), options()).run(place.console()::progress);
    if (common.wantsJson()) {
      place.console().json(sums);
    } else {
      LedgerReport.lines(sums).forEach(place.console()::result);
    }
    boolean mustBeSettled = settled || wait != null;
    return (mustBeSettled ? sums.isSettled() : sums.isClean()) ? 0 : 1;
  }

  /** Whose workers and which images, as the services are told. */
  private LedgerOptions options() throws IOException {
    try {
      Settings settings = new Settings(place.environment());
      String workers = WorkGroup.name(settings);
      ImageLimits limits = ImageLimits.from(settings);
      settings.complete();
      return new LedgerOptions(
          workers,
          grace,
          share(),
          repair ? Optional.of(limits) : Optional.empty(),
          wait == null ? Duration.ZERO : wait,
          work == null ? LedgerOptions.DEFAULT.work() : work);
    } catch (ConfigException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Digests share() {
    try {
      return Digests.of(digests, ThreadLocalRandom.current().nextLong());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "--digests: " + e.getMessage());
    }
  }

  /** A time as people write it: {@code 90s}, {@code 10m}, {@code 2h}. */
  static final class WaitTime implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return Duration.parse("PT" + text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("a time such as 90s, 10m or 2h, please, not " + text);
      }
    }
  }
}
