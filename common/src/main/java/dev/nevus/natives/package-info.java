/** Native libraries out of their jars, kept between processes. */
@NullMarked
package dev.nevus.natives;

import org.jspecify.annotations.NullMarked;
