package dev.nevus.trainer.renewal;

import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelManifest;

/**
 * What a training made.
 *
 * @param files those that the manifest certifies
 */
record Candidate(ModelManifest manifest, ModelFiles files) {}
