/**
 * Step [5] of the data path: masks that people made or accepted, all of them kept, and the sets of
 * images and labels that models learn from.
 */
@NullMarked
package dev.nevus.label;

import org.jspecify.annotations.NullMarked;
