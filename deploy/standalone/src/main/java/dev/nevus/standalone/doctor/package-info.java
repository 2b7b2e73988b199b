/**
 * Whether this machine has what Nevus needs. Looking is kept apart from judging, so that every
 * judgement has a test.
 */
@NullMarked
package dev.nevus.standalone.doctor;

import org.jspecify.annotations.NullMarked;
