package dev.nevus.eventlog.kafka;

import dev.nevus.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How to reach the brokers.
 *
 * @param bootstrap host:port, comma separated
 * @param security further client properties, for example TLS and SASL; hidden in {@link
 *     #toString()}
 * @param publishTimeout how long an event may wait for its acknowledgement
 */
public record KafkaConfig(String bootstrap, Map<String, String> security, Duration publishTimeout) {
  private static final String[][] SECURITY = {
    {
      "NEVUS_KAFKA_SECURITY_PROTOCOL",
      "security.protocol",
      "PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL"
    },
    {"NEVUS_KAFKA_SASL_MECHANISM", "sasl.mechanism", "for example SCRAM-SHA-512; empty for none"},
    {"NEVUS_KAFKA_SASL_JAAS_CONFIG", "sasl.jaas.config", "login of the client; empty for none"},
    {
      "NEVUS_KAFKA_TRUSTSTORE",
      "ssl.truststore.location",
      "file with the brokers' certificates; empty for none"
    },
    {
      "NEVUS_KAFKA_TRUSTSTORE_TYPE",
      "ssl.truststore.type",
      "PEM, JKS or PKCS12; empty for the client's default"
    },
  };

  public KafkaConfig {
    security = Map.copyOf(security);
  }

  /** Reads the keys {@code NEVUS_KAFKA_*}. */
  public static KafkaConfig from(Settings settings) {
    String bootstrap =
        settings.text("NEVUS_KAFKA_BOOTSTRAP", "127.0.0.1:9092", "brokers, host:port,...");
    Map<String, String> security = new HashMap<>();
    for (String[] setting : SECURITY) {
      String value = settings.text(setting[0], "", setting[2]);
      if (!value.isEmpty()) {
        security.put(setting[1], value);
      }
    }
    Duration timeout =
        settings.duration(
            "NEVUS_KAFKA_PUBLISH_TIMEOUT",
            Duration.ofSeconds(20),
            "patience for an acknowledgement");
    return new KafkaConfig(bootstrap, security, timeout);
  }

  /** Brokers without security, for the embedded broker and for tests. */
  public static KafkaConfig plain(String bootstrap) {
    return new KafkaConfig(bootstrap, Map.of(), Duration.ofSeconds(20));
  }

  /** Properties that every client shares, with {@code more} on top. */
  Map<String, Object> client(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(security);
    properties.put("bootstrap.servers", bootstrap);
    properties.putAll(more);
    return properties;
  }

  @Override
  public String toString() {
    return "KafkaConfig[" + bootstrap + "]";
  }
}
