@NullMarked
package dev.nevus.standalone.doctor;

import org.jspecify.annotations.NullMarked;
