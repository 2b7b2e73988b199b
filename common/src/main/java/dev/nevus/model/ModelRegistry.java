package dev.nevus.model;

import dev.nevus.store.StoreException;
import java.util.List;
import java.util.Optional;

/**
 * The model versions and what was decided on them. Versions are immutable; decisions are numbered,
 * only ever added, and all kept. Safe for many threads and many processes.
 */
public interface ModelRegistry {
  /**
   * Returns once the version is durable, and signed where there is a key. One that is there already
   * stays as it is.
   *
   * @throws IllegalArgumentException if the manifest does not certify the files
   */
  void publish(ModelManifest manifest, ModelFiles files) throws StoreException;

  /**
   * Adds a decision, unless another one came after the one that it was made upon; of several at
   * once one succeeds.
   *
   * @param after number of the last decision that was known when this one was made; 0 for none
   * @return the decision with its number, or empty if it was made upon an older state
   * @throws IllegalArgumentException if there is no such version
   */
  Optional<Decision> decide(Choice choice, int after) throws StoreException;

  /**
   * Adds a decision whatever came before.
   *
   * @throws IllegalArgumentException if there is no such version
   */
  Decision decide(Choice choice) throws StoreException;

  /** All decisions, the first one first. */
  List<Decision> history() throws StoreException;

  /** All versions whose manifest is there, the oldest first. */
  List<ModelId> versions() throws StoreException;

  /** The birth certificate of a version, on trust: it may be unsigned. See {@link #version}. */
  ModelManifest manifest(ModelId model) throws StoreException;

  /**
   * A version with its files, checked as in {@link #files}: what the certificate says can be relied
   * on as well.
   *
   * @throws CorruptModelException if it cannot be trusted
   */
  VerifiedVersion version(ModelId model) throws StoreException, CorruptModelException;

  /**
   * A version as if it had no file in 8 bits: for those who serve the floats, whatever became of
   * the other file. Checked as in {@link #files}, but for that one.
   *
   * @throws CorruptModelException if it cannot be trusted
   */
  VerifiedVersion inFloats(ModelId model) throws StoreException, CorruptModelException;

  /**
   * The files of a version, checked against its manifest, and the manifest against its signature
   * where signatures are asked for.
   *
   * @throws CorruptModelException if they cannot be trusted
   */
  ModelFiles files(ModelId model) throws StoreException, CorruptModelException;

  /**
   * Signs a version that is there already, for instance because it was brought without a signature.
   *
   * @throws IllegalStateException if there is no key to sign with
   * @throws IllegalArgumentException if there is no such version
   */
  void sign(ModelId model) throws StoreException;

  /** Whether a version bears a signature of a key that is trusted. */
  boolean isSigned(ModelId model) throws StoreException;

  /** Which models are called what now. */
  default Aliases aliases() throws StoreException {
    return Aliases.of(history());
  }

  /** The decision by which the champion serves, or empty before the first. */
  default Optional<Decision> champion() throws StoreException {
    return aliases().champion();
  }
}
