package dev.nevus.trainer.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nevus.event.ImageMetadata;
import dev.nevus.image.ImageId;
import dev.nevus.label.Side;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How sides are drawn, fixed when the ledger is founded. Safe for many threads.
 *
 * @param key 256 random bits as 64 lower-case hex digits; whoever has them can guess pseudonyms
 * @param shares of the groups
 * @param at when the ledger was founded
 */
record Constitution(String key, Shares shares, Instant at) {
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
  private static final int KEY_BYTES = 32;
  private static final String HMAC = "HmacSHA256";

  Constitution {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("not a key (64 lower-case hex digits)");
    }
  }

  /** A new one, with a key of its own. */
  static Constitution found(Shares shares, Instant at) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return new Constitution(HexFormat.of().formatHex(key), shares, at);
  }

  /** Whose image it is. */
  Group group(ImageId image, ImageMetadata metadata) {
    Optional<String> lesion = metadata.lesion().map(name -> hash("lesion:" + name));
    return metadata
        .patient()
        .map(name -> new Group(hash("patient:" + name), lesion))
        .orElseGet(
            () -> new Group(lesion.orElseGet(() -> hash("image:" + image)), Optional.empty()));
  }

  /** Where a group without kin goes. */
  Side draw(Group group) {
    return shares.draw(group);
  }

  private String hash(String name) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), HMAC));
      return HexFormat.of().formatHex(mac.doFinal(name.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform must have " + HMAC, e);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Constitution[" + shares + ", " + at + "]";
  }
}
