/**
 * Step [6] of the data path: model versions, their birth certificates, and which of them serves.
 */
@NullMarked
package dev.nevus.model;

import org.jspecify.annotations.NullMarked;
