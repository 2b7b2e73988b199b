package dev.nevus.settings;

import java.util.List;

/**
 * Settings that cannot be used; the message names every key that is wrong and what it should hold.
 */
public final class ConfigException extends RuntimeException {
  private final transient List<String> problems;

  public ConfigException(List<String> problems) {
    super("Settings to mend:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
