@NullMarked
package dev.nevus.standalone;

import org.jspecify.annotations.NullMarked;
