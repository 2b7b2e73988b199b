package dev.nevus.model;

/**
 * A version as it was published: the certificate is of the version that was asked for, certifies
 * these files, and bears a trusted signature where signatures are asked for.
 *
 * @param manifest its birth certificate
 * @param files the network and its golden picture
 */
public record VerifiedVersion(ModelManifest manifest, ModelFiles files) {}
