package dev.nevus.ingest.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Forms as browsers send them. */
final class Form {
  static final String TYPE = "multipart/form-data; boundary=nevus";

  private Form() {}

  /** A form of a file field and text fields, given as name, value, name, value ... */
  static byte[] of(String file, byte[] content, String... fields) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    addPart(form, "name=\"%s\"; filename=\"x.jpg\"".formatted(file), content);
    for (int i = 0; i < fields.length; i += 2) {
      addPart(
          form, "name=\"%s\"".formatted(fields[i]), fields[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    form.writeBytes("--nevus--\r\n".getBytes(StandardCharsets.US_ASCII));
    return form.toByteArray();
  }

  /** A form of one part. */
  static byte[] part(String disposition, byte[] content) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    addPart(form, disposition, content);
    form.writeBytes("--nevus--\r\n".getBytes(StandardCharsets.US_ASCII));
    return form.toByteArray();
  }

  /** Adds a part to a form without an end. */
  static void addPart(ByteArrayOutputStream form, String disposition, byte[] content) {
    String head = "--nevus\r\nContent-Disposition: form-data; %s\r\n\r\n".formatted(disposition);
    form.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    form.writeBytes(content);
    form.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
  }
}
