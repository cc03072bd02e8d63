package busway.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {

  @ParameterizedTest
  @CsvSource({"1,7", "2,7", "3,7", "7,7", "8,7", "4,0"})
  void givesEachPlaceToOneThread(int threads, int all) {
    List<Integer> places = new ArrayList<>();
    for (int index = 0; index < threads; index++) {
      Share share = new Share(index, threads);
      for (int n = 0; n < share.of(all); n++) {
        places.add(share.place(n));
      }
    }
    assertThat(places).hasSize(all).doesNotHaveDuplicates().allMatch(place -> place < all);
  }

  @Test
  void isEvenButForTheRest() {
    assertThat(List.of(new Share(0, 3).of(8), new Share(1, 3).of(8), new Share(2, 3).of(8)))
        .containsExactly(3, 3, 2);
  }
}
