package dev.nevus.ingest.http;

import dev.nevus.event.EventJson;
import java.util.Optional;

/**
 * An error as RFC 9457 writes it. Codes are stable; titles and details are for people and never
 * repeat what the sender wrote.
 *
 * @param type {@code urn:nevus:problem:} and the code
 * @param title of the code, always the same
 * @param status HTTP status
 * @param detail of this one
 * @param code stable, for programs
 * @param instance path of the request
 */
record Problem(
    String type, String title, int status, String detail, String code, Optional<String> instance) {
  static final String MEDIA_TYPE = "application/problem+json";

  private static final String NAMESPACE = "urn:nevus:problem:";

  static Problem of(ProblemCode code, String detail) {
    return new Problem(
        NAMESPACE + code.id(), code.title(), code.status(), detail, code.id(), Optional.empty());
  }

  Problem at(String path) {
    return new Problem(type, title, status, detail, code, Optional.of(path));
  }

  byte[] json() {
    return EventJson.toJson(this);
  }
}
