package dev.nevus.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.trainer.training.ValidationScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {
  private static final EpochRow FIRST =
      new EpochRow(
          1,
          0.95,
          new ValidationScore(0.875, 0.66, 0.91),
          1e-5,
          new EpochRow.Pace(31.5, 53.75, 0.03125),
          true);
  private static final EpochRow DIVERGED =
      new EpochRow(
          2,
          Double.NaN,
          new ValidationScore(Double.POSITIVE_INFINITY, 0, 0.5),
          1e-3,
          new EpochRow.Pace(123456.7, 0.001, 0),
          false);
  private static final History HISTORY = new History(List.of(FIRST, DIVERGED));

  private final Path file;

  HistoryTest(@TempDir Path folder) {
    this.file = folder.resolve("history.csv");
  }

  @Test
  void isALineAnEpochUnderAHeading() throws IOException {
    HISTORY.write(file);

    assertThat(file)
        .hasContent(
            """
            epoch,loss,validation_loss,jaccard,accuracy,learning_rate,seconds,images_per_second,feeding_share,best
            1,0.95,0.875,0.66,0.91,0.00001,31.5,53.75,0.03125,true
            2,NaN,Infinity,0,0.5,0.001,123456.7,0.001,0,false
            """);
  }

  @Test
  void comesBackAsItWasWritten() throws IOException {
    HISTORY.write(file);

    assertThat(History.read(file)).isEqualTo(HISTORY);
  }

  @Test
  void isEmptyWhereThereIsNoFile() throws IOException {
    assertThat(History.read(file)).isEqualTo(History.EMPTY);
  }

  @Test
  void knowsTheLastEpochThatWasBest() {
    EpochRow better =
        new EpochRow(
            3, 0.3, new ValidationScore(0.4, 0.8, 0.9), 1e-3, new EpochRow.Pace(1, 1, 0), true);

    assertThat(HISTORY.best()).contains(FIRST);
    assertThat(HISTORY.and(better).best()).contains(better);
    assertThat(History.EMPTY.best()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,0.9,0.9,0.6,0.9,0.001,31.5,53.7,0.1      | 9 fields instead of 10",
        "1,0.9,0.9,0.6,0.9,0.001,31.5,53.7,0.1,yes  | 'yes'",
        "one,0.9,0.9,0.6,0.9,0.001,31.5,53.7,0.1,true | \"one\"",
        "1,0.9,abc,0.6,0.9,0.001,31.5,53.7,0.1,true | \"abc\""
      })
  void saysWhereAndHowItIsDamaged(String line, String problem) throws IOException {
    Files.writeString(file, EpochRow.HEADER + "\n" + FIRST.csv() + "\n" + line + "\n");

    assertThatThrownBy(() -> History.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), "line 3", problem, "move the file away");
  }

  @Test
  void refusesAnotherTable() throws IOException {
    Files.writeString(file, "image,jaccard\n");

    assertThatThrownBy(() -> History.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("line 1", EpochRow.HEADER);
  }
}
