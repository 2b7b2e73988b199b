/**
 * The object store behind an S3 interface, through the MinIO client: Amazon S3, MinIO, Ceph, the
 * embedded server.
 */
@NullMarked
package dev.nevus.store.s3;

import org.jspecify.annotations.NullMarked;
