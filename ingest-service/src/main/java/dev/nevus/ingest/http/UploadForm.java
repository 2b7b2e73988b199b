package dev.nevus.ingest.http;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A multipart form: the image in the field {@code image}, metadata in fields of their own. Held in
 * memory, never on disk: the images are patients'.
 */
final class UploadForm {
  /** Bytes that a form may have besides its image. */
  static final int OVERHEAD = 64 * 1024;

  private static final String CONFIG = "org.eclipse.jetty.multipartConfig";
  private static final int MOST_PARTS = 20;
  private static final String IMAGE = "image";

  private final Map<String, Part> parts;
  private final UploadBody body;

  private UploadForm(Map<String, Part> parts, UploadBody body) {
    this.parts = parts;
    this.body = body;
  }

  /** Reads the whole form. */
  static UploadForm read(HttpServletRequest request, UploadBody body) throws ProblemException {
    int most = body.limit() + OVERHEAD;
    request.setAttribute(CONFIG, new MultipartConfigElement("", most, most, most));
    try {
      return new UploadForm(byName(request.getParts()), body);
    } catch (IOException | ServletException | RuntimeException e) {
      if (PacedBodies.isCauseOf(e)) {
        throw UploadBody.tooSlow();
      }
      // Jetty reports a form that is malformed, cut off or too long in all three ways.
      throw bad(
          "The form is malformed, cut off or too long: its image may have %,d bytes."
              .formatted(body.limit()));
    }
  }

  private static Map<String, Part> byName(Collection<Part> sent) throws ProblemException {
    if (sent.size() > MOST_PARTS) {
      throw bad("The form has more than %d fields.".formatted(MOST_PARTS));
    }
    Map<String, Part> parts = new HashMap<>();
    for (Part part : sent) {
      if (!IMAGE.equals(part.getName()) && part.getSize() > OVERHEAD) {
        throw bad("A field besides the image has more than %,d bytes.".formatted(OVERHEAD));
      }
      if (parts.put(part.getName(), part) != null) {
        throw bad("A field is there twice: send one image a request.");
      }
    }
    return parts;
  }

  private static ProblemException bad(String detail) {
    return new ProblemException(ProblemCode.BAD_MULTIPART, detail);
  }

  /** The image's bytes; none where the form has no such field. */
  byte[] image() throws IOException, ProblemException {
    Part part = parts.get(IMAGE);
    return part == null ? new byte[0] : body.read(part.getInputStream());
  }

  /** A text field. */
  Optional<String> text(String name) {
    Part part = parts.get(name);
    if (part == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("a part in memory could not be read", e);
    }
  }
}
