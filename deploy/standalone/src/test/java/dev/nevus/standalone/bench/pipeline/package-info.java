@NullMarked
package dev.nevus.standalone.bench.pipeline;

import org.jspecify.annotations.NullMarked;
