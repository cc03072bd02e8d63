package busway.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came of the requests of one client: how often each was answered, and by which version. One
 * thread notes what is sent, another one what is answered.
 */
final class Book {

  private static final int MOST = 200_000;
  private static final Pattern ANSWER = Pattern.compile("\"address\":\"r(\\d+)\".*\"body\":(\\d+)");

  private final int[] answers = new int[MOST];
  private final int[] versions = new int[MOST];
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final List<Integer> firstOfVersion = new CopyOnWriteArrayList<>();
  private volatile int sent;
  private final AtomicInteger answered = new AtomicInteger();

  /** The numbers of the next requests begin here. */
  int sent() {
    return sent;
  }

  int answered() {
    return answered.get();
  }

  boolean full(int more) {
    return sent + more > MOST;
  }

  /** Notes that so many are sent in all, before they are. */
  void send(int all) {
    sent = all;
  }

  /** Notes a frame that came. */
  void note(String frame) {
    Matcher answer = ANSWER.matcher(frame);
    if (frame.contains("\"err\"") || !answer.find()) {
      errors.add(frame);
    } else {
      int number = Integer.parseInt(answer.group(1));
      answers[number]++;
      versions[number] = Integer.parseInt(answer.group(2));
    }
    answered.incrementAndGet();
  }

  /** What is sent from now on is answered by this version or a later one. */
  void onlyFrom(int version) {
    while (firstOfVersion.size() < version) {
      firstOfVersion.add(sent);
    }
  }

  /** What went wrong: nothing, in the best case. To be asked once all is answered. */
  List<String> faults() {
    List<String> faults = new ArrayList<>(errors);
    int oldest = 0;
    for (int i = 0; i < sent; i++) {
      if (answers[i] != 1) {
        faults.add("request " + i + " was answered " + answers[i] + " times");
      }
      while (oldest < firstOfVersion.size() && firstOfVersion.get(oldest) <= i) {
        oldest++;
      }
      if (versions[i] < oldest) {
        faults.add("request " + i + ": version " + versions[i] + ", " + oldest + " was the oldest");
      }
    }
    return faults;
  }
}
