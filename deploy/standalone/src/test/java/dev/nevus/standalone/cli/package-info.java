@NullMarked
package dev.nevus.standalone.cli;

import org.jspecify.annotations.NullMarked;
