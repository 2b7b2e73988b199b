package dev.nevus.trainer.renewal;

import dev.nevus.eventlog.DeadLetters;
import dev.nevus.eventlog.Duty;
import dev.nevus.eventlog.EventDecoder;
import dev.nevus.eventlog.RecordSubscription;
import dev.nevus.eventlog.Topic;
import dev.nevus.label.LabelBook;
import dev.nevus.trainer.ledger.SplitLedger;
import dev.nevus.trainer.quantization.MakeSecondFile;
import dev.nevus.trainer.report.TrainingGauges;
import dev.nevus.trainer.training.NativeBackend;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Puts the parts of the trainer's duty together. */
public final class TrainerDuty {
  private final Desk desk;
  private final TrainerPlan plan;
  private final Judging judging;
  private final Path folder;
  private final NativeBackend backend;
  private final Figures figures;
  private final MeterRegistry registry;

  /** What is told of the duty. */
  private record Figures(RenewalFigures renewal, TrainingGauges training) {}

  /**
   * @param folder for copies of images and the files of runs
   * @param meters get the trainer's figures
   */
  public TrainerDuty(
      Desk desk,
      TrainerPlan plan,
      Judging judging,
      Path folder,
      NativeBackend backend,
      Meters meters) {
    this.desk = desk;
    this.plan = plan;
    this.judging = judging;
    this.folder = folder;
    this.backend = backend;
    this.registry = meters.registry();
    this.figures =
        new Figures(
            new RenewalFigures(meters.registry(), meters.onDuty()),
            new TrainingGauges(meters.registry()));
  }

  /** Where figures go, and whether this process has the duty now. */
  public record Meters(MeterRegistry registry, BooleanSupplier onDuty) {}

  /**
   * The work of the one on duty. What it knows is read anew each time the duty begins: another
   * process may have had it meanwhile.
   *
   * @param subscribe opens a subscription to a topic, as one of the trainers' group
   */
  public Duty.Work work(EventDecoder decoder, Function<Topic, RecordSubscription> subscribe) {
    return () -> {
      Bell bell = new Bell();
      CollectedLabels labels = new CollectedLabels(desk.store());
      TakeIn takeIn =
          new TakeIn(
              decoder,
              labels,
              desk.trainings(),
              new DeadLetters(desk.store(), desk.log(), desk.clock(), registry),
              bell);
      new OnDuty(opened(labels), bell, takeIn, subscribe).perform();
    };
  }

  private Renewal opened(CollectedLabels labels) throws InterruptedException {
    try {
      return Patience.with(() -> renewal(labels));
    } catch (IOException e) {
      throw new UncheckedIOException("the trainer cannot begin: look at the cause", e);
    }
  }

  Renewal renewal(CollectedLabels labels) throws IOException {
    LocalImages images = new LocalImages(desk.store(), folder);
    KnownLabels known = new KnownLabels(desk);
    TakeSnapshot snapshot = snapshot(images);
    JudgeCandidate judge = new JudgeCandidate(desk, images, judging.form(), judging.policy());
    return new Renewal(
        desk,
        new Renewal.Tools(
            labels,
            new AnswerRequest(
                desk, new Attempts(desk, plan.limits().attempts()), labels, snapshot, judge),
            new ConsiderTraining(
                desk,
                plan.trigger(),
                new ConsiderTraining.Labels(labels, known),
                snapshot,
                new BeginTraining(desk, plan, judging.policy()),
                figures.renewal()),
            new RunTraining(
                desk,
                new Attempts(desk, plan.limits().attempts()),
                new FetchMaterial(
                    known,
                    images,
                    judging.policy().fewestImages(),
                    Runtime.getRuntime().maxMemory()),
                new LearnModel(
                    desk, folder.resolve("runs"), plan.limits().time(), figures.training()),
                new MakeCandidate(
                    desk,
                    judging.form(),
                    new MakeSecondFile(judging.second(), judging.form(), Several.AT_ONCE),
                    backend),
                judge),
            new TellTraining(desk, figures.renewal())));
  }

  private TakeSnapshot snapshot(LocalImages images) throws IOException {
    return new TakeSnapshot(
        desk.store(),
        new LabelsInForce(new LabelBook(desk.store(), desk.clock())),
        plan.labels(),
        SplitLedger.open(desk.store(), desk.clock(), plan.shares()),
        images,
        figures.renewal());
  }
}
