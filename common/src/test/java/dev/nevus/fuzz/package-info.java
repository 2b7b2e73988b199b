/** What strangers send, tried by a fuzzer: its findings stay as inputs of these tests. */
@NullMarked
package dev.nevus.fuzz;

import org.jspecify.annotations.NullMarked;
