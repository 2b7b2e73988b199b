/**
 * The steps that a worker takes for each image, one by one under JMH: what a change of one of them
 * is measured by. Never on the class path of a service.
 */
@NullMarked
package dev.nevus.jmh;

import org.jspecify.annotations.NullMarked;
