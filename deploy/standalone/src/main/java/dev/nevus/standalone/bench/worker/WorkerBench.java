package dev.nevus.standalone.bench.worker;

import dev.nevus.embedded.ChildProcess;
import dev.nevus.model.ModelId;
import dev.nevus.model.Precision;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.ModelCheck;
import dev.nevus.standalone.Installation;
import dev.nevus.standalone.Neighbourhood;
import dev.nevus.standalone.WorldPlan;
import dev.nevus.standalone.bench.BackDoor;
import dev.nevus.standalone.bench.MaskTally;
import dev.nevus.standalone.bench.process.CpuTime;
import dev.nevus.standalone.bench.process.Resources;
import dev.nevus.standalone.models.BroughtModel;
import dev.nevus.standalone.models.ModelShelf;
import dev.nevus.standalone.models.RunningNevus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures a worker's process at its work, in turns with the bare run of the model that it serves:
 * a broker, a store and one worker, nothing else.
 */
public final class WorkerBench {
  private final Installation installation;
  private final WorldPlan.TopicSetup topics;
  private final Consumer<String> progress;
  private final Clock clock = Clock.systemUTC();

  /**
   * @param installation its data folder is used up
   * @param progress told of what is being done
   */
  public WorkerBench(
      Installation installation, WorldPlan.TopicSetup topics, Consumer<String> progress) {
    this.installation = installation;
    this.topics = topics;
    this.progress = progress;
  }

  /**
   * What to measure.
   *
   * @param rounds batches of each size, 1 or more
   * @param perBatch images in a batch, 1 or more
   * @param warmUp images of the first size before that, at the most; fewer once little is left to
   *     compile. The other sizes have a batch each
   * @param cores images that the worker computes at once, 1 to 32; it has twice as many in hand
   * @param model an ONNX file to serve; empty for the one that is shipped
   * @param precision which file of the model serves and is run bare
   */
  public record Plan(
      int rounds, int perBatch, int warmUp, int cores, Optional<Path> model, Precision precision) {
    /**
     * @throws IllegalArgumentException if a number lies outside its range
     */
    public Plan {
      if (rounds < 1 || perBatch < 1 || warmUp < 0 || cores < 1 || cores > 32) {
        throw new IllegalArgumentException(
            "rounds, images and cores (to 32) must be 1 or more, warm-up 0 or more");
      }
    }

    /** Images that the worker has in hand at once: one is fetched while the other is computed. */
    int lanes() {
      return 2 * cores;
    }
  }

  /** Measures; some minutes. */
  public WorkerResult run(Plan plan, Iterable<SizedImages> sizes)
      throws IOException, InterruptedException {
    try (Neighbourhood neighbourhood = Neighbourhood.start(installation, topics)) {
      RunningNevus nevus = RunningNevus.in(neighbourhood.neighbours().environment());
      if (plan.model().isPresent()) {
        serve(plan.model().get(), nevus);
      }
      Map<String, String> settings =
          Map.of(
              "NEVUS_WORK_CORES", Integer.toString(plan.cores()),
              "NEVUS_WORK_LANES", Integer.toString(plan.lanes()),
              "NEVUS_MODEL_PRECISION", plan.precision() == Precision.F32 ? "f32" : "manifest");
      try (ChildProcess worker = neighbourhood.startWorker(1, settings);
          BackDoor door = new BackDoor(nevus, clock);
          MaskTally masks = new MaskTally(nevus, clock)) {
        WorkerUnderTest tested = new WorkerUnderTest(neighbourhood, worker, door, masks);
        Champion champion = champion(nevus, plan.precision());
        BareInference bare = new BareInference(installation, champion.file(), plan.cores());
        return measure(tested, plan, sizes, champion, bare);
      }
    }
  }

  /** The model that serves, and a file with exactly its bytes. */
  private record Champion(ModelId id, Path file) {}

  private WorkerResult measure(
      WorkerUnderTest tested,
      Plan plan,
      Iterable<SizedImages> sizes,
      Champion champion,
      BareInference bare)
      throws IOException, InterruptedException {
    warmUp(tested, plan, sizes);
    WorkerRounds rounds = new WorkerRounds(plan.lanes());
    long rest = Resources.of(tested.worker().pid()).residentBytes();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (SizedImages images : sizes) {
        Batch batch = tested.measure(images, plan.perBatch(), bare);
        rounds.add(images.size(), batch);
        progress.accept(
            "round %d, %s: %.1f ms of CPU time an image, bare %.1f ms, ratio %.2f"
                .formatted(
                    round,
                    images.size(),
                    batch.workerMillisOfAnImage(),
                    batch.bareMillis(),
                    batch.ratioToBare()));
      }
    }
    return rounds.result(
        champion.id().value(),
        plan.precision().id(),
        plan.model().orElse(installation.defaultModel()).toString(),
        idleShare(tested, bare),
        rounds.memory(rest, Resources.of(tested.worker().pid()), tested.figures()));
  }

  /** The first size has the compilers busy for most of the time; the others share its code. */
  private void warmUp(WorkerUnderTest tested, Plan plan, Iterable<SizedImages> sizes)
      throws IOException, InterruptedException {
    int most = plan.warmUp();
    for (SizedImages images : sizes) {
      progress.accept("warming up with images of " + images.size());
      int done = tested.warmUp(images, most);
      progress.accept("warm after %d images".formatted(done));
      most = Math.min(plan.warmUp(), plan.perBatch());
    }
  }

  /** While another process runs the bare model, the worker has nothing to do. */
  private static double idleShare(WorkerUnderTest tested, BareInference bare)
      throws IOException, InterruptedException {
    Duration before = CpuTime.of(tested.worker().pid());
    long begun = System.nanoTime();
    bare.millis();
    bare.millis();
    Duration cpu = CpuTime.of(tested.worker().pid()).minus(before);
    return cpu.toNanos() / (double) (System.nanoTime() - begun);
  }

  private void serve(Path file, RunningNevus nevus) throws IOException, InterruptedException {
    byte[] model = Files.readAllBytes(file);
    try (ModelShelf shelf = ModelShelf.open(nevus, clock)) {
      BroughtModel said = new BroughtModel(Optional.empty(), Optional.empty());
      ModelId id = shelf.add(model, ModelCheck.DEFAULT.check(model), said).model();
      shelf.decide().force(id, "bench", "bench worker");
    } catch (BadModelException e) {
      throw new IOException(file + " cannot serve: " + e.getMessage(), e);
    }
  }

  private Champion champion(RunningNevus nevus, Precision precision) throws IOException {
    try (ModelShelf shelf = ModelShelf.open(nevus, clock)) {
      ModelId id =
          shelf.registry().champion().orElseThrow(() -> new IOException("no model serves")).model();
      Path file = installation.data().resolve("bare.onnx");
      byte[] served = precision == Precision.F32 ? shelf.file(id) : shelf.served(id);
      if (precision == Precision.INT8 && shelf.registry().manifest(id).serves() != Precision.INT8) {
        throw new IOException("the model " + id + " does not serve in 8 bits");
      }
      Files.write(file, served);
      return new Champion(id, file);
    }
  }
}
