package dev.nevus.model;

import dev.nevus.store.StoreException;
import java.util.List;
import java.util.Optional;

/**
 * The model versions and which of them serves. Versions are immutable; the champion changes by
 * promotions, which are numbered and kept. Safe for many threads and many processes.
 */
public interface ModelRegistry {
  /**
   * Returns once the version is durable; repeating it is harmless.
   *
   * @throws IllegalArgumentException if the manifest does not certify the file
   */
  void publish(ModelManifest manifest, byte[] file) throws StoreException;

  /**
   * Makes a published version the champion.
   *
   * @return the promotion's number, higher than all before
   * @throws IllegalArgumentException if there is no such version
   */
  int promote(ModelId model, String by, String reason) throws StoreException;

  /**
   * Makes a published version the first champion, unless there is one already; of several callers
   * at once one succeeds.
   *
   * @return whether this call made the promotion
   * @throws IllegalArgumentException if there is no such version
   */
  boolean promoteFirst(ModelId model, String by, String reason) throws StoreException;

  /** The champion, or empty before the first promotion. */
  Optional<Promotion> champion() throws StoreException;

  /** All promotions, the first one first. */
  List<Promotion> history() throws StoreException;

  /** All versions whose manifest is there, the oldest first. */
  List<ModelId> versions() throws StoreException;

  /** The birth certificate of a version. */
  ModelManifest manifest(ModelId model) throws StoreException;

  /**
   * The file of a version, checked against its manifest.
   *
   * @throws CorruptModelException if the bytes are not those that the manifest certifies
   */
  byte[] file(ModelId model) throws StoreException, CorruptModelException;
}
