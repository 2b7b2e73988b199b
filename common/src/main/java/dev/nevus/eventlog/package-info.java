/**
 * The log that carries events, and the ways to read it: {@link WorkQueue} shares single records
 * among workers, {@link RecordSubscription} hands records in order to one of a group, {@link
 * LogTail} shows everything to everyone.
 */
@NullMarked
package dev.nevus.eventlog;

import org.jspecify.annotations.NullMarked;
