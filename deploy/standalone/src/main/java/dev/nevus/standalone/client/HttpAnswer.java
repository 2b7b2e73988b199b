package dev.nevus.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;

/** What the HTTP interface said to a request. */
public sealed interface HttpAnswer {
  /** It was done, or will be. */
  record Given(JsonNode body) implements HttpAnswer {}

  /**
   * It was not done, and will not be if it is asked again.
   *
   * @param code stable reason
   * @param detail one sentence for a person
   */
  record Refused(String code, String detail) implements HttpAnswer {
    /** As one line. */
    public String line() {
      return code + ": " + detail;
    }
  }
}
