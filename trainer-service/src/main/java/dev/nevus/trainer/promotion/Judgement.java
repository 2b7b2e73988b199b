package dev.nevus.trainer.promotion;

import java.util.List;

/** What the gate says of a candidate. */
public sealed interface Judgement {
  /** The figures that it was judged by. */
  GateScores scores();

  /** Of a promotion every rule that was looked at, of a refusal every one that was broken. */
  List<Reason> reasons();

  /** It replaces the champion. */
  record Promote(GateScores scores, List<Reason> reasons) implements Judgement {
    public Promote {
      reasons = List.copyOf(reasons);
    }
  }

  /** The champion stays. */
  record Refuse(GateScores scores, List<Reason> reasons) implements Judgement {
    public Refuse {
      reasons = List.copyOf(reasons);
    }
  }
}
