package dev.nevus.trainer.report;

import java.util.List;

/** What a chart is drawn on: x to the right, y downwards, in pixels. */
interface Canvas {
  /** What is drawn, which decides colour and width. */
  enum Ink {
    GRID,
    AXIS,
    LABEL,
    TITLE,
    FIRST_CURVE,
    SECOND_CURVE
  }

  /** Which end of a text is at its place. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** A place. */
  record Place(double x, double y) {}

  /** Through all places, of which there is at least one. */
  void path(List<Place> places, Ink ink);

  void dot(Place centre, Ink ink);

  /**
   * One line of ASCII text.
   *
   * @param at on the base line
   */
  void text(Place at, String text, Anchor anchor, Ink ink);
}
