/** Labels from the command line's side: images with the masks that people drew, sent in. */
@NullMarked
package dev.nevus.standalone.labels;

import org.jspecify.annotations.NullMarked;
