package dev.nevus.lifecycle;

import java.io.IOException;

/** There is too little room left on a disk to take more: it goes on by itself when there is. */
public final class DiskFullException extends IOException {
  DiskFullException(String message) {
    super(message);
  }
}
