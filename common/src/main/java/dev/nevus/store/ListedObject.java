package dev.nevus.store;

import java.time.Instant;

/**
 * What a listing tells of an object.
 *
 * @param size in bytes
 * @param modified when it was put, by the store's clock; to the second where the store knows no
 *     better
 */
public record ListedObject(ObjectKey key, long size, Instant modified) {}
