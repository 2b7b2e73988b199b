/**
 * What becomes of images while processes die, connections break and disks fill up: real processes,
 * and at each end the ledger.
 */
@org.jspecify.annotations.NullMarked
package dev.nevus.standalone.faults;
