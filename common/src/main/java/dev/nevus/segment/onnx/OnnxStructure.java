package dev.nevus.segment.onnx;

import dev.nevus.segment.onnx.BadModelException.Code;
import java.util.HashMap;
import java.util.Map;

/**
 * What an ONNX file says of itself, read without the engine and before it: the engine opens
 * whatever other file a tensor names, relative to wherever the process runs, or reads at an address
 * in its own memory if the tensor says so.
 *
 * @param irVersion version of the file format
 * @param producer the program that wrote it, as it calls itself; empty if it does not
 * @param operatorSets operator domain to its version
 * @param nodes how many operators the graph and its parts apply
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 */
public record OnnxStructure(
    long irVersion, String producer, Map<String, Long> operatorSets, int nodes) {

  public OnnxStructure {
    operatorSets = Map.copyOf(operatorSets);
  }

  /**
   * Reads a file's structure.
   *
   * @param file all its bytes; not changed
   * @throws BadModelException if it is no ONNX file, or a tensor anywhere in it has its numbers
   *     outside the file or numbers that are not finite
   */
  public static OnnxStructure of(byte[] file) throws BadModelException {
    OtherFormat.refuse(file);
    Reader reader = new Reader();
    reader.read(Part.MODEL, WireMessage.of(file));
    return reader.structure();
  }

  /** The messages of onnx.proto in which a tensor can lie, however deep. */
  private enum Part {
    MODEL,
    TRAINING,
    FUNCTION,
    GRAPH,
    NODE,
    ATTRIBUTE,
    SPARSE_TENSOR,
    TENSOR,
    OPERATOR_SET
  }

  /** Which of them lies in which field of which. */
  private static final Map<Part, Map<Integer, Part>> NESTED =
      Map.of(
          Part.MODEL,
          Map.of(7, Part.GRAPH, 8, Part.OPERATOR_SET, 20, Part.TRAINING, 25, Part.FUNCTION),
          Part.TRAINING,
          Map.of(1, Part.GRAPH, 2, Part.GRAPH),
          Part.FUNCTION,
          Map.of(7, Part.NODE, 11, Part.ATTRIBUTE),
          Part.GRAPH,
          Map.of(1, Part.NODE, 5, Part.TENSOR, 15, Part.SPARSE_TENSOR),
          Part.NODE,
          Map.of(5, Part.ATTRIBUTE),
          Part.ATTRIBUTE,
          Map.of(
              5, Part.TENSOR,
              6, Part.GRAPH,
              10, Part.TENSOR,
              11, Part.GRAPH,
              22, Part.SPARSE_TENSOR,
              23, Part.SPARSE_TENSOR),
          Part.SPARSE_TENSOR,
          Map.of(1, Part.TENSOR, 2, Part.TENSOR));

  /** Collects while it descends. Recursion is bounded by {@link WireMessage#MAX_DEPTH}. */
  private static final class Reader {
    private static final int MOST_NAMES = 200;

    private long irVersion;
    private String producer = "";
    private String producerVersion = "";
    private boolean hasGraph;
    private int nodes;
    private final Map<String, Long> operatorSets = new HashMap<>();

    void read(Part part, WireMessage message) throws BadModelException {
      if (part == Part.TENSOR) {
        StoredTensor.check(message);
        return;
      }
      if (part == Part.OPERATOR_SET) {
        readOperatorSet(message);
        return;
      }
      nodes += part == Part.NODE ? 1 : 0;
      hasGraph |= part == Part.GRAPH;
      Map<Integer, Part> nested = NESTED.getOrDefault(part, Map.of());
      while (message.next()) {
        Part inner = nested.get(message.field());
        if (inner != null && message.isNested()) {
          read(inner, message.message());
        } else if (part == Part.MODEL) {
          readModel(message);
        }
      }
    }

    private void readModel(WireMessage model) {
      if (model.field() == 1 && model.isNumber()) {
        irVersion = model.number();
      } else if (model.field() == 2 && model.isNested()) {
        producer = model.text();
      } else if (model.field() == 3 && model.isNested()) {
        producerVersion = model.text();
      }
    }

    private void readOperatorSet(WireMessage set) throws BadModelException {
      String domain = "";
      long version = 0;
      while (set.next()) {
        if (set.field() == 1 && set.isNested()) {
          domain = set.text();
        } else if (set.field() == 2 && set.isNumber()) {
          version = set.number();
        }
      }
      if (operatorSets.size() < MOST_NAMES) {
        operatorSets.put(domain.isEmpty() ? "ai.onnx" : domain, version);
      }
    }

    OnnxStructure structure() throws BadModelException {
      if (!hasGraph) {
        throw new BadModelException(
            Code.NOT_ONNX,
            "the file is no ONNX model: there is no graph in it; export the net anew");
      }
      String by = (producer + " " + producerVersion).strip();
      return new OnnxStructure(irVersion, by, operatorSets, nodes);
    }
  }
}
