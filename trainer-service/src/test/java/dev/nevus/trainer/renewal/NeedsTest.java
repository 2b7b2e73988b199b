package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.label.DataSet;
import dev.nevus.label.Side;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeedsTest {
  private final Ward ward;

  NeedsTest(@TempDir Path folder) throws Exception {
    ward = new Ward(folder);
  }

  @BeforeEach
  void label() throws Exception {
    ward.label(0, 30);
  }

  @Test
  void aSetThatHasEnoughOfEverythingLacksNothing() throws Exception {
    DataSet set = ward.take(LabelPolicy.LATEST);

    assertThat(new Needs(set.of(Side.TRAINING).size(), set.of(Side.TEST).size()).shortcomings(set))
        .isEmpty();
  }

  @Test
  void namesEverythingThatIsLackingWithBothNumbers() throws Exception {
    DataSet set = ward.take(LabelPolicy.LATEST);
    int training = set.of(Side.TRAINING).size();
    int frozen = set.of(Side.TEST).size();

    assertThat(new Needs(training + 1, frozen + 2).shortcomings(set))
        .containsExactly(
            "%d labelled images to learn from, needed are %d".formatted(training, training + 1),
            "%d labelled images frozen to judge by, needed are %d".formatted(frozen, frozen + 2));
  }

  @Test
  void withoutLabelsEverythingIsLacking() {
    assertThat(new Needs(8, 20).shortcomings(new DataSet("latest", List.of())))
        .hasSize(3)
        .allMatch(line -> line.startsWith("0 labelled images"));
  }
}
