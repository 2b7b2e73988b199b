package dev.nevus.trainer.evaluation;

import java.util.List;

/**
 * The images of a set that share one part of one trait.
 *
 * @param trait for example {@code lesion size}
 * @param name which part of it, for example {@code below 5 %}
 * @param images their places in the set, ascending; at least one
 */
record TraitGroup(String trait, String name, List<Integer> images) {
  TraitGroup {
    images = List.copyOf(images);
  }
}
