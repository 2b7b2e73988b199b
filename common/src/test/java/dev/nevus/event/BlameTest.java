package dev.nevus.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.Refusal.Code;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class BlameTest {
  @Test
  void equalFaultsHaveEqualDigestsWhateverTheirMessagesSay() {
    StackTrace one = trace(broken("patient 1"));
    StackTrace other = trace(broken("patient 2"));

    assertThat(one).isEqualTo(other);
    assertThat(one.toString()).doesNotContain("patient");
    assertThat(one.top()).contains("BlameTest.broken");
  }

  @Test
  void howTheWorkCameThereSaysNothing() {
    assertThat(new Caller().direct()).isEqualTo(new Caller().byDetour());
  }

  @Test
  void otherFaultsHaveOtherDigests() {
    StackTrace broken = trace(broken("x"));

    assertThat(trace(brokenElsewhere("x")).digest()).isNotEqualTo(broken.digest());
    assertThat(trace(new IllegalStateException(broken("x"))).digest())
        .isNotEqualTo(broken.digest());
  }

  @Test
  void whatTheJvmThrowsWithoutAStackHasADigestAllTheSame() {
    RuntimeException bare = new NullPointerException();
    bare.setStackTrace(new StackTraceElement[0]);

    StackTrace trace = StackTrace.of(bare, BlameTest.class);

    assertThat(trace.top()).isEmpty();
    assertThat(trace.digest()).hasSize(12);
  }

  @Test
  void causesInACircleEnd() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);

    assertThat(Blame.of(first, BlameTest.class).fault()).isEqualTo(Fault.UNKNOWN);
    assertThat(StackTrace.of(first, BlameTest.class).digest()).hasSize(12);
  }

  @Test
  void memoryAndTimeAreToldApartFromDefects() {
    assertThat(Blame.of(new OutOfMemoryError("heap"), BlameTest.class).fault())
        .isEqualTo(Fault.CRASH);
    assertThat(Blame.of(new IllegalStateException(new TimeoutException()), BlameTest.class).fault())
        .isEqualTo(Fault.TIMEOUT);
    assertThat(Blame.of(new IllegalStateException(), BlameTest.class).fault())
        .isEqualTo(Fault.UNKNOWN);
  }

  @Test
  void codesBlameTheSender() {
    assertThat(Fault.ofCode(Code.CORRUPT_IMAGE.id())).isEqualTo(Fault.BAD_INPUT);
    assertThat(Fault.ofCode(Code.OBJECT_MISSING.id())).isEqualTo(Fault.STORE);
    assertThat(Fault.ofCode(Code.ATTEMPTS_EXHAUSTED.id())).isEqualTo(Fault.UNKNOWN);
    assertThat(Fault.ofCode("written-by-a-later-version")).isEqualTo(Fault.UNKNOWN);
  }

  @Test
  void anOriginIsReadBackFromItsText() {
    Origin origin = new Origin("nevus.dead-letters", 12, 1044);

    assertThat(Origin.parse(origin.toString())).contains(origin);
    assertThat(Origin.parse("nevus.dead-letters-12")).isEmpty();
    assertThat(Origin.parse("a-1@99999999999999999999")).isEmpty();
    assertThat(Origin.parse("../etc-1@1")).isEmpty();
  }

  /** As if this class had not caught it: its own frames are the broken ones. */
  private static StackTrace trace(RuntimeException broken) {
    return StackTrace.of(broken, Object.class);
  }

  private static RuntimeException broken(String content) {
    return new IllegalArgumentException(content);
  }

  private static RuntimeException brokenElsewhere(String content) {
    return new IllegalArgumentException(content);
  }

  /** Frames of the one who catches, and below, are left out. */
  private static final class Caller {
    StackTrace direct() {
      return StackTrace.of(new Broken().now(), Caller.class);
    }

    StackTrace byDetour() {
      return again(3);
    }

    private StackTrace again(int times) {
      return times == 0 ? direct() : again(times - 1);
    }
  }

  private static final class Broken {
    RuntimeException now() {
      return new IllegalArgumentException("always");
    }
  }
}
