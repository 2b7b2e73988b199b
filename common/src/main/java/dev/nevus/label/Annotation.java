package dev.nevus.label;

import dev.nevus.model.ModelId;
import dev.nevus.settings.OneLine;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a person says with a mask. Pseudonyms only: Nevus neither needs nor wants names.
 *
 * @param annotator pseudonym of the person, 1 to 64 letters, digits, spaces or . _ : / - @
 * @param comment one line of 1 to 500 characters
 * @param accepted the model whose mask is taken as it is; empty for a mask that was drawn
 */
public record Annotation(String annotator, Optional<String> comment, Optional<ModelId> accepted) {
  private static final Pattern PSEUDONYM = Pattern.compile("[\\p{L}\\p{N} ._:/@-]{1,64}");

  /**
   * @throws IllegalArgumentException naming the first field that has another form
   */
  public Annotation {
    requirePseudonym("annotator", annotator);
    if (comment.isPresent() && !OneLine.is(comment.get(), OneLine.LONGEST)) {
      throw new IllegalArgumentException("comment must be one line of at most 500 characters");
    }
  }

  /**
   * @throws IllegalArgumentException unless the text can name a person
   */
  public static void requirePseudonym(String field, String text) {
    if (!PSEUDONYM.matcher(text).matches() || text.isBlank()) {
      throw new IllegalArgumentException(
          field + " must be 1 to 64 letters, digits, spaces or . _ : / - @");
    }
  }

  /**
   * @throws IllegalArgumentException unless the text is one line
   */
  public static void requireLine(String field, String text) {
    if (!OneLine.is(text, OneLine.LONGEST)) {
      throw new IllegalArgumentException(field + " must be one line of 1 to 500 characters");
    }
  }
}
