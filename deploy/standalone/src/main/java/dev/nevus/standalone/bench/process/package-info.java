/** What the operating system and a process's own metrics say of it. */
@NullMarked
package dev.nevus.standalone.bench.process;

import org.jspecify.annotations.NullMarked;
