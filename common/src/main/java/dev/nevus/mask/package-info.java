/**
 * Step [4] of the data path: masks, how they are written, scored against each other and measured.
 */
@NullMarked
package dev.nevus.mask;

import org.jspecify.annotations.NullMarked;
