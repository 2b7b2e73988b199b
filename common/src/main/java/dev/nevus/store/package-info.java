/** Step [2] of the data path: where bytes live, and the one class that knows every key. */
@NullMarked
package dev.nevus.store;

import org.jspecify.annotations.NullMarked;
