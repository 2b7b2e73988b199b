/**
 * The whole of Nevus on one machine: broker, store, ingest, workers and trainer as child processes
 * of one supervisor, their data under one folder.
 */
@NullMarked
package dev.nevus.standalone;

import org.jspecify.annotations.NullMarked;
