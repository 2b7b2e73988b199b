package dev.nevus.trainer.renewal;

import dev.nevus.event.EventJson;
import dev.nevus.image.RefusedException;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The files that a training goes on from, in the object store, for whoever takes it over. Two
 * places are written in turns and a pointer after each, so that there is a whole one at any moment;
 * files are cut into parts, because stores limit the size of an object.
 */
final class StoredRun {
  private static final int PART = 32 * 1024 * 1024;
  private static final String BYTES = "application/octet-stream";
  private static final String JSON = "application/json";
  private static final String POINTER = "checkpoint.json";

  private final ObjectStore store;
  private final int training;

  StoredRun(ObjectStore store, int training) {
    this.store = store;
    this.training = training;
  }

  /**
   * Where the files are.
   *
   * @param epoch after which they were written
   * @param checkpoint parts of the checkpoint
   * @param best parts of the best net
   */
  record Pointer(int epoch, List<Part> checkpoint, List<Part> best) {}

  /** One object with a part of a file. */
  record Part(String name, String sha256) {}

  /** Returns once the folder's files are durable. */
  void keep(RunFolder folder, int epoch) throws IOException {
    String place = epoch % 2 == 0 ? "even" : "odd";
    Pointer pointer =
        new Pointer(
            epoch,
            put(place + "-checkpoint", folder.checkpoint()),
            put(place + "-best", folder.best()));
    store.put(key(POINTER), EventJson.toJson(pointer), JSON);
  }

  /**
   * Puts the files kept last into the folder.
   *
   * @return the epoch after which they were kept; empty where none were
   */
  Optional<Integer> restore(RunFolder folder) throws IOException {
    Optional<Pointer> kept = pointer();
    if (kept.isEmpty() || kept.get().checkpoint().isEmpty()) {
      return Optional.empty();
    }
    WholeFile.replace(folder.checkpoint(), joined(kept.get().checkpoint()));
    byte[] best = joined(kept.get().best());
    WholeFile.replace(folder.best(), best);
    WholeFile.replace(folder.model(), best);
    return Optional.of(kept.get().epoch());
  }

  /** The epoch that the files kept last belong to, 0 where there are none. */
  int epoch() throws StoreException {
    return pointer().map(Pointer::epoch).orElse(0);
  }

  /** Gives the space back; to be called when nobody goes on from here any more. */
  void clear() throws StoreException {
    for (String place : List.of("even-", "odd-")) {
      for (ObjectKey key : store.list(key(place).path())) {
        store.put(key, new byte[0], BYTES);
      }
    }
    int epoch = epoch();
    store.put(key(POINTER), EventJson.toJson(new Pointer(epoch, List.of(), List.of())), JSON);
  }

  private List<Part> put(String name, Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    List<Part> parts = new ArrayList<>();
    for (int from = 0; from < content.length; from += PART) {
      byte[] part = Arrays.copyOfRange(content, from, Math.min(content.length, from + PART));
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
        throw new StoreException("the object " + key(part.name()) + " is damaged");
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
      throw new StoreException("the object " + key(POINTER) + " is damaged", e);
    }
  }

  private ObjectKey key(String file) {
    return Keys.training(training, file);
  }
}
