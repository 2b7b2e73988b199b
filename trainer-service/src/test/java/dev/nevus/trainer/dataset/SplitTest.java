package dev.nevus.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.label.folder.LabelledImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
  @Test
  void holdsBackAboutTheAskedShare() {
    Split split = Split.of(images(2000, 1), 0.1, 123);

    assertThat(split.validation()).hasSizeBetween(160, 240);
    assertThat(split.training()).hasSize(2000 - split.validation().size());
  }

  @Test
  void keepsNearDuplicatesOnOneSide() {
    Split split = Split.of(images(1000, 3), 0.3, 5);

    Set<String> trained = groups(split.training());
    assertThat(split.validation()).isNotEmpty();
    assertThat(groups(split.validation())).doesNotContainAnyElementsOf(trained);
  }

  @Test
  void leavesEveryImageOnItsSideWhenOthersAreAdded() {
    Split before = Split.of(images(500, 1), 0.1, 123);

    Split after = Split.of(images(800, 1), 0.1, 123);

    assertThat(after.validation()).containsAll(before.validation());
    assertThat(after.training()).containsAll(before.training());
  }

  @Test
  void dependsOnTheSeed() {
    Split one = Split.of(images(500, 1), 0.1, 1);
    Split other = Split.of(images(500, 1), 0.1, 2);

    assertThat(one).isNotEqualTo(other).isEqualTo(Split.of(images(500, 1), 0.1, 1));
  }

  private static List<LabelledImage> images(int count, int groupSize) {
    return new ArrayList<>(
        IntStream.range(0, count)
            .mapToObj(
                i -> {
                  String id = "image" + i;
                  return new LabelledImage(
                      id, Path.of(id + ".jpg"), Path.of(id + ".png"), "g" + i / groupSize);
                })
            .toList());
  }

  private static Set<String> groups(List<LabelledImage> images) {
    return images.stream().map(LabelledImage::group).collect(Collectors.toSet());
  }
}
