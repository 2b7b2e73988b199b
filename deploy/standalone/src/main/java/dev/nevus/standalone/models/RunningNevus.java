package dev.nevus.standalone.models;

import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.model.Signing;
import dev.nevus.settings.ConfigException;
import dev.nevus.settings.Settings;
import dev.nevus.standalone.Neighbours;
import dev.nevus.store.s3.S3Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the store and the log of a running Nevus are.
 *
 * @param store object store
 * @param kafka brokers
 * @param signing the keys of whoever looks at it
 */
public record RunningNevus(S3Config store, KafkaConfig kafka, Signing signing) {
  /**
   * The Nevus that the variables {@code NEVUS_S3_*} and {@code NEVUS_KAFKA_*} name, as they name it
   * to its services, with the keys that {@code NEVUS_MODEL_*} names.
   *
   * @throws IOException naming all variables that cannot be used
   */
  public static RunningNevus in(Map<String, String> environment) throws IOException {
    try {
      Settings settings = new Settings(environment);
      RunningNevus nevus =
          new RunningNevus(
              S3Config.from(settings), KafkaConfig.from(settings), Signing.from(settings));
      settings.complete();
      return nevus;
    } catch (ConfigException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * The Nevus that runs, or last ran, on a data folder, with the keys that {@code NEVUS_MODEL_*}
   * names.
   *
   * @throws IOException if none ever ran there, or a key cannot be used
   */
  public static RunningNevus on(Path data, Map<String, String> environment) throws IOException {
    Map<String, String> variables = new HashMap<>(environment);
    variables.putAll(Neighbours.lastOf(data).environment());
    return in(variables);
  }

  /** Whether these variables name a Nevus. */
  public static boolean isNamedIn(Map<String, String> environment) {
    return environment.containsKey("NEVUS_S3_ENDPOINT");
  }
}
