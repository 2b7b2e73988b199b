/**
 * What a hospital's system does: sends images by HTTP or by Kafka, and listens for what becomes of
 * them.
 */
@NullMarked
package dev.nevus.standalone.client;

import org.jspecify.annotations.NullMarked;
