package dev.nevus.trainer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The arguments of a command: {@code --name value} pairs and {@code --flags}, in any order. */
public final class CommandLine {
  private final Map<String, String> values;

  private CommandLine(Map<String, String> values) {
    this.values = values;
  }

  /**
   * What a command understands.
   *
   * @param needed names that must be given a value
   * @param optional names that may be given a value
   * @param flags names that stand alone
   */
  public record Syntax(Set<String> needed, Set<String> optional, Set<String> flags, String usage) {}

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException naming every problem at once, and the usage
   */
  public static CommandLine parse(List<String> arguments, Syntax syntax) {
    Map<String, String> values = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (syntax.flags().contains(name)) {
        values.put(name, "");
      } else if (!syntax.needed().contains(name) && !syntax.optional().contains(name)) {
        problems.add("unknown argument " + name);
      } else if (i + 1 == arguments.size()) {
        problems.add(name + " needs a value");
      } else {
        values.put(name, arguments.get(++i));
      }
    }
    syntax.needed().stream()
        .sorted()
        .filter(name -> !values.containsKey(name))
        .forEach(name -> problems.add(name + " is missing"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          String.join("; ", problems) + "; usage: " + syntax.usage());
    }
    return new CommandLine(values);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  public String text(String name, String fallback) {
    return values.getOrDefault(name, fallback);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }
}
