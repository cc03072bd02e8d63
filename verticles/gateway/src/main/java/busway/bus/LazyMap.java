package busway.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object that are decoded when they are first touched; until then the object
 * is its text. A LinkedHashMap, because JsonObject copies into the kind of map it was made with.
 *
 * <p>Every public method of the map decodes first, by design the same way: a test walks them all by
 * reflection. Belongs to one consumer, as every body of the event bus does.
 */
final class LazyMap extends LinkedHashMap<String, @Nullable Object> {

  private static final long serialVersionUID = 1;

  private transient byte @Nullable [] json;

  LazyMap(byte[] json) {
    super(0);
    this.json = json;
  }

  /** The text, if nobody has touched a member yet and it is therefore still the whole truth. */
  byte @Nullable [] json() {
    return json;
  }

  private void decode() {
    byte[] text = json;
    if (text != null) {
      json = null;
      super.putAll(((JsonObject) Json.decodeValue(Buffer.buffer(text))).getMap());
    }
  }

  @Override
  public int size() {
    decode();
    return super.size();
  }

  @Override
  public boolean isEmpty() {
    decode();
    return super.isEmpty();
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    decode();
    return super.get(key);
  }

  @Override
  public @Nullable Object getOrDefault(@Nullable Object key, @Nullable Object other) {
    decode();
    return super.getOrDefault(key, other);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    decode();
    return super.containsKey(key);
  }

  @Override
  public boolean containsValue(@Nullable Object value) {
    decode();
    return super.containsValue(value);
  }

  @Override
  public @Nullable Object put(String key, @Nullable Object value) {
    decode();
    return super.put(key, value);
  }

  @Override
  public void putAll(Map<? extends String, ?> map) {
    decode();
    super.putAll(map);
  }

  @Override
  public @Nullable Object putIfAbsent(String key, @Nullable Object value) {
    decode();
    return super.putIfAbsent(key, value);
  }

  @Override
  public @Nullable Object putFirst(String key, @Nullable Object value) {
    decode();
    return super.putFirst(key, value);
  }

  @Override
  public @Nullable Object putLast(String key, @Nullable Object value) {
    decode();
    return super.putLast(key, value);
  }

  @Override
  public @Nullable Object remove(@Nullable Object key) {
    decode();
    return super.remove(key);
  }

  @Override
  public boolean remove(@Nullable Object key, @Nullable Object value) {
    decode();
    return super.remove(key, value);
  }

  @Override
  public @Nullable Object replace(String key, @Nullable Object value) {
    decode();
    return super.replace(key, value);
  }

  @Override
  public boolean replace(String key, @Nullable Object old, @Nullable Object value) {
    decode();
    return super.replace(key, old, value);
  }

  @Override
  public void replaceAll(BiFunction<? super String, ? super @Nullable Object, ?> function) {
    decode();
    super.replaceAll(function);
  }

  @Override
  public @Nullable Object computeIfAbsent(String key, Function<? super String, ?> function) {
    decode();
    return super.computeIfAbsent(key, function);
  }

  @Override
  public @Nullable Object computeIfPresent(
      String key, BiFunction<? super String, ? super Object, ?> function) {
    decode();
    return super.computeIfPresent(key, function);
  }

  @Override
  public @Nullable Object compute(
      String key, BiFunction<? super String, ? super @Nullable Object, ?> function) {
    decode();
    return super.compute(key, function);
  }

  @Override
  public @Nullable Object merge(
      String key, Object value, BiFunction<? super Object, ? super Object, ?> function) {
    decode();
    return super.merge(key, value, function);
  }

  @Override
  public void clear() {
    decode();
    super.clear();
  }

  @Override
  public Set<String> keySet() {
    decode();
    return super.keySet();
  }

  @Override
  public Collection<@Nullable Object> values() {
    decode();
    return super.values();
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    decode();
    return super.entrySet();
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
    decode();
    super.forEach(action);
  }

  @Override
  public SequencedSet<String> sequencedKeySet() {
    decode();
    return super.sequencedKeySet();
  }

  @Override
  public SequencedCollection<@Nullable Object> sequencedValues() {
    decode();
    return super.sequencedValues();
  }

  @Override
  public SequencedSet<Map.Entry<String, @Nullable Object>> sequencedEntrySet() {
    decode();
    return super.sequencedEntrySet();
  }

  @Override
  public SequencedMap<String, @Nullable Object> reversed() {
    decode();
    return super.reversed();
  }

  @Override
  public Map.@Nullable Entry<String, @Nullable Object> firstEntry() {
    decode();
    return super.firstEntry();
  }

  @Override
  public Map.@Nullable Entry<String, @Nullable Object> lastEntry() {
    decode();
    return super.lastEntry();
  }

  @Override
  public Map.@Nullable Entry<String, @Nullable Object> pollFirstEntry() {
    decode();
    return super.pollFirstEntry();
  }

  @Override
  public Map.@Nullable Entry<String, @Nullable Object> pollLastEntry() {
    decode();
    return super.pollLastEntry();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    decode();
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    decode();
    return super.hashCode();
  }

  @Override
  public String toString() {
    decode();
    return super.toString();
  }

  @Override
  public Object clone() {
    decode();
    return super.clone();
  }
}
