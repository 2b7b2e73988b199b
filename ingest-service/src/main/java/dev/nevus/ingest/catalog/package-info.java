/**
 * The catalog: a read model in SQL of what the log says, on H2 or PostgreSQL. Rebuilt from the log
 * whenever its tables are empty, so nothing in it is the only copy.
 */
@NullMarked
package dev.nevus.ingest.catalog;

import org.jspecify.annotations.NullMarked;
