/** The round in which a model renews itself, small enough to be watched. */
@NullMarked
package dev.nevus.standalone.refresh;

import org.jspecify.annotations.NullMarked;
