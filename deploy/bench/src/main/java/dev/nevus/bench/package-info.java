/**
 * The same nets in other engines, to measure Nevus against. Never on the class path of a service.
 */
@NullMarked
package dev.nevus.bench;

import org.jspecify.annotations.NullMarked;
