/**
 * Proves from the log and the bucket alone that every accepted image ended once: reads both as
 * streams, sorts them by image through files, and judges image after image.
 */
@NullMarked
package dev.nevus.standalone.ledger;

import org.jspecify.annotations.NullMarked;
