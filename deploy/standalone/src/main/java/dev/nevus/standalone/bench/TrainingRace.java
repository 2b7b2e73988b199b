package dev.nevus.standalone.bench;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures in turns, because machines are noisy: only a ratio of neighbours in time means anything.
 */
public final class TrainingRace {
  private final Contestant nevus;
  private final Contestant published;
  private final Optional<Contestant> libtorch;

  public TrainingRace(Contestant nevus, Contestant published, Optional<Contestant> libtorch) {
    this.nevus = nevus;
    this.published = published;
    this.libtorch = libtorch;
  }

  /**
   * Who was how fast: the mean over its turns.
   *
   * @param ratioToPublishedDl4j images a second over those of DL4J as published
   * @param ratioToLibtorch images a second over libtorch's; nothing where it was left out
   * @param feedingShare of Nevus's time in which it waited for images, 0 to 1
   * @param peakBytes Nevus's largest resident memory
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Result(
      String engine,
      @JsonProperty("images_per_second") double imagesPerSecond,
      @JsonProperty("published_images_per_second") double publishedImagesPerSecond,
      @JsonProperty("ratio_to_published_dl4j") double ratioToPublishedDl4j,
      @JsonProperty("libtorch_images_per_second") Optional<Double> libtorchImagesPerSecond,
      @JsonProperty("ratio_to_libtorch") Optional<Double> ratioToLibtorch,
      @JsonProperty("feeding_share") double feedingShare,
      @JsonProperty("peak_bytes") long peakBytes) {

    /** For people. */
    @JsonIgnore
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      lines.add(
          String.format(
              Locale.ROOT,
              "%-28s %6.2f images/s, %.1f %% of it waiting for images, %.2f GB at the peak",
              engine,
              imagesPerSecond,
              100 * feedingShare,
              peakBytes / 1e9));
      lines.add(line("DL4J as published", publishedImagesPerSecond, ratioToPublishedDl4j));
      libtorchImagesPerSecond.ifPresent(
          speed -> lines.add(line("libtorch", speed, ratioToLibtorch.orElse(Double.NaN))));
      return lines;
    }

    private static String line(String name, double speed, double ratio) {
      return String.format(
          Locale.ROOT, "%-28s %6.2f images/s: Nevus is %.2f times as fast", name, speed, ratio);
    }
  }

  /**
   * Some minutes.
   *
   * @param rounds turns of Nevus and of libtorch; DL4J as published, the slow one, has one
   * @param progress told of every turn
   */
  public Result run(int rounds, Consumer<String> progress)
      throws IOException, InterruptedException {
    List<Measured> own = new ArrayList<>();
    List<Measured> torch = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      own.add(turn(nevus, progress));
      if (libtorch.isPresent()) {
        torch.add(turn(libtorch.get(), progress));
      }
    }
    return result(own, turn(published, progress), torch);
  }

  private static Result result(List<Measured> own, Measured published, List<Measured> torch) {
    double speed = mean(own);
    Optional<Double> torchSpeed = torch.isEmpty() ? Optional.empty() : Optional.of(mean(torch));
    return new Result(
        own.get(0).engine(),
        speed,
        published.imagesPerSecond(),
        speed / published.imagesPerSecond(),
        torchSpeed,
        torchSpeed.map(other -> speed / other),
        own.stream().mapToDouble(Measured::feedingShare).average().orElse(0),
        own.stream().mapToLong(Measured::peakBytes).max().orElse(0));
  }

  private static Measured turn(Contestant contestant, Consumer<String> progress)
      throws IOException, InterruptedException {
    Measured measured = contestant.measure();
    progress.accept(
        String.format(
            Locale.ROOT, "%s: %.2f images/s", contestant.name(), measured.imagesPerSecond()));
    return measured;
  }

  private static double mean(List<Measured> turns) {
    return turns.stream().mapToDouble(Measured::imagesPerSecond).average().orElse(Double.NaN);
  }
}
