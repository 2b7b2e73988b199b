@NullMarked
package dev.nevus.standalone.bench.worker;

import org.jspecify.annotations.NullMarked;
