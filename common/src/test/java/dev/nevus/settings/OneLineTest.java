package dev.nevus.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
  @Test
  void linesBecomeOne() {
    assertThat(OneLine.of(" a\n\n b\u0007c\t")).isEqualTo("a b c");
  }

  @Test
  void whatIsMadeOfAnyTextIsALine() {
    for (String hidden : new String[] {"\u2028", "\u202e", "\u0085", "\ud800", "\n"}) {
      String text = "a" + hidden + "b";
      assertThat(OneLine.is(text, 10)).isFalse();
      assertThat(OneLine.is(OneLine.of(text), 10)).isTrue();
    }
  }

  @Test
  void noMoreThanFiveHundredCharactersAndNoHalfOnes() {
    assertThat(OneLine.of("x".repeat(600))).hasSize(500);
    assertThat(OneLine.of("x".repeat(499) + "\uD83D\uDE00")).isEqualTo("x".repeat(499));
  }
}
