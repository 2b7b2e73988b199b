package dev.nevus.killpoint;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.concurrent.CountDownLatch;

/** How a process ends, or one of its threads. */
public enum Ending {
  /** By SIGKILL: nothing is flushed, closed or told. */
  KILL {
    @Override
    void happen() {
      try {
        new ProcessBuilder("kill", "-KILL", Long.toString(ProcessHandle.current().pid())).start();
      } catch (IOException e) {
        throw new IllegalStateException("this process could not kill itself", e);
      }
      // Not a step further while the signal is on its way.
      HANG.happen();
    }
  },
  /** As native code ends a process that reads where nothing is. */
  CRASH {
    @Override
    void happen() {
      try {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field field = type.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("this process could not crash", e);
      }
    }
  },
  /** No memory for what is wanted; the process lives on. */
  MEMORY {
    @Override
    void happen() {
      long[] beyond = new long[(int) (Runtime.getRuntime().maxMemory() / Long.BYTES) + 1];
      throw new IllegalStateException("there was room for " + beyond.length);
    }
  },
  /** Nothing more ever happens in this thread, until it is interrupted. */
  HANG {
    @Override
    void happen() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  };

  abstract void happen();
}
