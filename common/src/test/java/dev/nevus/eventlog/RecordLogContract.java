package dev.nevus.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link RecordLog} does. */
public abstract class RecordLogContract {
  private static final Topic TOPIC = Topic.IMAGES_INBOUND;

  /** On a log that others may write to, too. */
  protected abstract RecordLog records();

  @Test
  void aRecordIsFoundAtItsPlaceAsItWas() throws Exception {
    byte[] value = UUID.randomUUID().toString().getBytes(UTF_8);

    Origin place =
        records()
            .append(TOPIC, Optional.of("scan-42"), Map.of("nevus-source", utf8("north")), value);

    LogRecord found = records().find(place).orElseThrow();
    assertThat(found.origin()).isEqualTo(place);
    assertThat(found.key()).contains("scan-42");
    assertThat(found.header("nevus-source")).contains("north");
    assertThat(found.value()).isEqualTo(value);
  }

  @Test
  void aRecordNeedsNeitherKeyNorValue() throws Exception {
    Origin place = records().append(TOPIC, Optional.empty(), Map.of(), new byte[0]);

    LogRecord found = records().find(place).orElseThrow();

    assertThat(found.key()).isEmpty();
    assertThat(found.value()).isEmpty();
  }

  @Test
  void whereNothingStandsNothingIsFound() throws Exception {
    Origin place = records().append(TOPIC, Optional.empty(), Map.of(), utf8("last"));

    assertThat(records().find(new Origin(place.topic(), place.partition(), place.offset() + 1000)))
        .isEmpty();
    assertThat(records().find(new Origin(place.topic(), 77, 0))).isEmpty();
    assertThat(records().find(new Origin("nevus.no-such-topic", 0, 0))).isEmpty();
  }

  @Test
  void theSameTwiceIsTwoRecords() throws Exception {
    Origin one = records().append(TOPIC, Optional.of("k"), Map.of(), utf8("same"));
    Origin two = records().append(TOPIC, Optional.of("k"), Map.of(), utf8("same"));

    assertThat(one).isNotEqualTo(two);
  }

  @Test
  void aScanSeesEverythingToTheEndInOrder() throws Exception {
    List<Origin> told = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      told.add(records().append(TOPIC, Optional.of("k"), Map.of(), utf8("record " + i)));
    }
    List<Origin> seen = new ArrayList<>();

    records().scan(TOPIC, Optional.empty(), record -> seen.add(record.origin()));

    assertThat(seen).containsSubsequence(told).doesNotHaveDuplicates();
  }

  @Test
  void aScanLeavesOutWhatIsOlder() throws Exception {
    records().append(TOPIC, Optional.empty(), Map.of(), utf8("one"));
    List<LogRecord> since = new ArrayList<>();

    records().scan(TOPIC, Optional.of(Instant.now().plus(Duration.ofHours(1))), since::add);

    assertThat(since).isEmpty();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
