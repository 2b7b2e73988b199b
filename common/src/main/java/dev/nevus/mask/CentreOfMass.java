package dev.nevus.mask;

/**
 * Area and centre of mass of a lesion; all 0 where there is none.
 *
 * @param area pixels
 * @param x column
 * @param y row
 */
public record CentreOfMass(long area, double x, double y) {}
