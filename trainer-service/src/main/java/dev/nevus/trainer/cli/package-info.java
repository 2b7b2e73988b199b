/** The trainer's own tools, as commands that people and scripts type. */
@NullMarked
package dev.nevus.trainer.cli;

import org.jspecify.annotations.NullMarked;
