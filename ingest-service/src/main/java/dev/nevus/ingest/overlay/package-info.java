/** Pictures for people: an image as it is displayed, and the same with its mask drawn on it. */
@NullMarked
package dev.nevus.ingest.overlay;

import org.jspecify.annotations.NullMarked;
