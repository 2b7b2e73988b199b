/**
 * Steps [3] to [4] of the data path: takes stored images, makes masks, announces them. Start
 * reading at {@link dev.nevus.worker.Main}.
 */
@NullMarked
package dev.nevus.worker;

import org.jspecify.annotations.NullMarked;
