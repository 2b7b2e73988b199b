@NullMarked
package dev.nevus.standalone.bench.process;

import org.jspecify.annotations.NullMarked;
