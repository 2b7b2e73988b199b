package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.RefusedException;
import dev.nevus.mask.Mask;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskVoteTest {
  private static final int WIDTH = 13;
  private static final int HEIGHT = 7;

  @Test
  void agreesWithCountingHands() throws Exception {
    Random random = new Random(11);
    for (int voters : List.of(1, 2, 3, 4, 7, 10, MaskVote.MOST)) {
      List<boolean[]> said =
          random.ints(voters).mapToObj(seed -> pixels(new Random(seed))).toList();

      try (Mask winner = vote(said)) {
        for (int at = 0; at < WIDTH * HEIGHT; at++) {
          int pixel = at;
          long yes = said.stream().filter(one -> one[pixel]).count();
          boolean expected = 2 * yes == voters ? said.get(voters - 1)[pixel] : 2 * yes > voters;
          assertThat(winner.contains(at % WIDTH, at / WIDTH))
              .as("pixel %d of %d voters", at, voters)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void refusesAMaskOfAnotherSizeNamingBoth() {
    try (MaskVote vote = new MaskVote(WIDTH, HEIGHT);
        Mask other = Mask.drawn(WIDTH + 1, HEIGHT, (x, y) -> true)) {
      assertThatThrownBy(() -> vote.add(other, true))
          .isInstanceOf(RefusedException.class)
          .hasMessageContainingAll("14x7", "13x7");
    }
  }

  @Test
  void refusesMoreVotesThanAPixelCanCount() throws Exception {
    try (MaskVote vote = new MaskVote(WIDTH, HEIGHT);
        Mask mask = Mask.drawn(WIDTH, HEIGHT, (x, y) -> true)) {
      for (int i = 0; i < MaskVote.MOST; i++) {
        vote.add(mask, false);
      }

      assertThatThrownBy(() -> vote.add(mask, true)).isInstanceOf(IllegalStateException.class);
    }
  }

  private static boolean[] pixels(Random random) {
    boolean[] pixels = new boolean[WIDTH * HEIGHT];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextBoolean();
    }
    return pixels;
  }

  private static Mask vote(List<boolean[]> said) throws Exception {
    try (MaskVote vote = new MaskVote(WIDTH, HEIGHT)) {
      for (int i = 0; i < said.size(); i++) {
        boolean[] pixels = said.get(i);
        try (Mask mask = Mask.drawn(WIDTH, HEIGHT, (x, y) -> pixels[y * WIDTH + x])) {
          vote.add(mask, i == said.size() - 1);
        }
      }
      return vote.winner();
    }
  }
}
