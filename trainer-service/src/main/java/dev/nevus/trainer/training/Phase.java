package dev.nevus.trainer.training;

import dev.nevus.trainer.unet.UNet;

/** The two parts of a run: with the notebook's dropout, then without. */
enum Phase {
  DROPOUT(UNet.Dropout.NOTEBOOK),
  ENDING(UNet.Dropout.OFF);

  private final UNet.Dropout dropout;

  Phase(UNet.Dropout dropout) {
    this.dropout = dropout;
  }

  UNet.Dropout dropout() {
    return dropout;
  }
}
