/** Tests of models from the command line's side. */
@NullMarked
package dev.nevus.standalone.models;

import org.jspecify.annotations.NullMarked;
