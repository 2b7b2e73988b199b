/**
 * Which side of the split every labelled image is on, once and for ever: drawn by a keyed hash of
 * its patient, kept with all its near duplicates, written to pages that are only ever added.
 */
@org.jspecify.annotations.NullMarked
package dev.nevus.trainer.ledger;
