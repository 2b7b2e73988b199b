/**
 * Step [1] of the data path: image bytes from outside, checked before any decoder runs, decoded by
 * one stated policy.
 */
@NullMarked
package dev.nevus.image;

import org.jspecify.annotations.NullMarked;
