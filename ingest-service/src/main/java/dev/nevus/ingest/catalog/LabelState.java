package dev.nevus.ingest.catalog;

/** Whether a person's mask of an image may train the next model. */
public enum LabelState {
  /** At least one label is in force: accepted and not withdrawn. */
  LABELLED,
  /** There is none. */
  UNLABELLED
}
