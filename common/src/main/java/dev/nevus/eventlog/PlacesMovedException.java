package dev.nevus.eventlog;

import java.io.IOException;

/**
 * The reader's places are no longer those after what it took last: somebody emptied or restored
 * what it keeps. Nothing of the records was taken in; they are read anew from its places.
 */
public final class PlacesMovedException extends IOException {
  public PlacesMovedException(String message) {
    super(message);
  }
}
