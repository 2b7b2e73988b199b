/**
 * A model in 8-bit whole numbers, as the second file of a version: made from the float file and
 * images that show how large its values are, and served only where it is measurably worth it.
 */
@NullMarked
package dev.nevus.trainer.quantization;

import org.jspecify.annotations.NullMarked;
