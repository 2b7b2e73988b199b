package dev.nevus.store;

import java.io.IOException;

/** Is shown objects one after the other. */
@FunctionalInterface
public interface ObjectVisitor {
  /**
   * @throws IOException to end the visit: whoever asked for it gets this very failure
   */
  void visit(ListedObject object) throws IOException;
}
