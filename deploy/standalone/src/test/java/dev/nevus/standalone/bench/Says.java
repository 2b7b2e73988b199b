package dev.nevus.standalone.bench;

import dev.nevus.embedded.ForegroundChild;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A process that says what it is told to, and fails if it is told nothing. */
public final class Says {
  private Says() {}

  public static void main(String[] arguments) {
    if (arguments.length == 0) {
      System.err.println("nothing to say");
      System.exit(3);
    }
    System.out.println("warming up");
    System.out.println(arguments[0]);
  }

  /** A contestant of such a speed. */
  static Contestant speed(String name, double imagesPerSecond, double feedingShare, long peak) {
    return contestant(
        name,
        List.of(
            "{\"engine\":\"%s\",\"images_per_second\":%s,\"feeding_share\":%s,\"peak_bytes\":%d}"
                .formatted(name, imagesPerSecond, feedingShare, peak)));
  }

  static Contestant contestant(String name, List<String> arguments) {
    return new Contestant(
        name,
        new ForegroundChild(
            Says.class.getName(),
            System.getProperty("java.class.path"),
            arguments,
            List.of(),
            Map.of(),
            Set.of()));
  }
}
