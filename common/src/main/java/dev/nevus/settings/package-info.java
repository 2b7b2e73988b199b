/** Settings: read once from the environment, valid or refused with every problem named. */
@NullMarked
package dev.nevus.settings;

import org.jspecify.annotations.NullMarked;
