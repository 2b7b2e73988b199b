package dev.nevus.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.nevus.event.EventJson;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command says: results on one stream, for programs too, and progress on the other, for
 * people. Safe for many threads.
 */
public final class Console {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

  private final PrintStream results;
  private final PrintStream progress;

  public Console(PrintStream results, PrintStream progress) {
    this.results = results;
    this.progress = progress;
  }

  /** One line of result. */
  public void result(String line) {
    results.println(line);
    results.flush();
  }

  /** A result as JSON, on one line. */
  public void json(Object value) {
    try {
      result(JSON.writeValueAsString(value));
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException("not to be written as JSON: " + value.getClass(), wrong);
    }
  }

  /** A record of Nevus as JSON in the form that it has on the log and in the store, on one line. */
  public void fact(Object fact) {
    result(new String(EventJson.toJson(fact), StandardCharsets.UTF_8));
  }

  /** A line about how it goes, never part of the result. */
  public void progress(String line) {
    progress.println(line);
  }
}
