/** The Kafka door: image bytes, or references to them, that hospitals push onto the log. */
@NullMarked
package dev.nevus.ingest.inbound;

import org.jspecify.annotations.NullMarked;
