package dev.nevus.training;

import dev.nevus.event.EventJson;
import dev.nevus.event.TrainingRequested;
import dev.nevus.image.RefusedException;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trainings in the object store, numbered from 1. Jobs and ends are written once; a training is
 * under way while it has no end. Safe for many threads and many processes.
 */
public final class Trainings {
  private static final Logger LOG = LoggerFactory.getLogger(Trainings.class);
  private static final String JSON = "application/json";
  private static final String JOB = "job.json";
  private static final String STATE = "state.json";
  private static final String END = "end.json";

  private final ObjectStore store;

  public Trainings(ObjectStore store) {
    this.store = store;
  }

  /**
   * Begins a training, unless there is one of this number.
   *
   * @return whether this call began it
   */
  public boolean begin(TrainingJob job) throws StoreException {
    return store.putIfAbsent(Keys.training(job.number(), JOB), EventJson.toJson(job), JSON);
  }

  /** Says how far a training is. */
  public void tell(TrainingState state) throws StoreException {
    store.put(Keys.training(state.number(), STATE), EventJson.toJson(state), JSON);
  }

  /**
   * Ends a training, unless it has an end.
   *
   * @return the end that is kept
   */
  public TrainingEnd end(TrainingEnd end) throws StoreException {
    ObjectKey key = Keys.training(end.number(), END);
    return store.putIfAbsent(key, EventJson.toJson(end), JSON)
        ? end
        : find(key, TrainingEnd.class).orElse(end);
  }

  /** All trainings, the first one first. */
  public List<Training> all() throws StoreException {
    List<Training> trainings = new ArrayList<>();
    for (ObjectKey key : store.list(Keys.trainingsPrefix())) {
      Optional<Integer> number = Keys.trainingOf(key);
      if (number.isPresent()) {
        trainings.addAll(find(number.get()).stream().toList());
      }
    }
    return trainings;
  }

  /** The training that was begun last, or empty before the first. */
  public Optional<Training> last() throws StoreException {
    Optional<Integer> last =
        store.list(Keys.trainingsPrefix()).stream()
            .flatMap(key -> Keys.trainingOf(key).stream())
            .max(Comparator.naturalOrder());
    return last.isPresent() ? find(last.get()) : Optional.empty();
  }

  /** A training, or empty where there is none of this number. */
  public Optional<Training> find(int number) throws StoreException {
    Optional<TrainingJob> job = find(Keys.training(number, JOB), TrainingJob.class);
    if (job.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Training(
            job.get(), state(number), find(Keys.training(number, END), TrainingEnd.class)));
  }

  /** Only a word on the way, and soon replaced: where it is damaged there is none. */
  private Optional<TrainingState> state(int number) throws StoreException {
    try {
      return find(Keys.training(number, STATE), TrainingState.class);
    } catch (DamagedObject e) {
      return Optional.empty();
    }
  }

  /** Keeps a request, so that it is served though its event is read once only. */
  public void keep(TrainingRequested request) throws StoreException {
    store.putIfAbsent(Keys.trainingRequest(request.request()), EventJson.toJson(request), JSON);
  }

  /** Requests that were not served yet, the oldest first; damaged ones only get a warning. */
  public List<TrainingRequested> openRequests() throws StoreException {
    Set<ObjectKey> keys = Set.copyOf(store.list(Keys.trainingRequestsPrefix()));
    List<TrainingRequested> requests = new ArrayList<>();
    for (ObjectKey key : keys) {
      Optional<String> name = Keys.trainingRequestOf(key);
      if (name.isPresent() && !keys.contains(Keys.servedRequest(name.get()))) {
        requests.addAll(request(key).stream().toList());
      }
    }
    requests.sort(Comparator.comparing(TrainingRequested::at));
    return requests;
  }

  private Optional<TrainingRequested> request(ObjectKey key) throws StoreException {
    try {
      return find(key, TrainingRequested.class);
    } catch (DamagedObject e) {
      LOG.atWarn().addKeyValue("cause", e.getMessage()).log("a request cannot be read");
      return Optional.empty();
    }
  }

  /**
   * Marks a request as served; the first answer is kept.
   *
   * @param how one line
   */
  public void serve(String request, String how) throws StoreException {
    store.putIfAbsent(Keys.servedRequest(request), EventJson.toJson(new Served(how)), JSON);
  }

  /** How a request was served. */
  record Served(String how) {}

  private <T> Optional<T> find(ObjectKey key, Class<T> type) throws StoreException {
    try {
      return Optional.of(EventJson.fromJson(store.get(key), type));
    } catch (NoSuchObject e) {
      return Optional.empty();
    } catch (RefusedException e) {
      throw new DamagedObject(key, e);
    }
  }

  @Override
  public String toString() {
    return "Trainings[" + store + "]";
  }
}
