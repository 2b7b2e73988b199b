package dev.nevus.natives;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * A library inside a jar.
 *
 * @param name of the file, without folders
 * @param size bytes
 * @param checksum CRC-32, from the jar's index: tells versions apart without reading them
 */
record PackedLibrary(URL place, String name, long size, long checksum) {
  /**
   * @param place null if the class path does not have the resource
   * @throws IOException if it is not there, or not in a jar
   */
  static PackedLibrary of(@Nullable URL place, String resource) throws IOException {
    if (place == null) {
      throw new FileNotFoundException(resource + " is not on the class path");
    }
    if (!(place.openConnection() instanceof JarURLConnection jar)) {
      throw new IOException(place + " is not in a jar");
    }
    ZipEntry entry = jar.getJarEntry();
    String name = resource.substring(resource.lastIndexOf('/') + 1);
    return new PackedLibrary(place, name, entry.getSize(), entry.getCrc());
  }
}
