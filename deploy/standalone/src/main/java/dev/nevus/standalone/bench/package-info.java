/** Nevus measured: side by side with others, and under a load of its own. */
@NullMarked
package dev.nevus.standalone.bench;

import org.jspecify.annotations.NullMarked;
