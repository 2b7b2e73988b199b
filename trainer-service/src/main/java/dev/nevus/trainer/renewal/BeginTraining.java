package dev.nevus.trainer.renewal;

import dev.nevus.event.TrainingRequested;
import dev.nevus.label.DataSet;
import dev.nevus.label.DataSets;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.trainer.promotion.PromotionPolicy;
import dev.nevus.trainer.unet.UNetShape;
import dev.nevus.training.TrainingJob;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Begins a training: its data set, where its weights come from, its number. For one thread. */
final class BeginTraining {
  private final Desk desk;
  private final TrainerPlan plan;
  private final PromotionPolicy gate;

  BeginTraining(Desk desk, TrainerPlan plan, PromotionPolicy gate) {
    this.desk = desk;
    this.plan = plan;
    this.gate = gate;
  }

  /** What the set is too small for, one line each; nothing if a training may come of it. */
  List<String> shortcomings(DataSet set) {
    return new Needs(plan.settings().batch(), gate.fewestImages()).shortcomings(set);
  }

  /**
   * Returns once the training is durable; who runs it tells the log.
   *
   * @return empty if another process began one of this number
   */
  Optional<TrainingJob> begin(
      int number, DataSet set, String trigger, List<TrainingRequested> requests)
      throws IOException {
    String dataSet = new DataSets(desk.store()).keep(set);
    Optional<ModelId> champion = desk.registry().champion().map(Decision::model);
    Optional<UNetShape> shape = Optional.empty();
    if (plan.start() == TrainerPlan.Start.CHAMPION && champion.isPresent()) {
      shape = UNetShape.parse(desk.registry().manifest(champion.get()).architecture());
    }
    RunSettings settings = shape.map(plan.settings()::of).orElse(plan.settings());
    TrainingJob job =
        new TrainingJob(
            number,
            dataSet,
            trigger,
            requests.stream().map(TrainingRequested::request).toList(),
            shape.isPresent() ? champion : Optional.empty(),
            settings.words(),
            desk.clock().instant());
    return desk.trainings().begin(job) ? Optional.of(job) : Optional.empty();
  }
}
