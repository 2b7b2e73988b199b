package dev.nevus.standalone.refresh;

/**
 * A model's mask of the image that is shown.
 *
 * @param model who made it
 * @param jaccard with the true mask, 0 to 1
 * @param picture file with the mask drawn on the image
 */
public record ShownMask(String model, double jaccard, String picture) {}
