package dev.nevus.trainer.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What may make an image hard.
 *
 * @param lesionShare of the image that is lesion by the true mask, 0 to 1
 * @param contrast between the lesion and the skin around it, in units of CIE L* (0 to 100); absent
 *     where there is no lesion or no skin to see
 * @param darkFrame whether the corners are dark
 * @param hairShare of the image that hair seems to cover, 0 to 1; a rule of thumb
 * @param touchesBorder whether the true mask reaches the image's border
 * @param quality what the data set's manifest calls the image's quality, if it does
 */
public record ImageTraits(
    double lesionShare,
    OptionalDouble contrast,
    boolean darkFrame,
    double hairShare,
    boolean touchesBorder,
    Optional<String> quality) {}
