package busway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {

  @ParameterizedTest
  @CsvSource({"512,512", "512B,512", "64KiB,65536", "1MiB,1048576", "2 GiB,2147483648", "0,0"})
  void readsEveryUnit(String text, long bytes) {
    assertThat(Sizes.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"511", "64KiB", "1MiB", "1025KiB", "2GiB", "0"})
  void writesWhatItReads(String text) {
    assertThat(Sizes.format(Sizes.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5MiB", "1MB", "64 kib", "KiB"})
  void refusesAnyOtherText(String text) {
    assertThatThrownBy(() -> Sizes.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesWhatNoNumberHolds() {
    assertThatThrownBy(() -> Sizes.parse("99999999999999GiB"))
        .isInstanceOf(ArithmeticException.class);
  }
}
