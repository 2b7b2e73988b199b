package dev.nevus.settings;

/**
 * The table of settings as it stands in a module's README: generated from what the module asks for.
 */
public final class SettingsTable {
  private SettingsTable() {}

  /** A Markdown table of everything that was asked for so far. */
  public static String of(Settings settings) {
    StringBuilder table = new StringBuilder("| setting | default | meaning |\n|---|---|---|\n");
    for (Settings.Asked asked : settings.asked()) {
      String fallback =
          asked.fallback().map(f -> f.isEmpty() ? "none" : "`" + f + "`").orElse("must be given");
      table.append("| `%s` | %s | %s |%n".formatted(asked.key(), fallback, asked.meaning()));
    }
    return table.toString();
  }
}
