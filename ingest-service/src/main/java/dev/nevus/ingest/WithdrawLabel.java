package dev.nevus.ingest;

import dev.nevus.event.Correlation;
import dev.nevus.event.LabelWithdrawn;
import dev.nevus.eventlog.EventLog;
import dev.nevus.image.ImageId;
import dev.nevus.label.KeptLabel;
import dev.nevus.label.LabelBook;
import dev.nevus.label.Withdrawal;
import dev.nevus.lifecycle.Telemetry;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a label out of all future trainings: first kept, then announced. Repeating it announces the
 * first withdrawal again. Safe for many threads.
 */
public final class WithdrawLabel {
  private static final Logger LOG = LoggerFactory.getLogger(WithdrawLabel.class);

  private final LabelBook book;
  private final EventLog log;
  private final Telemetry telemetry;

  public WithdrawLabel(LabelBook book, EventLog log, Telemetry telemetry) {
    this.book = book;
    this.log = log;
    this.telemetry = telemetry;
  }

  /**
   * Returns once the withdrawal is durable and its event acknowledged.
   *
   * @param by pseudonym of the person
   * @param reason one line
   * @return the label with the withdrawal that is kept, or empty where there is no such label
   * @throws IOException if the store or the log is away: the person may try again
   */
  public Optional<KeptLabel> withdraw(
      ImageId image, int number, String by, String reason, Correlation correlation)
      throws IOException, InterruptedException {
    Optional<Withdrawal> kept = book.withdraw(image, number, by, reason);
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    Withdrawal withdrawal = kept.get();
    log.publish(
        new LabelWithdrawn(image, number, withdrawal.by(), withdrawal.reason(), withdrawal.at()),
        correlation);
    telemetry.label("withdrawn");
    LOG.atInfo()
        .addKeyValue("image", image)
        .addKeyValue("number", number)
        .addKeyValue("correlationId", correlation.correlationId().orElse(""))
        .log("Label withdrawn");
    return book.find(image, number);
  }
}
