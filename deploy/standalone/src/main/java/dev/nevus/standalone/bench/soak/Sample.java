package dev.nevus.standalone.bench.soak;

import dev.nevus.standalone.bench.process.Figures;
import dev.nevus.standalone.bench.process.Resources;
import java.io.IOException;
import java.net.URI;

/**
 * What a worker's process holds at a moment.
 *
 * @param residentBytes memory that is really there
 * @param nativeBytes resident without what Java's heap has committed
 * @param threads of the operating system
 * @param openFiles file handles, sockets too
 */
record Sample(long residentBytes, long nativeBytes, long threads, long openFiles) {
  static Sample of(long pid, URI address) throws IOException, InterruptedException {
    double heap = Figures.at(address).sum("jvm_memory_committed_bytes", "area", "heap");
    Resources now = Resources.of(pid);
    return new Sample(
        now.residentBytes(), now.residentBytes() - (long) heap, now.threads(), now.openFiles());
  }
}
