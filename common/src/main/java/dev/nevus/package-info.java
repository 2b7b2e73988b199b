/** Nevus: finds skin lesions in dermoscopy images. */
@org.jspecify.annotations.NullMarked
package dev.nevus;
