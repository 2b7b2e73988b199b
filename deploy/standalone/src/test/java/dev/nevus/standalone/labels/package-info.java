/** Tests of labels from the command line's side. */
@NullMarked
package dev.nevus.standalone.labels;

import org.jspecify.annotations.NullMarked;
