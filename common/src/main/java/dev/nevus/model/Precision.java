package dev.nevus.model;

import java.util.Locale;

/** The numbers in which a network computes, each with a file of its own in a version. */
public enum Precision {
  /** 32-bit floats: {@code model.onnx}, which every version has. */
  F32,
  /** 8-bit whole numbers: {@code model.int8.onnx}, which a version may have. */
  INT8;

  /** As people and programs write it: {@code f32} or {@code int8}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
