package dev.nevus.image;

/**
 * Carries a {@link Refusal} through code that can only return a result. Never worth a retry with
 * the same bytes.
 */
public final class RefusedException extends Exception {
  private final transient Refusal refusal;

  public RefusedException(Refusal refusal) {
    super(refusal.code().id() + ": " + refusal.detail());
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
