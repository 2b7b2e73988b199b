/**
 * Models from the command line's side, in the registry of a Nevus: brought as files, shown,
 * compared, and decided on.
 */
@NullMarked
package dev.nevus.standalone.models;

import org.jspecify.annotations.NullMarked;
