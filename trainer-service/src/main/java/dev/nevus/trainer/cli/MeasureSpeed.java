package dev.nevus.trainer.cli;

import dev.nevus.trainer.bench.NevusSpeed;
import dev.nevus.trainer.bench.PublishedSpeed;
import dev.nevus.trainer.bench.Speed;
import dev.nevus.trainer.unet.UNetShape;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One process's part of {@code nevus bench train}: trains for a little while and writes how fast
 * that went as one line of JSON. A process each, because a native library loads once.
 */
@Command(name = "measure-speed", hidden = true, mixinStandardHelpOptions = true)
final class MeasureSpeed implements Callable<Integer> {
  private final Console console;

  @Option(names = "--published", description = "DL4J as published, on the notebook's net.")
  private boolean published;

  @Option(names = "--batch", defaultValue = "16", description = "Images a step.")
  private int batch;

  @Option(names = "--steps", defaultValue = "20", description = "Steps to measure.")
  private int steps;

  MeasureSpeed(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Speed speed =
        published
            ? PublishedSpeed.measure(batch, steps)
            : NevusSpeed.measure(UNetShape.NOTEBOOK, batch, steps);
    console.result(speed.json());
    return 0;
  }
}
