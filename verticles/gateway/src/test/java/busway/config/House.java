package busway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A config with one key of every shape. */
public record House(
    int floors,
    Kitchen kitchen,
    List<String> guests,
    List<Path> maps,
    List<Door> doors,
    Map<String, Room> rooms) {

  /** The colour of a door. */
  public enum Colour {
    RED,
    DARK_GREEN
  }

  /** A section. */
  public record Kitchen(int ovenBytes, Duration cookTime, boolean gas, long cellarBytes) {
    public static final Kitchen DEFAULTS = new Kitchen(1 << 20, Duration.ofSeconds(30), true, 5);

    public Kitchen {
      Check.between("oven-bytes", ovenBytes, 1, 64 << 20);
    }
  }

  /** An item of a list, with one default and one optional key. */
  public record Door(String name, Colour colour, @Nullable String key) {
    public static final Colour DEFAULT_COLOUR = Colour.RED;
  }

  /** A named entry. */
  public record Room(int beds, Map<String, Object> config) {
    public static final Room DEFAULTS = new Room(1, Map.of());
  }

  public static final House DEFAULTS =
      new House(2, Kitchen.DEFAULTS, List.of(), List.of(), List.of(), Map.of());
}
