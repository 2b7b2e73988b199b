package dev.nevus.ingest.http;

import dev.nevus.image.ImageId;

/**
 * Where the parts of an image are.
 *
 * @param self what became of it
 * @param mask the shown mask: the champion's, or else the newest
 * @param overlay the image with that mask drawn on it
 * @param original the image as it is displayed
 * @param labels masks that people made of it
 */
record Links(String self, String mask, String overlay, String original, String labels) {
  static final String IMAGES = "/v1/images";
  static final String IMAGE = IMAGES + "/{id}";

  static Links of(ImageId image) {
    String self = IMAGES + "/" + image;
    return new Links(self, self + "/mask", self + "/overlay", self + "/original", self + "/labels");
  }
}
