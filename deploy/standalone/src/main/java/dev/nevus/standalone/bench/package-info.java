/** Nevus measured side by side with others, each in processes of its own. */
@NullMarked
package dev.nevus.standalone.bench;

import org.jspecify.annotations.NullMarked;
