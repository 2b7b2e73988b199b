/** Tests of training from the command line's side. */
@NullMarked
package dev.nevus.standalone.training;

import org.jspecify.annotations.NullMarked;
