package dev.nevus.standalone.letters;

import dev.nevus.deadletter.Letter;
import dev.nevus.deadletter.LetterDesk;
import dev.nevus.deadletter.Original;
import dev.nevus.event.Event;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.ImageStored;
import dev.nevus.event.SegmentationRequested;
import dev.nevus.eventlog.EventDecoder;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.image.RefusedException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Looks up what a letter is about: its record, its bytes and what its sender said. */
public final class AboutLetter {
  private final LetterDesk desk;
  private final EventDecoder decoder;

  AboutLetter(LetterDesk desk, EventDecoder decoder) {
    this.desk = desk;
    this.decoder = decoder;
  }

  /**
   * What is known.
   *
   * @param record {@code log} or {@code store}, where a replay would take it from; {@code gone}
   * @param recordBytes size of its value
   * @param contentBytes size of the object that the letter names; empty where the store has none
   * @param mediaType of an image that was accepted
   * @param said by its sender, patients left out unless asked for
   */
  public record Known(
      String record,
      Optional<Integer> recordBytes,
      Optional<Integer> contentBytes,
      Optional<String> mediaType,
      Said said) {}

  /** What a sender said of an image, as far as it is still known and wanted. */
  public record Said(
      Optional<String> source,
      Optional<String> pixelSpacingMm,
      Optional<String> patient,
      Optional<String> lesion,
      Optional<String> bodySite) {
    Said withoutPatient() {
      return new Said(source, pixelSpacingMm, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /** Whether what is said of a patient is told. */
  public enum Patients {
    LEFT_OUT,
    TOLD
  }

  /**
   * @throws IOException if the log or the store is away
   */
  public Known known(Letter letter, Patients patients) throws IOException, InterruptedException {
    Optional<Original> original = desk.original(letter);
    Optional<LogRecord> record = original.map(Original::record);
    Optional<Event> event = record.flatMap(this::event);
    Said said = event.map(AboutLetter::said).orElseGet(() -> said(record));
    return new Known(
        original.map(found -> found.source().name().toLowerCase(Locale.ROOT)).orElse("gone"),
        record.map(found -> found.value().length),
        desk.content(letter).map(bytes -> bytes.length),
        event
            .filter(ImageStored.class::isInstance)
            .map(stored -> ((ImageStored) stored).mediaType()),
        patients == Patients.TOLD ? said : said.withoutPatient());
  }

  /** The bytes themselves: those that the letter names, or else those of its record. */
  public Optional<byte[]> bytes(Letter letter) throws IOException, InterruptedException {
    Optional<byte[]> content = desk.content(letter);
    // The record of an image is its announcement and not its bytes.
    return content.isPresent() || letter.fact().image().isPresent()
        ? content
        : desk.original(letter).map(original -> original.record().value());
  }

  private Optional<Event> event(LogRecord record) {
    try {
      return Optional.of(decoder.decode(record).event());
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  private static Said said(Event event) {
    ImageMetadata metadata = ImageMetadata.NONE;
    if (event instanceof ImageStored stored) {
      metadata = stored.metadata();
    } else if (event instanceof SegmentationRequested requested) {
      metadata = requested.metadata();
    }
    return new Said(
        metadata.source(),
        metadata.pixelSpacingMm().isPresent()
            ? Optional.of(Double.toString(metadata.pixelSpacingMm().getAsDouble()))
            : Optional.empty(),
        metadata.patient(),
        metadata.lesion(),
        metadata.bodySite());
  }

  /** Headers of an inbound record; they may hold anything, so only one line of each is shown. */
  private static Said said(Optional<LogRecord> record) {
    Function<String, Optional<String>> header =
        name ->
            record
                .flatMap(found -> found.header("nevus-" + name))
                .filter(text -> text.matches("[\\p{L}\\p{N} ._:/-]{1,64}"));
    return new Said(
        header.apply("source"),
        header.apply("pixel-spacing"),
        header.apply("patient"),
        header.apply("lesion"),
        header.apply("body-site"));
  }
}
