@NullMarked
package dev.nevus.standalone.bench.soak;

import org.jspecify.annotations.NullMarked;
