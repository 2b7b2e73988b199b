package dev.nevus.trainer.ledger;

/**
 * A page as it is in the store.
 *
 * @param number counted from 1
 * @param sha256 of its bytes
 * @param content {@link Constitution} for the first, {@link Batch} for the others
 */
record StoredPage<T>(int number, String sha256, T content) {}
