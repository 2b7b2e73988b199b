/** Pictures for people: many images on one sheet, and files of them. */
@NullMarked
package dev.nevus.trainer.picture;

import org.jspecify.annotations.NullMarked;
