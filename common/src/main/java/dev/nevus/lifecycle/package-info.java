/** What every process does the same way: starting, telling its health and figures, stopping. */
@NullMarked
package dev.nevus.lifecycle;

import org.jspecify.annotations.NullMarked;
