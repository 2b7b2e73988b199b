package dev.nevus.standalone.bench.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process says at {@code /metrics}, at one moment. Immutable. */
public final class Figures {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([^ ]+)(?: [0-9]+)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z0-9_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final List<Figure> figures;

  private Figures(List<Figure> figures) {
    this.figures = List.copyOf(figures);
  }

  private record Figure(String name, Map<String, String> labels, double value) {}

  /**
   * Asks a process.
   *
   * @param address of its ops port, for example {@code http://127.0.0.1:8081}
   */
  public static Figures at(URI address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/metrics")).timeout(PATIENCE).build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(address + "/metrics answers " + answer.statusCode());
    }
    return parse(answer.body());
  }

  /** Of a text in Prometheus's form; lines that are no figures are left out. */
  public static Figures parse(String text) {
    List<Figure> figures = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        String labels = matcher.group(2) == null ? "" : matcher.group(2);
        figures.add(new Figure(matcher.group(1), labels(labels), value(matcher.group(3))));
      }
    }
    return new Figures(figures);
  }

  /** The sum over all figures of this name; 0 where there are none. */
  public double sum(String name) {
    return figures.stream().filter(f -> f.name().equals(name)).mapToDouble(Figure::value).sum();
  }

  /** The sum over those with this label too; 0 where there are none. */
  public double sum(String name, String label, String value) {
    return by(name, label).getOrDefault(value, 0.0);
  }

  /** The sums over all figures of this name by the values of a label, in their order. */
  public Map<String, Double> by(String name, String label) {
    Map<String, Double> sums = new TreeMap<>();
    for (Figure figure : figures) {
      String value = figure.labels().get(label);
      if (figure.name().equals(name) && value != null) {
        sums.merge(value, figure.value(), Double::sum);
      }
    }
    return sums;
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher matcher = LABEL.matcher(text);
    while (matcher.find()) {
      labels.put(matcher.group(1), matcher.group(2));
    }
    return labels;
  }

  private static double value(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
