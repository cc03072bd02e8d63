package busway.worker;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkersConfigTest {

  private static final PoolConfig POOL = PoolConfig.DEFAULTS;

  @Test
  void aTaskNamesAPoolThatIsThere() {
    assertThatCode(() -> new WorkersConfig(Map.of("cpu", POOL), Map.of("primes", task("cpu"))))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                new WorkersConfig(
                    Map.of("cpu", POOL, "blocking", POOL), Map.of("primes", task("cpuu"))))
        .hasMessage("tasks.primes.pool: cpuu (expected: one of [blocking, cpu])");
    assertThatThrownBy(() -> new WorkersConfig(Map.of(), Map.of("primes", task("cpu"))))
        .hasMessage("tasks.primes.pool: cpu (expected: a pool of workers.pools)");
  }

  @Test
  void poolsAndTimeoutsHaveBounds() {
    assertThatThrownBy(() -> new PoolConfig(PoolKind.VIRTUAL, 0, 1))
        .hasMessage("size: 0 (expected: 1 to 1000000)");
    assertThatThrownBy(() -> new PoolConfig(PoolKind.PLATFORM, 10_001, 1))
        .hasMessage("size: 10001 (expected: 1 to 10000)");
    assertThatThrownBy(() -> new PoolConfig(PoolKind.PLATFORM, 1, 0))
        .hasMessage("queue: 0 (expected: 1 to 1000000)");
    assertThatThrownBy(() -> new TaskConfig("a.B", "cpu", Duration.ZERO, Map.of()))
        .hasMessage("timeout: 0ms (expected: >= 1ms)");
  }

  private static TaskConfig task(String pool) {
    return new TaskConfig("a.B", pool, Duration.ofSeconds(1), Map.of());
  }
}
