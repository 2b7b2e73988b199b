package dev.nevus.killpoint;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A named point between two steps at which this process ends, or breaks. Safe for many threads.
 *
 * <p>{@code NEVUS_TEST_KILL_POINT=after-put:3} means the third time; without a number, every time.
 * {@code NEVUS_TEST_KILL_WAY} names a {@link Ending}. {@code NEVUS_TEST_KILL_IMAGE} is the id of
 * the one image with which it happens.
 */
public final class KillPoint {
  /** The variable that names the point. */
  public static final String POINT = "NEVUS_TEST_KILL_POINT";

  /** The variable that says how the process ends. */
  public static final String WAY = "NEVUS_TEST_KILL_WAY";

  /** The variable that names the image with which it does. */
  public static final String IMAGE = "NEVUS_TEST_KILL_IMAGE";

  /** The variable that says how far the process's clock is ahead, as in {@code PT1H}. */
  public static final String CLOCK_AHEAD = "NEVUS_TEST_CLOCK_AHEAD";

  private final Optional<String> name;
  private final int at;
  private final Ending ending;
  private final String image;
  private final AtomicInteger passes = new AtomicInteger();
  private final ThreadLocal<String> latest = ThreadLocal.withInitial(() -> "");

  private KillPoint(Optional<String> name, int at, Ending ending, String image) {
    this.name = name;
    this.at = at;
    this.ending = ending;
    this.image = image;
  }

  /** As the variables say; nowhere if they say nothing. */
  public static KillPoint from(Map<String, String> environment) {
    String point = environment.getOrDefault(POINT, "");
    int colon = point.indexOf(':');
    String name = colon < 0 ? point : point.substring(0, colon);
    return new KillPoint(
        Optional.of(name).filter(given -> !given.isEmpty()),
        colon < 0 ? 0 : Integer.parseInt(point.substring(colon + 1)),
        Ending.valueOf(environment.getOrDefault(WAY, "kill").toUpperCase(Locale.ROOT)),
        environment.getOrDefault(IMAGE, ""));
  }

  /** The clock that the variables ask for; at each look at it {@code at-clock} is passed. */
  public Clock clock(Map<String, String> environment) {
    Clock ahead =
        Clock.offset(
            Clock.systemUTC(), Duration.parse(environment.getOrDefault(CLOCK_AHEAD, "PT0S")));
    return new KillingClock(ahead, this);
  }

  /** As {@link #pass}, with what this thread passed a point with before. */
  void passOn(String point) {
    pass(point, latest.get());
  }

  /**
   * To be called wherever a point is passed.
   *
   * @param point its name
   * @param subject names what is worked on: an image's id is part of it
   */
  public void pass(String point, String subject) {
    latest.set(subject);
    if (!name.equals(Optional.of(point)) || !subject.contains(image)) {
      return;
    }
    int pass = passes.incrementAndGet();
    if (at == 0 || at == pass) {
      System.err.println("KILL POINT " + point + ", pass " + pass + ": " + ending);
      ending.happen();
    }
  }
}
