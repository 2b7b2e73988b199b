package dev.nevus.standalone.letters;

import dev.nevus.deadletter.Letter;
import dev.nevus.deadletter.Letters;
import dev.nevus.deadletter.ToldLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one letter.
 *
 * @param before ids of the letters of which it is a second chance, the first one first
 * @param after ids of the letters that came of its replays
 */
public record LetterSheet(
    ToldLetter letter, AboutLetter.Known about, List<String> before, List<String> after) {
  private static final String LINE = "%-10s  %s";

  public LetterSheet {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** Of a letter among the others. */
  public static LetterSheet of(Letter letter, Letters letters, AboutLetter.Known about) {
    return new LetterSheet(
        ToldLetter.of(letter), about, ids(letters.before(letter)), ids(letters.after(letter)));
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    line(lines, "letter", letter.id());
    line(lines, "state", letter.state());
    line(lines, "why", "%s (%s): %s".formatted(letter.code(), letter.fault(), letter.detail()));
    line(lines, "to do", letter.advice());
    letter.image().ifPresent(image -> line(lines, "image", image.sha256()));
    line(lines, "attempts", Integer.toString(letter.attempts()));
    letter
        .stack()
        .ifPresent(
            digest ->
                line(lines, "stack", digest + letter.brokeIn().map(" in "::concat).orElse("")));
    line(lines, "given up", letter.at().toString());
    letter.senderId().ifPresent(sender -> line(lines, "sender's id", sender));
    letter.correlationId().ifPresent(id -> line(lines, "correlation", id));
    line(lines, "record", about.record() + size(about.recordBytes()));
    line(
        lines,
        "content",
        about.contentBytes().isPresent()
            ? "in the store" + size(about.contentBytes())
            : "not in the store");
    said(lines);
    history(lines);
    return lines;
  }

  private void said(List<String> lines) {
    about.mediaType().ifPresent(type -> line(lines, "media type", type));
    AboutLetter.Said said = about.said();
    said.source().ifPresent(source -> line(lines, "source", source));
    said.pixelSpacingMm().ifPresent(spacing -> line(lines, "pixels", spacing + " mm"));
    said.patient().ifPresent(patient -> line(lines, "patient", patient));
    said.lesion().ifPresent(lesion -> line(lines, "lesion", lesion));
    said.bodySite().ifPresent(site -> line(lines, "body site", site));
  }

  private void history(List<String> lines) {
    before.forEach(id -> line(lines, "came of", id));
    for (ToldLetter.Decision one : letter.decisions()) {
      String what = one.decision() + one.replay().map(" as replay %d"::formatted).orElse("");
      line(
          lines, "decided", "%s at %s by %s: %s".formatted(what, one.at(), one.by(), one.reason()));
    }
    after.forEach(id -> line(lines, "led to", id));
    line(lines, "replays", Integer.toString(letter.replays()));
  }

  private static void line(List<String> lines, String name, String value) {
    lines.add(LINE.formatted(name, value));
  }

  private static String size(Optional<Integer> bytes) {
    return bytes.map(", %d bytes"::formatted).orElse("");
  }

  private static List<String> ids(List<Letter> letters) {
    return letters.stream().map(one -> one.id().toString()).toList();
  }
}
