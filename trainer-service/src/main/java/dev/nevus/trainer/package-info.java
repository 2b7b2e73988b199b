/** The trainer-service: it turns labelled images into a model that the workers can serve. */
@org.jspecify.annotations.NullMarked
package dev.nevus.trainer;
