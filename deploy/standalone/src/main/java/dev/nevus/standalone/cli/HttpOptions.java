package dev.nevus.standalone.cli;

import dev.nevus.standalone.client.HttpApi;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the HTTP interface of a running Nevus is. */
final class HttpOptions {
  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      description = "http://host:port; by default the Nevus on the data folder.")
  private @Nullable URI to;

  HttpApi open(Workplace place, CommonOptions common) throws IOException {
    return place.http(common, Optional.ofNullable(to));
  }
}
