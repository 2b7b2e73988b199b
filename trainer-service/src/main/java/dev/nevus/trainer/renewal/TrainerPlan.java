package dev.nevus.trainer.renewal;

import dev.nevus.settings.Settings;
import dev.nevus.trainer.ledger.Shares;
import java.util.List;
import java.util.Locale;

/**
 * When trainings begin and what they are made of.
 *
 * @param trigger when
 * @param labels which of an image's labels trains
 * @param shares of the sides in a new ledger
 * @param start where weights come from
 * @param settings how a run learns; its net is that of the champion where weights come from there
 * @param limits of a run
 */
public record TrainerPlan(
    TriggerPolicy trigger,
    LabelPolicy labels,
    Shares shares,
    Start start,
    RunSettings settings,
    RunLimits limits) {
  /** Where weights come from. */
  public enum Start {
    /** From the champion, where it is a net that the trainer knows. */
    CHAMPION,
    /** By chance. */
    SCRATCH
  }

  /** Reads every setting of trainings. */
  public static TrainerPlan from(Settings settings) {
    String labels =
        settings.choice(
            "NEVUS_LABEL_POLICY",
            "latest",
            List.of("latest", "majority"),
            "which of several people's masks of an image trains: latest or majority");
    String start =
        settings.choice(
            "NEVUS_TRAINING_START",
            "champion",
            List.of("champion", "scratch"),
            "weights to begin with: champion, or scratch for random ones");
    Shares shares = shares(settings);
    return new TrainerPlan(
        TriggerPolicy.from(settings),
        LabelPolicy.valueOf(labels.toUpperCase(Locale.ROOT)),
        shares,
        Start.valueOf(start.toUpperCase(Locale.ROOT)),
        RunSettings.from(settings),
        RunLimits.from(settings));
  }

  private static Shares shares(Settings settings) {
    double validation =
        settings.decimal(
            "NEVUS_SPLIT_VALIDATION",
            Shares.DEFAULT.validation(),
            0.01,
            0.4,
            "share of images that choose the best epoch; fixed for ever when the first trainer takes the duty");
    double test =
        settings.decimal(
            "NEVUS_SPLIT_TEST",
            Shares.DEFAULT.test(),
            0.01,
            0.4,
            "share of images that are frozen to judge by; fixed for ever when the first trainer takes the duty");
    return new Shares(validation, test);
  }
}
