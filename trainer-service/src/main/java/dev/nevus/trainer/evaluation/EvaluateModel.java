package dev.nevus.trainer.evaluation;

import dev.nevus.label.folder.LabelledImage;
import dev.nevus.label.folder.Manifest;
import dev.nevus.mask.Overlap;
import dev.nevus.segment.SegmentationException;
import dev.nevus.trainer.dataset.BadPairsException;
import dev.nevus.trainer.dataset.LabelledPair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Scores images on several threads, each decoded once, whether by one model or by two. */
public final class EvaluateModel {
  private static final String QUALITY = "image_quality";

  private final IsicScoring model;
  private final Optional<IsicScoring> compared;
  private final Manifest manifest;
  private final int threads;

  /**
   * What to score with.
   *
   * @param compared the second model, if there is one
   * @param manifest of the data set; its {@code image_quality} becomes a trait
   * @param threads at least 1
   */
  public EvaluateModel(
      IsicScoring model, Optional<IsicScoring> compared, Manifest manifest, int threads) {
    this.model = model;
    this.compared = compared;
    this.manifest = manifest;
    this.threads = threads;
  }

  /**
   * Scores all images; the result has their order however many threads there are.
   *
   * @param done hears how many are through, in the caller's thread
   * @throws BadPairsException naming every pair that cannot be used
   * @throws SegmentationException as soon as the engine fails on one
   */
  public List<EvaluatedImage> evaluate(List<LabelledImage> images, IntConsumer done)
      throws IOException, SegmentationException, InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<EvaluatedImage>> results = new ArrayList<>(images.size());
      for (LabelledImage image : images) {
        results.add(workers.submit(() -> evaluate(image)));
      }
      return collect(results, done);
    } finally {
      workers.shutdownNow();
    }
  }

  private static List<EvaluatedImage> collect(
      List<Future<EvaluatedImage>> results, IntConsumer done)
      throws IOException, SegmentationException, InterruptedException {
    List<EvaluatedImage> evaluated = new ArrayList<>(results.size());
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      try {
        evaluated.add(results.get(i).get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof SegmentationException engine) {
          throw engine;
        } else if (!(e.getCause() instanceof IOException)) {
          throw new IllegalStateException(e.getCause());
        }
        problems.add(String.valueOf(e.getCause().getMessage()));
      }
      done.accept(i + 1);
    }
    if (!problems.isEmpty()) {
      throw new BadPairsException(problems);
    }
    return evaluated;
  }

  private EvaluatedImage evaluate(LabelledImage files) throws IOException, SegmentationException {
    try (LabelledPair pair = model.read(files)) {
      ImageTraits traits = TraitMeasurer.of(pair, manifest.text(files.id(), QUALITY));
      Overlap overlap = model.score(pair);
      return new EvaluatedImage(files, overlap, other(files, pair), traits);
    }
  }

  private Optional<Overlap> other(LabelledImage files, LabelledPair pair)
      throws IOException, SegmentationException {
    if (compared.isEmpty()) {
      return Optional.empty();
    }
    IsicScoring other = compared.get();
    return Optional.of(other.readsAs(model) ? other.score(pair) : other.score(files));
  }
}
