package dev.nevus.standalone;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Stands in for a service: listens where it is told to, and answers with one variable of its
 * environment.
 */
final class ScriptedService {
  private ScriptedService() {}

  /**
   * Arguments: none. The path asked for is the variable's name; {@code /exit/N} ends the process
   * with that code.
   */
  public static void main(String[] arguments) throws Exception {
    if (Boolean.parseBoolean(System.getenv("SERVICE_IS_BROKEN"))) {
      throw new IllegalStateException("broken on purpose");
    }
    int port = Integer.parseInt(System.getenv().getOrDefault("SERVICE_PORT", "0"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          String asked = exchange.getRequestURI().getPath().substring(1);
          if (asked.startsWith("exit/")) {
            Runtime.getRuntime().halt(Integer.parseInt(asked.substring("exit/".length())));
          }
          byte[] answer = String.valueOf(System.getenv(asked)).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    System.out.println("READY http://127.0.0.1:" + server.getAddress().getPort());
  }
}
