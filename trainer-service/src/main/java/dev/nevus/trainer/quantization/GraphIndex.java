package dev.nevus.trainer.quantization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;

/** Who makes and who reads which value of a graph. Immutable. */
final class GraphIndex {
  private final Map<String, TensorProto> tensors = new HashMap<>();
  private final Map<String, NodeProto> makers = new HashMap<>();
  private final Map<String, List<NodeProto>> readers = new HashMap<>();
  private final Set<String> outputs = new HashSet<>();

  GraphIndex(GraphProto graph) {
    graph.getInitializerList().forEach(tensor -> tensors.put(tensor.getName(), tensor));
    graph.getOutputList().stream().map(ValueInfoProto::getName).forEach(outputs::add);
    for (NodeProto node : graph.getNodeList()) {
      node.getOutputList().forEach(value -> makers.put(value, node));
      for (String value : node.getInputList()) {
        readers.computeIfAbsent(value, none -> new ArrayList<>()).add(node);
      }
    }
  }

  /** The constant of this name. */
  Optional<TensorProto> tensor(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /** The node that makes a value. */
  Optional<NodeProto> maker(String value, String operator) {
    return Optional.ofNullable(makers.get(value)).filter(node -> is(node, operator));
  }

  /** The one node that reads what another one makes, if it is of this operator. */
  Optional<NodeProto> onlyReader(NodeProto node, String operator) {
    String value = node.getOutput(0);
    List<NodeProto> all = readers.getOrDefault(value, List.of());
    return all.size() == 1 && is(all.get(0), operator) && !outputs.contains(value)
        ? Optional.of(all.get(0))
        : Optional.empty();
  }

  static boolean is(NodeProto node, String operator) {
    return node.getOpType().equals(operator);
  }

  static Optional<AttributeProto> attribute(NodeProto node, String name) {
    return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst();
  }

  /** Whether an attribute has these whole numbers. */
  static boolean has(NodeProto node, String name, List<Long> values) {
    return attribute(node, name).filter(a -> a.getIntsList().equals(values)).isPresent();
  }

  /**
   * The graph without the nodes and constants that its outputs do not need.
   *
   * @param graph its nodes in the order in which they run
   */
  static GraphProto pruned(GraphProto graph) {
    Set<String> needed = new HashSet<>();
    graph.getOutputList().forEach(output -> needed.add(output.getName()));
    List<NodeProto> kept = new ArrayList<>();
    for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
      NodeProto node = graph.getNode(i);
      if (node.getOutputList().stream().anyMatch(needed::contains)) {
        needed.addAll(node.getInputList());
        kept.add(0, node);
      }
    }
    GraphProto.Builder pruned = graph.toBuilder().clearNode().clearInitializer().addAllNode(kept);
    graph.getInitializerList().stream()
        .filter(tensor -> needed.contains(tensor.getName()))
        .forEach(pruned::addInitializer);
    return pruned.build();
  }
}
