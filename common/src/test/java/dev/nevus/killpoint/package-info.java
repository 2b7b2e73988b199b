/**
 * Processes that end in mid-work, at a named point: the ports, decorated. Only tests have these
 * classes on their class path.
 */
@org.jspecify.annotations.NullMarked
package dev.nevus.killpoint;
