/** The dead letters of a running Nevus, straight from its log and store. */
@NullMarked
package dev.nevus.standalone.letters;

import org.jspecify.annotations.NullMarked;
