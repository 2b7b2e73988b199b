/**
 * The log on Apache Kafka: share groups for work (KIP-932), consumer groups for work on older
 * brokers and for order, plain assignment for read models.
 */
@NullMarked
package dev.nevus.eventlog.kafka;

import org.jspecify.annotations.NullMarked;
