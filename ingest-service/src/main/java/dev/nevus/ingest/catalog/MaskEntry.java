package dev.nevus.ingest.catalog;

import dev.nevus.mask.LesionMeasures;
import dev.nevus.model.ModelId;
import dev.nevus.store.ObjectKey;
import java.time.Instant;

/**
 * A mask of an image.
 *
 * @param model made by which model
 * @param mask where the PNG lives
 * @param width columns
 * @param height rows
 * @param measures of the lesion
 * @param worker which process made it
 * @param at when it became durable
 */
public record MaskEntry(
    ModelId model,
    ObjectKey mask,
    int width,
    int height,
    LesionMeasures measures,
    String worker,
    Instant at) {}
