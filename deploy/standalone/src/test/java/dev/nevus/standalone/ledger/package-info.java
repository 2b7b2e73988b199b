@NullMarked
package dev.nevus.standalone.ledger;

import org.jspecify.annotations.NullMarked;
