package dev.nevus.trainer.ledger;

import dev.nevus.image.ImageId;
import dev.nevus.label.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rule. An image follows its kin: those of its group and those that look like it. Without kin
 * its side is drawn; with kin on two sides it is withheld. Images that are withheld draw nobody.
 */
final class DecideSides {
  private final Constitution constitution;
  private final Kindred assigned;
  private final Instant at;

  DecideSides(Constitution constitution, Kindred assigned, Instant at) {
    this.constitution = constitution;
    this.assigned = assigned;
    this.at = at;
  }

  /** Decides in this order, each image knowing those before it; nothing is remembered. */
  List<Assignment> decide(List<NewImage> images) {
    Kindred before = new Kindred();
    List<Assignment> decided = new ArrayList<>();
    for (NewImage image : images) {
      Group group = constitution.group(image.image(), image.metadata());
      Assignment assignment =
          decide(
              image,
              group,
              Stream.of(assigned, before)
                  .flatMap(kindred -> kindred.of(group, image.fingerprint()).stream())
                  .toList());
      before.add(assignment);
      decided.add(assignment);
    }
    return decided;
  }

  private Assignment decide(NewImage image, Group group, List<Assignment> kin) {
    Map<Side, Assignment> sides = new TreeMap<>();
    kin.stream()
        .filter(one -> one.side() != Side.WITHHELD)
        .forEach(one -> sides.putIfAbsent(one.side(), one));
    if (sides.size() > 1) {
      return assign(image, group, Side.WITHHELD, Optional.of(why(group, sides)));
    }
    Side side = sides.keySet().stream().findFirst().orElseGet(() -> constitution.draw(group));
    return assign(image, group, side, Optional.empty());
  }

  private Assignment assign(NewImage image, Group group, Side side, Optional<String> why) {
    ImageId id = image.image();
    return new Assignment(id, side, group, image.fingerprint(), at, why);
  }

  private static String why(Group group, Map<Side, Assignment> sides) {
    return sides.values().stream()
        .map(
            kin ->
                "%s, %s, is in %s"
                    .formatted(
                        kin.group().isOneWith(group)
                            ? "an image of its patient or lesion"
                            : "a near duplicate",
                        kin.image(),
                        kin.side()))
        .collect(Collectors.joining("; "));
  }
}
