/** How fast this machine trains, and how fast it would with DL4J as it is published. */
@NullMarked
package dev.nevus.trainer.bench;

import org.jspecify.annotations.NullMarked;
