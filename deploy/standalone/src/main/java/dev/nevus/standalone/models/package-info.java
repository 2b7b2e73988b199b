/**
 * Models from the command line's side: brought as files, and listed, in the registry of a Nevus.
 */
@NullMarked
package dev.nevus.standalone.models;

import org.jspecify.annotations.NullMarked;
