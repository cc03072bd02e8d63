package busway.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskLoaderTest {

  private final TaskLoader loader = new TaskLoader(getClass().getClassLoader());

  @Test
  void makesATaskWithOrWithoutConfig() {
    assertThat(load(SampleTasks.Echo.class.getName(), Map.of()))
        .isInstanceOf(SampleTasks.Echo.class);
    assertThat(load(SampleTasks.Choosy.class.getName(), Map.of("size", 1)))
        .isInstanceOf(SampleTasks.Choosy.class);
  }

  @Test
  void refusesAClassThatIsNotThere() {
    refuses("com.example.Nowhere", "a class on the class path");
  }

  @Test
  void refusesAClassThatIsNoTask() {
    refuses("java.lang.String", "a class that implements busway.worker.Task");
  }

  @Test
  void refusesAClassThatCannotBeMade() {
    refuses(SampleTasks.Hidden.class.getName(), "a public class that is not abstract");
    refuses(Task.class.getName(), "a public class that is not abstract");
    refuses(
        SampleTasks.Unmakeable.class.getName(),
        "a public constructor without parameters or with one JsonObject");
  }

  @Test
  void saysWhatTheConstructorSaid() {
    String main = SampleTasks.Choosy.class.getName();
    assertThatThrownBy(() -> load(main, Map.of("directory", "nowhere")))
        .hasMessage(
            "workers.tasks.some.address.main: "
                + main
                + " failed to start: directory: nowhere (expected: a directory)");
  }

  @Test
  void refusesConfigThatTheTaskWouldNotRead() {
    String main = SampleTasks.Echo.class.getName();
    assertThatThrownBy(() -> load(main, Map.of("size", 1)))
        .hasMessage(
            "workers.tasks.some.address.config: {size=1} (expected: nothing; "
                + main
                + " takes no config)");
  }

  private void refuses(String main, String expected) {
    assertThatThrownBy(() -> load(main, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("workers.tasks.some.address.main: " + main + " (expected: " + expected + ")");
  }

  private Task load(String main, Map<String, Object> config) {
    return loader.load("some.address", new TaskConfig(main, "pool", Duration.ofSeconds(1), config));
  }
}
