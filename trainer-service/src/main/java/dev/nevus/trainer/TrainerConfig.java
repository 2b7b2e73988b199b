package dev.nevus.trainer;

import dev.nevus.settings.Settings;

/**
 * Everything that a trainer can be told, read once.
 *
 * @param opsHost address that metrics and health are served on
 * @param opsPort 0 for any free one
 */
public record TrainerConfig(String opsHost, int opsPort) {
  private static final int OPS_PORT = 8083;

  /**
   * Reads every setting.
   *
   * @throws dev.nevus.settings.ConfigException naming all settings that cannot be used
   */
  public static TrainerConfig from(Settings settings) {
    TrainerConfig config =
        new TrainerConfig(
            settings.text("NEVUS_OPS_HOST", "127.0.0.1", "address for metrics and health"),
            settings.number(
                "NEVUS_OPS_PORT", OPS_PORT, 0, 65_535, "port for metrics and health; 0 for any"));
    settings.complete();
    return config;
  }
}
