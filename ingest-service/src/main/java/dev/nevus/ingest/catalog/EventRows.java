package dev.nevus.ingest.catalog;

import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLetterDecided;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Event;
import dev.nevus.event.EventJson;
import dev.nevus.event.ImageStored;
import dev.nevus.event.LabelAccepted;
import dev.nevus.event.LabelWithdrawn;
import dev.nevus.event.MaskPredicted;
import dev.nevus.event.ModelPromoted;
import dev.nevus.event.Urgency;
import dev.nevus.eventlog.Delivery;
import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Events as rows. Every statement may be repeated, and the rows come out the same whatever order
 * events of different topics arrive in.
 */
final class EventRows {
  private final Connection connection;

  EventRows(Connection connection) {
    this.connection = connection;
  }

  /** Takes one event in; those that say nothing about what an image shows leave no row. */
  void take(Delivery delivery) throws SQLException {
    Event event = delivery.event();
    if (event instanceof ImageStored stored) {
      mention(stored.image(), stored.at());
      store(stored, delivery.correlation());
    } else if (event instanceof MaskPredicted predicted) {
      mention(predicted.image(), predicted.at());
      store(predicted);
    } else if (event instanceof LabelAccepted accepted) {
      mention(accepted.image(), accepted.at());
      store(accepted);
    } else if (event instanceof LabelWithdrawn withdrawn) {
      mention(withdrawn.image(), withdrawn.at());
      store(withdrawn);
    } else if (event instanceof ModelPromoted promoted) {
      store(promoted);
    } else if (event instanceof DeadLettered dead) {
      if (dead.image().isPresent()) {
        mention(dead.image().get(), dead.at());
      }
      new LetterRows(connection).store(dead, delivery.correlation());
    } else if (event instanceof DeadLetterDecided decided) {
      new LetterRows(connection).store(decided);
    }
  }

  /** A row for an image of which nothing was stored yet; keeps the earliest time. */
  private void mention(ImageId image, Instant at) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into images (image, at) values (?, ?) on conflict do nothing")) {
      insert.setString(1, image.sha256());
      insert.setObject(2, Columns.time(at));
      insert.executeUpdate();
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update images set at = ? where image = ? and media_type is null and at > ?")) {
      update.setObject(1, Columns.time(at));
      update.setString(2, image.sha256());
      update.setObject(3, Columns.time(at));
      update.executeUpdate();
    }
  }

  /** An event that was told again after a crash may bear a later time: the first one holds. */
  private void store(ImageStored fact, Correlation correlation) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update images set at = ?, media_type = ?, bytes = ?, width = ?, height = ?,
              patient = ?, lesion = ?, body_site = ?, pixel_spacing_mm = ?, source = ?, urgency = ?,
              correlation_id = ?, sender_id = ?, traceparent = ?
            where image = ? and (media_type is null or at > ?)
            """)) {
      update.setObject(1, Columns.time(fact.at()));
      update.setString(2, Columns.text(fact.mediaType()));
      update.setLong(3, fact.bytes());
      update.setInt(4, fact.width());
      update.setInt(5, fact.height());
      Columns.text(update, 6, fact.metadata().patient());
      Columns.text(update, 7, fact.metadata().lesion());
      Columns.text(update, 8, fact.metadata().bodySite());
      Columns.number(update, 9, fact.metadata().pixelSpacingMm());
      Columns.text(update, 10, fact.metadata().source());
      Columns.text(update, 11, fact.urgency().map(Urgency::name));
      Columns.text(update, 12, correlation.correlationId());
      Columns.text(update, 13, correlation.senderId());
      Columns.text(update, 14, correlation.traceparent());
      update.setString(15, fact.image().sha256());
      update.setObject(16, Columns.time(fact.at()));
      update.executeUpdate();
    }
  }

  private void store(MaskPredicted fact) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into masks (image, model, mask_key, width, height, measures, worker, at)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """)) {
      insert.setString(1, fact.image().sha256());
      insert.setString(2, fact.model().value());
      insert.setString(3, fact.mask().path());
      insert.setInt(4, fact.width());
      insert.setInt(5, fact.height());
      insert.setString(6, new String(EventJson.toJson(fact.measures()), StandardCharsets.UTF_8));
      insert.setString(7, Columns.text(fact.worker()));
      insert.setObject(8, Columns.time(fact.at()));
      insert.executeUpdate();
    }
  }

  private void store(LabelAccepted fact) throws SQLException {
    mention(fact.image(), fact.number());
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update labels set annotator = ?, accepted_model = ?, mask_key = ?, at = ?
            where image = ? and number = ? and at is null
            """)) {
      update.setString(1, Columns.text(fact.annotator()));
      Columns.text(update, 2, fact.accepted().map(ModelId::value));
      update.setString(3, fact.mask().path());
      update.setObject(4, Columns.time(fact.at()));
      update.setString(5, fact.image().sha256());
      update.setInt(6, fact.number());
      update.executeUpdate();
    }
  }

  private void store(LabelWithdrawn fact) throws SQLException {
    mention(fact.image(), fact.number());
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update labels set withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ?
            where image = ? and number = ? and withdrawn_at is null
            """)) {
      update.setObject(1, Columns.time(fact.at()));
      update.setString(2, Columns.text(fact.by()));
      update.setString(3, Columns.text(fact.reason()));
      update.setString(4, fact.image().sha256());
      update.setInt(5, fact.number());
      update.executeUpdate();
    }
  }

  /** A row for a label of which nothing was told yet. */
  private void mention(ImageId image, int label) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into labels (image, number) values (?, ?) on conflict do nothing")) {
      insert.setString(1, image.sha256());
      insert.setInt(2, label);
      insert.executeUpdate();
    }
  }

  private void store(ModelPromoted fact) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into champions (number, model, at) values (?, ?, ?) on conflict do nothing")) {
      insert.setInt(1, fact.number());
      insert.setString(2, fact.model().value());
      insert.setObject(3, Columns.time(fact.at()));
      insert.executeUpdate();
    }
  }
}
