package dev.nevus.trainer;

import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.model.Signing;
import dev.nevus.settings.OneLine;
import dev.nevus.settings.Settings;
import dev.nevus.store.s3.S3Config;
import dev.nevus.trainer.renewal.Judging;
import dev.nevus.trainer.renewal.TrainerPlan;
import java.nio.file.Path;

/**
 * Everything that a trainer can be told, read once.
 *
 * @param kafka brokers
 * @param store object store
 * @param signing keys of models
 * @param plan when trainings begin and what they are made of
 * @param judging how models are judged
 * @param ops how the process is known and asked
 */
public record TrainerConfig(
    KafkaConfig kafka,
    S3Config store,
    Signing signing,
    TrainerPlan plan,
    Judging judging,
    Ops ops) {
  private static final int OPS_PORT = 8083;
  private static final int NICENESS = 10;
  private static final int LONGEST_NAME = 64;

  /**
   * How the process is known, where its metrics and health are served, and where it keeps copies.
   *
   * @param trainer its name, told with each training
   * @param host address to listen on
   * @param port 0 for any free one
   * @param folder for copies of images and the files of runs; may be lost
   * @param niceness of trainings, 0 to 19: how much whatever else runs on the machine goes first
   */
  public record Ops(String trainer, String host, int port, Path folder, int niceness) {}

  /**
   * Reads every setting.
   *
   * @throws dev.nevus.settings.ConfigException naming all settings that cannot be used
   */
  public static TrainerConfig from(Settings settings) {
    TrainerConfig config =
        new TrainerConfig(
            KafkaConfig.from(settings),
            S3Config.from(settings),
            Signing.from(settings),
            TrainerPlan.from(settings),
            Judging.from(settings),
            ops(settings));
    settings.complete();
    return config;
  }

  /** Decisions are told in this name. */
  private static String checked(String name) {
    if (!OneLine.is(name, LONGEST_NAME)) {
      throw new IllegalArgumentException("a name has at most 64 characters, in one line");
    }
    return name;
  }

  private static Ops ops(Settings settings) {
    String byProcess = "trainer-" + ProcessHandle.current().pid();
    String told =
        settings.text(
            "NEVUS_TRAINER_NAME", "", "name told with each training; none: by the process number");
    String name =
        settings.checked(
            "NEVUS_TRAINER_NAME", () -> checked(told.isEmpty() ? byProcess : told), byProcess);
    return new Ops(
        name,
        settings.text("NEVUS_OPS_HOST", "127.0.0.1", "address for metrics and health"),
        settings.number(
            "NEVUS_OPS_PORT", OPS_PORT, 0, 65_535, "port for metrics and health; 0 for any"),
        Path.of(
            settings.text(
                "NEVUS_TRAINER_FOLDER",
                ".nevus/trainer",
                "folder for copies of images and the files of runs; may be lost")),
        settings.number(
            "NEVUS_TRAINER_NICENESS",
            NICENESS,
            0,
            19,
            "how much whatever else runs on the machine goes first; 0: not at all"));
  }
}
