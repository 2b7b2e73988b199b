package dev.nevus.trainer.report;

/** Text inside HTML and SVG. */
final class Html {
  private Html() {}

  /** Safe between tags and inside quoted attributes. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
