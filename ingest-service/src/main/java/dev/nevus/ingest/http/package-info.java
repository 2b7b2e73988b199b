/** The HTTP API: uploads, what became of an image, its pictures, the models, health and figures. */
@NullMarked
package dev.nevus.ingest.http;

import org.jspecify.annotations.NullMarked;
