package dev.nevus.ingest.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server. Closing it refuses new requests and finishes those under way, within limits. */
public final class HttpDoor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration CLOSE = Duration.ofSeconds(20);

  private final Javalin server;
  private final GracefulHandler requests;
  private final String host;

  private HttpDoor(Javalin server, GracefulHandler requests, String host) {
    this.server = server;
    this.requests = requests;
    this.host = host;
  }

  /** Starts to listen. */
  public static HttpDoor open(HttpConfig config, Api api) {
    GracefulHandler requests = new GracefulHandler();
    Javalin server = Javalin.create(javalin -> configure(javalin, config, api, requests));
    return new HttpDoor(server.start(), requests, config.host());
  }

  /** Where it listens, for example {@code http://127.0.0.1:8080}. */
  public String address() {
    return "http://" + host + ":" + server.port();
  }

  @Override
  public void close() {
    // Jetty's own stop would cut off bodies that are still arriving, so they are awaited before it.
    try {
      requests.shutdown().get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("Requests were cut off: their senders were told nothing and will send them again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop();
  }

  private static void configure(
      JavalinConfig javalin, HttpConfig config, Api api, GracefulHandler requests) {
    Problems problems = new Problems(api.registry());
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.http.prefer405over404 = true;
    PacedBodies bodies = new PacedBodies(config.pace());
    bodies.setHandler(new LingeringClose());
    requests.setHandler(bodies);
    javalin.jetty.modifyServer(
        server -> {
          server.setHandler(requests);
          server.setErrorHandler(new JettyProblems(problems));
          // A connection that says nothing costs a descriptor: there are not endlessly many.
          server.addBean(new NetworkConnectionLimit(config.connections(), server));
        });
    javalin.jetty.addConnector((server, http) -> connector(server, http, config));
    javalin.routes.before(
        ctx ->
            ctx.header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", "default-src 'none'"));
    for (Route route : api.routes()) {
      javalin.routes.addHttpHandler(route.method(), route.path(), route.handler());
      if (route.method().equals(HandlerType.GET)) {
        // Left alone, Javalin answers 200 to a HEAD of anything; Jetty leaves the body out.
        javalin.routes.addHttpHandler(HandlerType.HEAD, route.path(), route.handler());
      }
    }
    problems.register(javalin.routes);
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
