@NullMarked
package dev.nevus.embedded;

import org.jspecify.annotations.NullMarked;
