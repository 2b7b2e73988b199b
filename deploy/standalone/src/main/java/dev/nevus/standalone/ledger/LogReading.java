package dev.nevus.standalone.ledger;

import dev.nevus.event.DeadLettered;
import dev.nevus.event.Event;
import dev.nevus.event.EventCodec;
import dev.nevus.event.EventJson;
import dev.nevus.event.ImageStored;
import dev.nevus.event.LabelAccepted;
import dev.nevus.event.MaskPredicted;
import dev.nevus.event.ModelNominated;
import dev.nevus.event.ModelPublished;
import dev.nevus.event.Origin;
import dev.nevus.eventlog.FinishedWork;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.image.RefusedException;
import dev.nevus.store.ImageObject;
import dev.nevus.store.Sha256;
import java.io.IOException;
import java.util.Optional;

/** Makes entries of what the log tells. Safe for many threads. */
final class LogReading {
  private final KafkaEvents events = new KafkaEvents(new EventCodec("ledger"));
  private final FinishedWork finished;
  private final Ledger ledger;

  /**
   * @param finished what the workers were done with before the ends of the log were asked for
   */
  LogReading(FinishedWork finished, Ledger ledger) {
    this.finished = finished;
    this.ledger = ledger;
  }

  void take(LogRecord record) throws IOException {
    Event event;
    try {
      event = events.decode(record).event();
    } catch (RefusedException e) {
      ledger.tally().count(Count.UNREADABLE);
      return;
    }
    Origin origin = record.origin();
    if (!Topic.of(event).topicName().equals(origin.topic())) {
      // What is told where nobody listens for it is not told.
      ledger.tally().count(Count.UNREADABLE);
    } else {
      add(event, origin);
    }
  }

  void add(Event event, Origin origin) throws IOException {
    if (event instanceof ImageStored stored) {
      ledger.add(
          Entry.accept(
              stored.image(),
              finished.contains(origin),
              place(origin).orElseThrow(),
              origin.offset(),
              stored.bytes()));
    } else if (event instanceof MaskPredicted mask) {
      ledger.add(Entry.mask(mask.image(), ledger.models().number(mask.model()), words(mask)));
    } else if (event instanceof DeadLettered letter) {
      letter(letter, origin);
    } else if (event instanceof LabelAccepted label) {
      label(label);
    } else if (event instanceof ModelPublished published) {
      ledger.published(published.model());
    } else if (event instanceof ModelNominated nominated) {
      ledger.models().nominated(nominated.model());
    }
  }

  /** Its mask is named by its digest; elsewhere no label's mask lives. */
  private void label(LabelAccepted label) throws IOException {
    Optional<ImageObject> mask =
        ImageObject.at(label.mask()).filter(named -> named.kind() == ImageObject.Kind.LABEL_MASK);
    if (mask.isEmpty()) {
      ledger.tally().count(Count.UNREADABLE);
    } else {
      long digest = Entry.words(mask.get().of());
      ledger.add(Entry.label(label.image(), label.number(), words(label), digest));
    }
  }

  private void letter(DeadLettered letter, Origin at) throws IOException {
    Origin origin = letter.origin();
    if (letter.code().isBlank() || letter.detail().isBlank() || origin.topic().isBlank()) {
      ledger.tally().found(Finding.BAD_LETTER, at);
    }
    Optional<Integer> place = place(origin);
    if (place.isEmpty()) {
      ledger.tally().count(Count.OTHER_DEAD_LETTERS);
    } else if (letter.image().isPresent()) {
      ledger.add(Entry.letter(letter.image().get(), place.get(), origin.offset()));
    } else {
      ledger.namelessLetters().add(place.get(), origin.offset());
    }
  }

  /** Topic and partition as one number; empty for topics where nothing is accepted. */
  private static Optional<Integer> place(Origin origin) {
    if (origin.topic().equals(Topic.IMAGES_STORED.topicName())) {
      return Optional.of(2 * origin.partition());
    }
    return origin.topic().equals(Topic.IMAGES_BACKLOG.topicName())
        ? Optional.of(2 * origin.partition() + 1)
        : Optional.empty();
  }

  private static long words(Event event) {
    return Entry.words(Sha256.of(EventJson.toJson(event)));
  }
}
