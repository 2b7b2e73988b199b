/**
 * What people see of a training while it runs and afterwards: a progress bar, the run's history as
 * a table, curves and a page, and figures for Prometheus. Each is a {@link
 * dev.nevus.trainer.training.TrainingLog}; the trainer knows none of them.
 */
@org.jspecify.annotations.NullMarked
package dev.nevus.trainer.report;
