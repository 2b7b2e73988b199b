package dev.nevus.trainer.report;

import dev.nevus.trainer.training.EpochReport;
import dev.nevus.trainer.training.PredictedSample;
import dev.nevus.trainer.training.StepReport;
import dev.nevus.trainer.training.TrainingLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * How far a run has come, in one line: {@code epoch 7/60 [####------] loss 0.3121, Jaccard 0.8012
 * (best 0.8123), 54.3 images/s, at most 1 h 12 min left}.
 *
 * <p>Time left counts every epoch that the plan allows, at the mean speed of this process so far,
 * validation included; a run that stalls ends earlier. Images a second are those of the running
 * epoch. Plain ASCII, whatever the terminal's encoding. Not safe for many threads.
 */
public final class ProgressBar implements TrainingLog {
  /** How the line appears. */
  public enum Style {
    /** In place, a few times a second; for a terminal that understands ANSI sequences. */
    REDRAWN,
    /** A line for each finished epoch; for files and pipes. */
    EPOCH_LINES;

    /**
     * What suits this process's stderr. Asks Linux, since {@code System.console()} looks at stdin
     * and stdout and, from Java 22 on, may be there without a terminal; elsewhere {@link
     * #EPOCH_LINES}.
     */
    public static Style detected() {
      try {
        String file = Files.readSymbolicLink(STANDARD_ERROR).toString();
        return TERMINAL.matcher(file).matches() ? REDRAWN : EPOCH_LINES;
      } catch (IOException | UnsupportedOperationException e) {
        return EPOCH_LINES;
      }
    }

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
    private static final Pattern TERMINAL = Pattern.compile("/dev/(pts/|tty|console).*");
  }

  private static final long REDRAW_NANOS = Duration.ofMillis(250).toNanos();
  private static final int CELLS = 20;

  // Without line wrap a line longer than the terminal is wide is cut, and so can still be redrawn.
  private static final String REDRAW_BEGIN = "\r\u001b[?7l";
  private static final String REDRAW_END = "\u001b[K\u001b[?7h";

  private final PrintStream out;
  private final Style style;
  private final LongSupplier nanoTime;

  private Optional<StepReport> last = Optional.empty();
  private double epochLoss;
  private double jaccard = Double.NaN;
  private double bestJaccard = Double.NaN;
  private long begun;
  private long epochBegun;
  private long drawn;
  private long stepsDone;

  /**
   * Draws nothing yet.
   *
   * @param out stays the caller's; stdout belongs to results
   * @param nanoTime like {@link System#nanoTime}
   */
  public ProgressBar(PrintStream out, Style style, LongSupplier nanoTime) {
    this.out = out;
    this.style = style;
    this.nanoTime = nanoTime;
  }

  @Override
  public void started(int epochsDone) {
    begun = nanoTime.getAsLong();
    epochBegun = begun;
    drawn = begun - REDRAW_NANOS;
  }

  @Override
  public void step(StepReport step) {
    stepsDone++;
    double before = step.step() == 1 ? 0 : epochLoss;
    epochLoss = before + (step.loss() - before) / step.step();
    last = Optional.of(step);
    redraw();
  }

  @Override
  public void epoch(EpochReport epoch, List<PredictedSample> shown) {
    jaccard = epoch.validation().jaccard();
    if (epoch.best()) {
      bestJaccard = jaccard;
    }
    epochLoss = epoch.loss();
    if (style == Style.EPOCH_LINES) {
      last.ifPresent(step -> out.println(line(step, epoch.imagesPerSecond())));
    } else {
      last.ifPresent(step -> draw(step, epoch.imagesPerSecond()));
    }
    epochBegun = nanoTime.getAsLong();
  }

  /** Leaves the last state on a line of its own. */
  @Override
  public void close() {
    if (style == Style.REDRAWN && last.isPresent()) {
      out.println();
      out.flush();
      last = Optional.empty();
    }
  }

  private void redraw() {
    if (style == Style.REDRAWN && nanoTime.getAsLong() - drawn >= REDRAW_NANOS) {
      last.ifPresent(step -> draw(step, speed(step)));
    }
  }

  private double speed(StepReport step) {
    double seconds = Math.max(1e-9, (nanoTime.getAsLong() - epochBegun) / 1e9);
    return (double) step.step() * step.images() / seconds;
  }

  private void draw(StepReport step, double imagesPerSecond) {
    drawn = nanoTime.getAsLong();
    out.print(REDRAW_BEGIN + line(step, imagesPerSecond) + REDRAW_END);
    out.flush();
  }

  private String line(StepReport step, double imagesPerSecond) {
    int filled = (int) ((long) CELLS * step.step() / step.steps());
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "epoch %d/%d [%s%s] loss %.4f",
                step.epoch(),
                step.epochs(),
                "#".repeat(filled),
                "-".repeat(CELLS - filled),
                epochLoss));
    if (!Double.isNaN(jaccard)) {
      line.append(String.format(Locale.ROOT, ", Jaccard %.4f", jaccard));
    }
    if (!Double.isNaN(bestJaccard)) {
      line.append(String.format(Locale.ROOT, " (best %.4f)", bestJaccard));
    }
    return line.append(String.format(Locale.ROOT, ", %.1f images/s, ", imagesPerSecond))
        .append(timeLeft(step))
        .toString();
  }

  private String timeLeft(StepReport step) {
    long stepsLeft =
        (long) (step.epochs() - step.epoch()) * step.steps() + step.steps() - step.step();
    if (stepsLeft == 0) {
      return "done";
    }
    double nanosPerStep = (double) (nanoTime.getAsLong() - begun) / stepsDone;
    return "at most " + TimeSpan.ofNanos((long) (nanosPerStep * stepsLeft)) + " left";
  }
}
