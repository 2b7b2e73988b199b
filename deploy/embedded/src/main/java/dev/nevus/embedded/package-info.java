/**
 * A real Kafka broker and a real S3 server for one machine, each in a process of its own, and the
 * starter of such processes. The starter needs nothing but the JDK, so other modules use it with
 * this module's jar alone.
 */
@NullMarked
package dev.nevus.embedded;

import org.jspecify.annotations.NullMarked;
