/**
 * Step [3] to [4] of the data path: from an image to the mask of its lesion. The one preprocessing
 * and the one form of masks.
 */
@NullMarked
package dev.nevus.segment;

import org.jspecify.annotations.NullMarked;
