package dev.nevus.ingest.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * What is served where; the OpenAPI document lists the same.
 *
 * @param method of HTTP
 * @param path with {@code {parameters}}
 * @param handler what happens
 */
record Route(HandlerType method, String path, Handler handler) {
  static Route get(String path, Handler handler) {
    return new Route(HandlerType.GET, path, handler);
  }

  static Route put(String path, Handler handler) {
    return new Route(HandlerType.PUT, path, handler);
  }

  static Route delete(String path, Handler handler) {
    return new Route(HandlerType.DELETE, path, handler);
  }

  static Route post(String path, Handler handler) {
    return new Route(HandlerType.POST, path, handler);
  }
}
