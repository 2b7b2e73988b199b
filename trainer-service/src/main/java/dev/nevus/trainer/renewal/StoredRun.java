package dev.nevus.trainer.renewal;

import dev.nevus.event.EventJson;
import dev.nevus.image.RefusedException;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.Sha256;
import dev.nevus.store.StoreException;
import dev.nevus.trainer.training.RunFolder;
import dev.nevus.trainer.training.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that a training goes on from, in the object store, for whoever takes it over. Two
 * places are written in turns and a pointer after each, so that there is a whole one at any moment.
 * Each process has two places of its own: one that was replaced and does not know it yet cannot
 * write into the files that the other's pointer tells of. Files are cut into parts, because stores
 * limit the size of an object. For one thread.
 */
final class StoredRun {
  private static final Logger LOG = LoggerFactory.getLogger(StoredRun.class);

  private static final int PART = 32 * 1024 * 1024;
  private static final String BYTES = "application/octet-stream";
  private static final String JSON = "application/json";
  private static final String POINTER = "checkpoint.json";
  private static final String PARTS = "run-";

  private final ObjectStore store;
  private final int training;
  private final int partBytes;
  private final String mine = PARTS + UUID.randomUUID().toString().substring(0, 8);

  StoredRun(ObjectStore store, int training) {
    this(store, training, PART);
  }

  /**
   * @param partBytes of an object at the most
   */
  StoredRun(ObjectStore store, int training, int partBytes) {
    this.store = store;
    this.training = training;
    this.partBytes = partBytes;
  }

  /**
   * How far the run was when its files were kept.
   *
   * @param epoch that was finished, 0 before the first
   * @param learned time that learning took until then
   */
  record Kept(int epoch, Duration learned) {
    static final Kept NOTHING = new Kept(0, Duration.ZERO);
  }

  /**
   * Where the files are.
   *
   * @param epoch after which they were written
   * @param learnedMillis that learning took until then
   * @param checkpoint parts of the checkpoint
   * @param best parts of the best net
   */
  record Pointer(int epoch, long learnedMillis, List<Part> checkpoint, List<Part> best) {}

  /** One object with a part of a file. */
  record Part(String name, String sha256) {}

  /** Returns once the folder's files are durable. */
  void keep(RunFolder folder, Kept how) throws IOException {
    String place = mine + (how.epoch() % 2 == 0 ? "-even" : "-odd");
    List<Part> checkpoint = put(place + "-checkpoint", folder.checkpoint());
    List<Part> best = put(place + "-best", folder.best());
    point(new Pointer(how.epoch(), how.learned().toMillis(), checkpoint, best));
  }

  /**
   * Puts the files kept last into the folder; none where they are damaged, so that the run begins
   * anew.
   *
   * @return how far the run was
   */
  Kept restore(RunFolder folder) throws IOException {
    Optional<Pointer> kept = pointer();
    if (kept.isEmpty() || kept.get().checkpoint().isEmpty()) {
      return Kept.NOTHING;
    }
    byte[] checkpoint;
    byte[] best;
    try {
      checkpoint = joined(kept.get().checkpoint());
      best = joined(kept.get().best());
    } catch (NoSuchObject | DamagedObject e) {
      warn(e);
      return Kept.NOTHING;
    }
    WholeFile.replace(folder.best(), best);
    WholeFile.replace(folder.model(), best);
    WholeFile.replace(folder.checkpoint(), checkpoint);
    return new Kept(kept.get().epoch(), Duration.ofMillis(kept.get().learnedMillis()));
  }

  /** The epoch that the files kept last belong to, 0 where there are none. */
  int epoch() throws StoreException {
    return pointer().map(Pointer::epoch).orElse(0);
  }

  /**
   * Gives the space back, that of every process; to be called when nobody goes on from here any
   * more. The store removes nothing, so what stays are empty objects.
   */
  void clear() throws StoreException {
    point(new Pointer(epoch(), 0, List.of(), List.of()));
    for (ObjectKey part : store.list(key(PARTS).path())) {
      store.put(part, new byte[0], BYTES);
    }
  }

  private void point(Pointer pointer) throws StoreException {
    store.put(key(POINTER), EventJson.toJson(pointer), JSON);
  }

  private List<Part> put(String name, Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    List<Part> parts = new ArrayList<>();
    for (int from = 0; from < content.length; from += partBytes) {
      byte[] part = Arrays.copyOfRange(content, from, Math.min(content.length, from + partBytes));
      Part written = new Part(name + "." + parts.size(), Sha256.of(part));
      store.put(key(written.name()), part, BYTES);
      parts.add(written);
    }
    return parts;
  }

  private byte[] joined(List<Part> parts) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (Part part : parts) {
      byte[] content = store.get(key(part.name()));
      if (!Sha256.of(content).equals(part.sha256())) {
        throw new DamagedObject(key(part.name()), "it has another digest");
      }
      whole.write(content);
    }
    return whole.toByteArray();
  }

  private Optional<Pointer> pointer() throws StoreException {
    try {
      return Optional.of(EventJson.fromJson(store.get(key(POINTER)), Pointer.class));
    } catch (NoSuchObject e) {
      return Optional.empty();
    } catch (RefusedException e) {
      warn(e);
      return Optional.empty();
    }
  }

  private void warn(Exception e) {
    LOG.atWarn()
        .addKeyValue("training", training)
        .addKeyValue("cause", e.getMessage())
        .log("what a training would go on from cannot be used, it begins anew");
  }

  private ObjectKey key(String file) {
    return Keys.training(training, file);
  }
}
