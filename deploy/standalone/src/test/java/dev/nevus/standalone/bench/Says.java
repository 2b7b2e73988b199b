package dev.nevus.standalone.bench;

import java.util.List;
import java.util.Map;

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
            Says.class.getName(),
            "{\"engine\":\"%s\",\"images_per_second\":%s,\"feeding_share\":%s,\"peak_bytes\":%d}"
                .formatted(name, imagesPerSecond, feedingShare, peak)));
  }

  static Contestant contestant(String name, List<String> arguments) {
    return new Contestant(name, System.getProperty("java.class.path"), Map.of(), arguments);
  }
}
