package dev.nevus.trainer.promotion;

import dev.nevus.model.ModelId;
import dev.nevus.segment.Segmenter;
import java.util.OptionalDouble;

/**
 * A model that is to be evaluated, and what was found out about it before.
 *
 * @param segmenter the model in the engine that serves; stays the caller's
 * @param goldenImageIsRight whether it answers the golden image as it must
 * @param parity the largest difference between the net that was trained and the engine, as {@link
 *     Parity} measures it; absent where there is no such net
 */
public record Contender(
    ModelId model, Segmenter segmenter, boolean goldenImageIsRight, OptionalDouble parity) {}
