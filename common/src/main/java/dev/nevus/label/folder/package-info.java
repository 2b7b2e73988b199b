/**
 * Labelled images as people keep them: a folder of images, a folder of masks named alike, and
 * perhaps a {@code manifest.csv} that says which images belong together.
 */
@org.jspecify.annotations.NullMarked
package dev.nevus.label.folder;
