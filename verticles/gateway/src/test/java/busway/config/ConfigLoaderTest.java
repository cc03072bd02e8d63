package busway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {

  @TempDir Path folder;

  @Test
  void aKeyThatIsLeftOutHasItsDefault() {
    assertThat(loader().load()).isEqualTo(House.DEFAULTS);
    assertThat(file("kitchen: {gas: false}").load().kitchen())
        .isEqualTo(new House.Kitchen(1 << 20, Duration.ofSeconds(30), false, 5));
  }

  @Test
  void anEmptyFileAndAnEmptySectionAreAllDefaults() {
    assertThat(file("# nothing\n").load()).isEqualTo(House.DEFAULTS);
    assertThat(file("kitchen:\nrooms:\n").load()).isEqualTo(House.DEFAULTS);
  }

  @Test
  void readsEveryShape() {
    House house =
        file("""
            floors: 3
            kitchen: {oven-bytes: 64KiB, cook-time: 5m, cellar-bytes: 3GiB}
            guests: [ann, 12]
            doors: [{name: front, colour: dark-green, key: k}, {name: back}]
            rooms:
              blue.one: {beds: 2, config: {a: [1, {b: null}]}}
              red:
            """)
            .load();
    assertThat(house.kitchen())
        .isEqualTo(new House.Kitchen(65_536, Duration.ofMinutes(5), true, 3L << 30));
    assertThat(house.guests()).containsExactly("ann", "12");
    assertThat(house.doors())
        .containsExactly(
            new House.Door("front", House.Colour.DARK_GREEN, "k"),
            new House.Door("back", House.Colour.RED, null));
    assertThat(house.rooms()).containsKeys("blue.one", "red");
    assertThat(house.rooms().get("red")).isEqualTo(House.Room.DEFAULTS);
    assertThat(String.valueOf(house.rooms().get("blue.one"))).contains("a=[1, {b=null}]");
  }

  @Test
  void relativePathsOfAFileBeginAtItsFolder() {
    assertThat(file("maps: [lib/a.jar, /b.jar]").load().maps())
        .containsExactly(folder.resolve("lib/a.jar"), Path.of("/b.jar"));
    assertThat(loader().set("maps=[a.jar]").load().maps()).containsExactly(Path.of("a.jar"));
  }

  @Test
  void theEnvironmentWinsOverTheFileAndAssignmentsOverBoth() {
    ConfigLoader<House> loader = file("floors: 3\nkitchen: {gas: false}");
    loader.environment(Map.of("BUSWAY_FLOORS", "4", "BUSWAY_KITCHEN_COOK_TIME", "1s"), Set.of());
    assertThat(loader.load().floors()).isEqualTo(4);
    assertThat(loader.load().kitchen().cookTime()).isEqualTo(Duration.ofSeconds(1));
    assertThat(loader.load().kitchen().gas()).isFalse();
    assertThat(loader.set("floors=5").load().floors()).isEqualTo(5);
  }

  @Test
  void aVariableFindsNamesThatTheFileGives() {
    ConfigLoader<House> loader = file("rooms: {blue.one: {beds: 2, config: {max-age: 1}}}");
    loader.environment(
        Map.of("BUSWAY_ROOMS_BLUE_ONE_BEDS", "7", "BUSWAY_ROOMS_BLUE_ONE_CONFIG_MAX_AGE", "9"),
        Set.of());
    assertThat(loader.load().rooms())
        .containsEntry("blue.one", new House.Room(7, Map.of("max-age", 9)));
  }

  @Test
  void listsAreReplacedAsAWholeOrByItem() {
    ConfigLoader<House> loader = file("guests: [a, b]\ndoors: [{name: x}, {name: y}]");
    assertThat(loader.set("guests=[c]").load().guests()).containsExactly("c");
    assertThat(loader.set("guests.1=d").load().guests()).containsExactly("c", "d");
    assertThat(loader.set("doors.1.colour=dark-green").set("doors.2.name=z").load().doors())
        .extracting(House.Door::name, House.Door::colour)
        .containsExactly(
            tuple("x", House.Colour.RED),
            tuple("y", House.Colour.DARK_GREEN),
            tuple("z", House.Colour.RED));
    loader.environment(Map.of("BUSWAY_GUESTS", "[e, f]"), Set.of());
    assertThat(loader.load().guests()).containsExactly("e", "f");
  }

  @Test
  void anAssignmentMayNameANewEntry() {
    House house = loader().set("rooms.blue.one.beds=3").set("rooms.red={beds: 4}").load();
    assertThat(house.rooms())
        .isEqualTo(
            Map.of("blue.one", new House.Room(3, Map.of()), "red", new House.Room(4, Map.of())));
  }

  @Test
  void sectionsAndNamedEntriesTakeWhatTheyAreGivenKeyByKey() {
    ConfigLoader<House> loader =
        file("kitchen: {gas: false}\nrooms: {blue: {beds: 2, config: {a: 1}}, red: {beds: 3}}");
    loader.set("kitchen={cook-time: 5m}");
    loader.set("rooms={blue: {beds: 7}}").set("rooms.red={config: {b: 2}}").set("rooms.new={}");
    House house = loader.load();
    assertThat(house.kitchen().gas()).isFalse();
    assertThat(house.kitchen().cookTime()).isEqualTo(Duration.ofMinutes(5));
    assertThat(house.rooms())
        .containsEntry("blue", new House.Room(7, Map.of("a", 1)))
        .containsEntry("red", new House.Room(3, Map.of("b", 2)))
        .containsEntry("new", House.Room.DEFAULTS);
    assertThat(loader.set("rooms.blue.config={c: 3}").load().rooms())
        .containsEntry("blue", new House.Room(7, Map.of("c", 3)));
  }

  @Test
  void namesTheAssignmentWhereTheFileHasTheKeyToo() {
    ConfigLoader<House> loader = file("rooms: {blue: {beds: 2}, red: {beds: 3}}");
    assertThatThrownBy(() -> loader.set("rooms={blue: {beds: x}}").load())
        .hasMessage("rooms.blue.beds: x (expected: a whole number) at --set");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flors: 1             | flors: unknown key (known: doors, floors, guests, kitchen, maps, rooms) at FILE:1",
        "kitchen: {oven: 1}   | kitchen.oven: unknown key (known: cellar-bytes, cook-time, gas, oven-bytes) at FILE:1",
        "floors: many         | floors: many (expected: a whole number) at FILE:1",
        "floors: 1.5          | floors: 1.5 (expected: a whole number) at FILE:1",
        "floors: 99999999999  | floors: 99999999999 (expected: a whole number) at FILE:1",
        "floors: ''           | floors: \"\" (expected: a whole number) at FILE:1",
        "floors: {a: 1}       | floors: {\"a\":1} (expected: a whole number) at FILE:1",
        "kitchen: 5           | kitchen: 5 (expected: the keys cellar-bytes, cook-time, gas, oven-bytes) at FILE:1",
        "kitchen: {cook-time: 30} | kitchen.cook-time: 30 (expected: a duration, such as 500ms, 30s, 5m or 2h) at FILE:1",
        "kitchen: {oven-bytes: 1 cow} | kitchen.oven-bytes: 1 cow (expected: a size, such as 512, 64KiB or 1MiB, below 2GiB) at FILE:1",
        "kitchen: {oven-bytes: 2GiB} | kitchen.oven-bytes: 2GiB (expected: a size, such as 512, 64KiB or 1MiB, below 2GiB) at FILE:1",
        "kitchen: {oven-bytes: 0} | kitchen.oven-bytes: 0 (expected: 1 to 67108864) at FILE:1",
        "kitchen: {gas: maybe} | kitchen.gas: maybe (expected: true or false) at FILE:1",
        "guests: ann          | guests: ann (expected: a list) at FILE:1",
        "guests: [{a: 1}]     | guests.0: {\"a\":1} (expected: text) at FILE:1",
        "doors: [{name: a, colour: blue}] | doors.0.colour: blue (expected: one of red, dark-green) at FILE:1",
        "doors: [{}]          | doors.0.name: is missing (expected: a value) at FILE:1",
        "rooms: [1]           | rooms: [1] (expected: names, each with its keys) at FILE:1",
        "rooms: {a: {bed: 1}} | rooms.a.bed: unknown key (known: beds, config) at FILE:1",
        "rooms: {a: {config: 1}} | rooms.a.config: 1 (expected: a mapping of keys to values) at FILE:1",
        "'{floors: 1, floors: 2}' | FILE:1: key floors is given twice (expected: once)",
        "[1]                  | FILE: holds no keys (expected: keys and values)",
        "'floors: [1'         | FILE:1: expected ',' or ']', but got <stream end> (expected: YAML)",
      })
  void refusesInOneLineThatNamesKeyValueAndExpectation(String yaml, String message) {
    assertThatThrownBy(() -> file(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message.replace("FILE", folder.resolve("house.yaml").toString()));
  }

  @Test
  void namesTheLineOfTheFile() {
    assertThatThrownBy(() -> file("floors: 1\nkitchen:\n  gas: true\n  oven-bytes: x\n"))
        .hasMessageEndingWith("house.yaml:4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BUSWAY_FLORS | 1 | BUSWAY_FLORS: names no key (known: BUSWAY_DOORS, BUSWAY_FLOORS, BUSWAY_GUESTS, BUSWAY_KITCHEN, BUSWAY_MAPS, BUSWAY_ROOMS)",
        "BUSWAY_KITCHEN_OVN | 1 | BUSWAY_KITCHEN_OVN: names no key (known: BUSWAY_KITCHEN_CELLAR_BYTES, BUSWAY_KITCHEN_COOK_TIME, BUSWAY_KITCHEN_GAS, BUSWAY_KITCHEN_OVEN_BYTES)",
        "BUSWAY_FLOORS | x | floors: x (expected: a whole number) at BUSWAY_FLOORS",
        "BUSWAY_ROOMS_NEW_BEDS | 1 | BUSWAY_ROOMS_NEW_BEDS: names no key (known: BUSWAY_DOORS, BUSWAY_FLOORS, BUSWAY_GUESTS, BUSWAY_KITCHEN, BUSWAY_MAPS, BUSWAY_ROOMS)",
      })
  void refusesVariablesThatNameNothing(String name, String value, String message) {
    assertThatThrownBy(() -> loader().environment(Map.of(name, value), Set.of()).load())
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @Test
  void leavesOtherVariablesAlone() {
    Map<String, String> variables = Map.of("PATH", "/bin", "BUSWAY_HOME", "/opt/busway");
    assertThat(loader().environment(variables, Set.of("BUSWAY_HOME")).load())
        .isEqualTo(House.DEFAULTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "floors           | --set: floors (expected: KEY=VALUE)",
        "=1               | --set: =1 (expected: KEY=VALUE)",
        "kitchen.oven=1   | kitchen.oven: unknown key (known: cellar-bytes, cook-time, gas, oven-bytes)",
        "rooms.a={beds:2}  | rooms.a.beds:2: unknown key (expected: beds: 2, with a space) at --set",
        "rooms.a={beds = 2} | rooms.a.beds = 2: unknown key (expected: beds: 2, with a space) at --set",
        "rooms.a={bed:2}   | rooms.a.bed:2: unknown key (known: beds, config) at --set",
        "floors=x         | floors: x (expected: a whole number) at --set",
        "floors.a=x       | floors.a: unknown key (known: doors, floors, guests, kitchen, maps, rooms)",
        "guests.5=x       | guests.5: no such item (expected: 0 to 0) at --set",
        "guests=[a        | guests: expected ',' or ']', but got <stream end> (expected: YAML) at --set",
      })
  void refusesAssignmentsThatDoNotFit(String assignment, String message) {
    assertThatThrownBy(() -> loader().set(assignment).load())
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @Test
  void refusesAFileThatCannotBeRead() throws IOException {
    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(() -> loader().file(missing))
        .hasMessage(missing + ": no such file (expected: a config file)");
    assertThatThrownBy(() -> loader().file(folder)).hasMessageContaining("cannot be read");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> loader().file(binary))
        .hasMessage(binary + ": is not text (expected: UTF-8)");
  }

  @Test
  void whatItPrintsLoadsAsAnEqualConfig() {
    House house =
        file("""
            guests: ["1", "true", "a: b", ""]
            doors: [{name: front, key: "007"}, {name: "multi\\nline"}]
            kitchen: {oven-bytes: 1MiB, cook-time: 90s}
            rooms: {blue.one: {config: {a: [1, "1", 1.5, null, true], b: {c: d}}}}
            """)
            .load();
    String yaml = ConfigLoader.yaml(house);
    assertThat(yaml).contains("oven-bytes: 1MiB").contains("cook-time: 90s");
    assertThat(file(yaml).load()).isEqualTo(house);
  }

  /** A config with something to hide. */
  public record Safe(@Nullable Secret code, int drawers) {
    public static final Safe DEFAULTS = new Safe(null, 2);
  }

  @Test
  void aSecretIsReadButNeitherShownNorPartOfARefusal() {
    Safe safe = ConfigLoader.of(Safe.class).json("body", "{\"code\":\"open sesame\"}").load();
    assertThat(safe.code()).isEqualTo(new Secret("open sesame"));
    assertThat(safe.toString()).doesNotContain("sesame");
    assertThat(ConfigLoader.yaml(safe)).isEqualTo("drawers: 2\n");
    assertThatThrownBy(
            () -> ConfigLoader.of(Safe.class).json("body", "{\"code\":[\"sesame\"]}").load())
        .hasMessage("code: (secret) (expected: text)");
  }

  @Test
  void jsonChangesWhatAnotherConfigSaysKeyByKeyAndNullSaysNothing() {
    ConfigLoader<House> loader = loader().from(file("floors: 3\nguests: [ann]").load());
    House house =
        loader.json("body", "{\"guests\":[\"bob\"],\"floors\":null,\"maps\":null}").load();
    assertThat(house.floors()).isEqualTo(3);
    assertThat(house.guests()).containsExactly("bob");
    assertThatThrownBy(() -> loader().json("body", "{\"floor\":null}").load())
        .hasMessageStartingWith("floor: unknown key (known: doors, floors,");
    assertThatThrownBy(() -> loader().json("body", "3"))
        .hasMessage("body: 3 (expected: a JSON object)");
  }

  @Test
  void aSectionIsReadWhateverTheOthersSay() throws IOException {
    Path file = Files.writeString(folder.resolve("f.yaml"), "a: {b: 1}\nsafe:\n  drawers: x\n");
    assertThatThrownBy(() -> ConfigLoader.of(Safe.class).section(file, "safe"))
        .hasMessage("drawers: x (expected: a whole number) at " + file + ":3");
    Files.writeString(file, "a: {b: 1}\nsafe:\n  drawers: 5\n");
    assertThat(ConfigLoader.of(Safe.class).section(file, "safe").load().drawers()).isEqualTo(5);
    assertThat(ConfigLoader.of(Safe.class).section(file, "none").load()).isEqualTo(Safe.DEFAULTS);
  }

  private ConfigLoader<House> file(String yaml) {
    try {
      return loader().file(Files.writeString(folder.resolve("house.yaml"), yaml));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ConfigLoader<House> loader() {
    return ConfigLoader.of(House.class);
  }
}
