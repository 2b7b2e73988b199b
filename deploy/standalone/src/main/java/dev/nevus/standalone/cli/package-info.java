/**
 * The command line. One class for each subcommand; results go to standard output, progress to
 * standard error.
 */
@NullMarked
package dev.nevus.standalone.cli;

import org.jspecify.annotations.NullMarked;
