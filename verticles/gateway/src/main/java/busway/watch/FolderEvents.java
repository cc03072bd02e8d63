package busway.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that the system says have changed, in the folders that it was asked about. It may fail
 * to say so: on network file systems, or when there is too much to say.
 */
final class FolderEvents implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FolderEvents.class);

  private final WatchService service;
  private final Runnable listener;
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private Set<Path> changed = new HashSet<>();

  private FolderEvents(WatchService service, Runnable listener) {
    this.service = service;
    this.listener = listener;
  }

  /**
   * Begins to listen, to nothing yet.
   *
   * @param listener is told, on a thread of its own, that {@link #take()} has something again
   */
  static FolderEvents start(Runnable listener) throws IOException {
    FolderEvents events = new FolderEvents(FileSystems.getDefault().newWatchService(), listener);
    Thread thread = new Thread(events::listen, "busway-watch-events");
    thread.setDaemon(true);
    thread.start();
    return events;
  }

  /** Listens to these folders and no others; those that are not there are left to the next call. */
  void listenTo(Set<Path> folders) {
    keys.entrySet().removeIf(entry -> outdated(entry.getKey(), entry.getValue(), folders));
    for (Path folder : folders) {
      if (!keys.containsKey(folder)) {
        register(folder);
      }
    }
  }

  private static boolean outdated(Path folder, WatchKey key, Set<Path> folders) {
    if (!folders.contains(folder)) {
      key.cancel();
    }
    return !key.isValid();
  }

  private void register(Path folder) {
    try {
      keys.put(folder, folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE));
    } catch (IOException | ClosedWatchServiceException e) {
      LOG.debug("{}: not listened to: {}", folder, e.toString());
    }
  }

  private void listen() {
    try {
      while (true) {
        tell(service.take());
      }
    } catch (ClosedWatchServiceException | InterruptedException e) {
      LOG.debug("listens no more: {}", e.toString());
    }
  }

  private void tell(WatchKey key) {
    Set<Path> named = new HashSet<>();
    for (WatchEvent<?> event : key.pollEvents()) {
      if (event.context() instanceof Path name) {
        named.add(((Path) key.watchable()).resolve(name));
      }
    }
    key.reset();
    if (add(named)) {
      listener.run();
    }
  }

  /** Adds them to those not taken yet; whether there were none. */
  private synchronized boolean add(Set<Path> named) {
    boolean first = changed.isEmpty() && !named.isEmpty();
    changed.addAll(named);
    return first;
  }

  /** What was created, written or deleted since the last call. From any thread. */
  synchronized Set<Path> take() {
    Set<Path> taken = changed;
    changed = new HashSet<>();
    return taken;
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      LOG.debug("not closed", e);
    }
  }
}
