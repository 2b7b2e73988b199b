package dev.nevus.label.folder;

import java.nio.file.Path;

/**
 * An image file and the mask file that labels it.
 *
 * @param group images of one group show the same lesion or nearly so; an image alone has its own id
 */
public record LabelledImage(String id, Path image, Path mask, String group) {}
