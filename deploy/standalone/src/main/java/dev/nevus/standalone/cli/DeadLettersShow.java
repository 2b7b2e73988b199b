package dev.nevus.standalone.cli;

import dev.nevus.deadletter.Letter;
import dev.nevus.deadletter.LetterDesk;
import dev.nevus.deadletter.Letters;
import dev.nevus.event.Origin;
import dev.nevus.standalone.letters.AboutLetter;
import dev.nevus.standalone.letters.LetterOffice;
import dev.nevus.standalone.letters.LetterSheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one dead letter. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what is known of a dead letter, what was decided on it, and what to do about it.",
      "What its sender said of the patient is left out unless --patient-data asks for it."
    })
final class DeadLettersShow implements Callable<Integer> {
  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "ID", description = "As list shows it.")
  private @Nullable Origin id;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Writes the bytes that were sent to this file, too.")
  private @Nullable Path out;

  @Option(
      names = "--patient-data",
      description = "Shows the pseudonyms of patient and lesion and the body site, too.")
  private boolean patientData;

  DeadLettersShow(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Origin wanted = Objects.requireNonNull(id);
    try (LetterOffice office = place.letters(common)) {
      Letters letters = office.letters(Optional.empty());
      Optional<Letter> letter = letters.find(wanted);
      if (letter.isEmpty()) {
        ToldAnswers told = new ToldAnswers(place.console(), common.wantsJson());
        told.unknown(wanted);
        return told.exitCode();
      }
      LetterDesk desk = office.desk();
      AboutLetter about = office.about(desk);
      LetterSheet sheet =
          LetterSheet.of(
              letter.get(),
              letters,
              about.known(
                  letter.get(),
                  patientData ? AboutLetter.Patients.TOLD : AboutLetter.Patients.LEFT_OUT));
      if (common.wantsJson()) {
        place.console().fact(sheet);
      } else {
        sheet.lines().forEach(place.console()::result);
      }
      return out == null ? 0 : write(about.bytes(letter.get()), out);
    }
  }

  private int write(Optional<byte[]> bytes, Path file) throws IOException {
    if (bytes.isEmpty()) {
      place.console().progress("there are no bytes: neither the store nor the log has them");
      return 1;
    }
    Files.write(file, bytes.get());
    place.console().progress("%d bytes written to %s".formatted(bytes.get().length, file));
    return 0;
  }
}
