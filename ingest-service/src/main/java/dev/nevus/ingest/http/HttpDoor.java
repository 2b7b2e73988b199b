package dev.nevus.ingest.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** The HTTP server. Closing it refuses new requests and finishes those under way, within limits. */
public final class HttpDoor implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration CLOSE = Duration.ofSeconds(20);

  private final Javalin server;
  private final String host;

  private HttpDoor(Javalin server, String host) {
    this.server = server;
    this.host = host;
  }

  /** Starts to listen. */
  public static HttpDoor open(HttpConfig config, Api api) {
    Javalin server = Javalin.create(javalin -> configure(javalin, config, api.routes())).start();
    return new HttpDoor(server, config.host());
  }

  /** Where it listens, for example {@code http://127.0.0.1:8080}. */
  public String address() {
    return "http://" + host + ":" + server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static void configure(JavalinConfig javalin, HttpConfig config, List<Route> routes) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.http.prefer405over404 = true;
    javalin.jetty.modifyServer(HttpDoor::finishRequestsOnStop);
    javalin.jetty.addConnector((server, http) -> connector(server, http, config));
    javalin.routes.before(
        ctx ->
            ctx.header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", "default-src 'none'"));
    for (Route route : routes) {
      javalin.routes.addHttpHandler(route.method(), route.path(), route.handler());
    }
    Problems.register(javalin.routes);
  }

  private static void finishRequestsOnStop(Server server) {
    server.setHandler(new GracefulHandler());
    server.setStopTimeout(CLOSE.toMillis());
  }

  private static Connector connector(Server server, HttpConfiguration http, HttpConfig config) {
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setIdleTimeout(IDLE.toMillis());
    return connector;
  }
}
