package dev.nevus.store.s3;

import io.minio.MinioClient;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Sets up the client of the S3 API: its connections, threads and timeouts. */
final class S3Client {
  private static final int MOST_IDLE_CONNECTIONS = 16;

  private S3Client() {}

  /** Connects at first use. */
  static MinioClient to(S3Config config) {
    return MinioClient.builder()
        .endpoint(config.endpoint().toString())
        .credentials(config.accessKey(), config.secretKey())
        .region(config.region())
        .httpClient(http(config), true)
        .build();
  }

  /** Each call runs in its caller's thread, which waits for it anyway. */
  private static OkHttpClient http(S3Config config) {
    Dispatcher calls = new Dispatcher(new CallersThread());
    calls.setMaxRequests(Integer.MAX_VALUE);
    calls.setMaxRequestsPerHost(Integer.MAX_VALUE);
    return new OkHttpClient.Builder()
        .dispatcher(calls)
        .connectionPool(new ConnectionPool(MOST_IDLE_CONNECTIONS, 5, TimeUnit.MINUTES))
        .connectTimeout(config.connectTimeout())
        .readTimeout(config.ioTimeout())
        .writeTimeout(config.ioTimeout())
        .protocols(List.of(Protocol.HTTP_1_1))
        .build();
  }
}
