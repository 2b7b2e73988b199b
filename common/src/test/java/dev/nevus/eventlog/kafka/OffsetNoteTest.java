package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetNoteTest {
  @Test
  void tellsTheNextOwnerWhatIsUnfinishedAndHowOftenItWasBegun() {
    OffsetNote note = new OffsetNote(100, 140, new TreeMap<>(Map.of(100L, 2, 103L, 0, 138L, 1)));

    assertThat(note.text()).isEqualTo("nevus1;14;0.2,3.0,12.1");
    assertThat(OffsetNote.parse(100, note.text())).isEqualTo(note);
  }

  @Test
  void saysNothingOfRecordsAtTheEndThatNobodyBegan() {
    OffsetNote note = new OffsetNote(7, 10, new TreeMap<>(Map.of(7L, 1, 8L, 0, 9L, 0)));

    assertThat(OffsetNote.parse(7, note.text()))
        .isEqualTo(new OffsetNote(7, 8, new TreeMap<>(Map.of(7L, 1))));
    assertThat(new OffsetNote(7, 9, new TreeMap<>(Map.of(7L, 0, 8L, 0))).text()).isEmpty();
    assertThat(OffsetNote.at(7).text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "moved by hand",
        "nevus2;5;0.1",
        "nevus1;5",
        "nevus1;-5;",
        "nevus1;5;0",
        "nevus1;5;0.-1",
        "nevus1;5;9.1",
        "nevus1;5;-1.1",
        "nevus1;5;0.1,",
        "nevus1;zzzzzzzzzzzzzzzzzzzz;"
      })
  void takesAnotherTextAsNone(String text) {
    assertThat(OffsetNote.parse(7, text)).isEqualTo(OffsetNote.at(7));
  }

  @Test
  void whatHasNoRoomIsDoneAgainAndNeverTakenForFinished() {
    TreeMap<Long, Integer> unfinished = new TreeMap<>();
    for (long i = 0; i < 1000; i++) {
      unfinished.put(i * 1_000_003, 1);
    }
    OffsetNote note = new OffsetNote(0, Long.MAX_VALUE / 2, unfinished);

    String text = note.text();
    OffsetNote read = OffsetNote.parse(0, text);

    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(4000, OffsetNote.MOST_BYTES);
    assertThat(read.unfinished()).isEqualTo(unfinished.headMap(read.end()));
    assertThat(unfinished).containsKey(read.end());
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> new OffsetNote(5, 4, new TreeMap<>()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OffsetNote(5, 6, new TreeMap<>(Map.of(6L, 1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OffsetNote(5, 6, new TreeMap<>(Map.of(5L, -1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofWhatWasCutOffNothingIsKnown() {
    OffsetNote note = new OffsetNote(10, 20, new TreeMap<>(Map.of(10L, 1, 14L, 2, 19L, 0)));

    assertThat(note.cutAt(20)).isEqualTo(note);
    assertThat(note.cutAt(14)).isEqualTo(new OffsetNote(10, 14, new TreeMap<>(Map.of(10L, 1))));
    assertThat(note.cutAt(5)).isEqualTo(OffsetNote.at(5));
  }
}
