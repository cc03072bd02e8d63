package busway.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a JSON array that are decoded when they are first touched; until then the array
 * is its text. Belongs to one consumer, as every body of the event bus does.
 */
final class LazyList extends AbstractList<@Nullable Object> implements RandomAccess {

  private byte @Nullable [] json;
  private List<@Nullable Object> elements = List.of();

  LazyList(byte[] json) {
    this.json = json;
  }

  /** The text, if nobody has touched an element yet and it is therefore still the whole truth. */
  byte @Nullable [] json() {
    return json;
  }

  @Override
  public @Nullable Object get(int index) {
    return elements().get(index);
  }

  @Override
  public int size() {
    return elements().size();
  }

  @Override
  public @Nullable Object set(int index, @Nullable Object element) {
    return elements().set(index, element);
  }

  @Override
  public void add(int index, @Nullable Object element) {
    modCount++;
    elements().add(index, element);
  }

  @Override
  public @Nullable Object remove(int index) {
    modCount++;
    return elements().remove(index);
  }

  @SuppressWarnings("unchecked")
  private List<@Nullable Object> elements() {
    byte[] text = json;
    if (text != null) {
      json = null;
      elements = new ArrayList<>(((JsonArray) Json.decodeValue(Buffer.buffer(text))).getList());
    }
    return elements;
  }
}
