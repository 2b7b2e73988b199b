package dev.nevus.worker;

import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.WorkGroup;
import dev.nevus.image.ImageLimits;
import dev.nevus.model.Signing;
import dev.nevus.segment.MaskForm;
import dev.nevus.settings.Settings;
import dev.nevus.store.s3.S3Config;
import dev.nevus.worker.model.ServingPrecision;
import dev.nevus.worker.turn.TurnLimits;
import java.time.Duration;

/**
 * Everything that a worker can be told, read once.
 *
 * @param kafka brokers
 * @param store object store
 * @param work how records are taken
 * @param images what is taken, and what becomes of it
 * @param models which ones are trusted, and which are tried
 * @param ops how the process is known and asked
 */
public record WorkerConfig(
    KafkaConfig kafka, S3Config store, WorkGroup work, Images images, Models models, Ops ops) {
  /**
   * What is taken, and what becomes of it.
   *
   * @param limits of images
   * @param form of masks
   * @param turns how much is computed at once
   * @param longest how long the computing of one image may take before the process is ended
   */
  public record Images(ImageLimits limits, MaskForm form, TurnLimits turns, Duration longest) {}

  /**
   * Which models are trusted, and which are tried.
   *
   * @param signing who must have signed a model
   * @param shadow on which images the candidate is tried
   * @param precision which file of a version serves
   */
  public record Models(Signing signing, ShadowShare shadow, ServingPrecision precision) {}

  /**
   * How the process is known, and where its metrics and health are served.
   *
   * @param worker its name in each result
   * @param host address to listen on
   * @param port 0 for any free one
   */
  public record Ops(String worker, String host, int port) {}

  /**
   * Reads every setting.
   *
   * @throws dev.nevus.settings.ConfigException naming all settings that cannot be used; thrown by
   *     {@link Settings#complete()}
   */
  public static WorkerConfig from(Settings settings) {
    KafkaConfig kafka = KafkaConfig.from(settings);
    S3Config store = S3Config.from(settings);
    TurnLimits turns = TurnLimits.from(settings);
    WorkerConfig config =
        new WorkerConfig(
            kafka,
            store,
            WorkGroup.from(settings, turns.cores()),
            new Images(
                ImageLimits.from(settings), MaskForm.from(settings), turns, longest(settings)),
            new Models(Signing.from(settings), shadow(settings), ServingPrecision.from(settings)),
            new Ops(
                name(settings),
                settings.text("NEVUS_OPS_HOST", "127.0.0.1", "address for metrics and health"),
                settings.number(
                    "NEVUS_OPS_PORT", 8081, 0, 65_535, "port for metrics and health; 0 for any")));
    settings.complete();
    return config;
  }

  private static Duration longest(Settings settings) {
    return settings.duration(
        "NEVUS_WORK_LONGEST",
        Duration.ofMinutes(2),
        "computing of one image, at least a second; beyond it the worker ends itself");
  }

  private static ShadowShare shadow(Settings settings) {
    return new ShadowShare(
        settings.decimal(
            "NEVUS_SHADOW_SHARE",
            0,
            0,
            1,
            "share of the images that the candidate segments too, without a word; 0: none"));
  }

  private static String name(Settings settings) {
    String given =
        settings.text("NEVUS_WORKER_NAME", "", "name in each result; none: by the process number");
    return given.isEmpty() ? "worker-" + ProcessHandle.current().pid() : given;
  }
}
