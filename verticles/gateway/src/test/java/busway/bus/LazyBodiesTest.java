package busway.bus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LazyBodiesTest {

  private static final String OBJECT =
      "{\"b\":1,\"a\":{\"x\":[1,2]},\"n\":null,\"l\":9007199254740993}";

  private final RawBodyCodec codec = new RawBodyCodec();

  @ParameterizedTest
  @ValueSource(
      strings = {
        OBJECT,
        "{}",
        "[]",
        "[1,\"x\",null,[true],{\"k\":1.5}]",
        "\"text \\u00e9\"",
        "17",
        "1.50",
        "9223372036854775807",
        "123456789012345678901234567890",
        "true",
        "false"
      })
  void aBodyEqualsWhatTheBuiltInParserGives(String json) {
    Object plain = Json.decodeValue(json);
    Object lazy = codec.transform(raw(json));
    assertThat(lazy).isEqualTo(plain).hasSameClassAs(plain).hasSameHashCodeAs(plain);
    assertThat(plain).isEqualTo(codec.transform(raw(json)));
    assertThat(Json.encode(codec.transform(raw(json)))).isEqualTo(Json.encode(plain));
  }

  @Test
  void anUntouchedObjectIsItsBytes() {
    RawBody body = raw("{\"a\": 1.50}");
    JsonObject object = (JsonObject) codec.transform(body);
    assertThat(Bodies.untouched(object)).isSameAs(body.json());
    assertThat(object.getDouble("a")).isEqualTo(1.5);
    assertThat(Bodies.untouched(object)).isNull();
  }

  @Test
  void anUntouchedArrayIsItsBytes() {
    RawBody body = raw("[1.50]");
    JsonArray array = (JsonArray) codec.transform(body);
    assertThat(Bodies.untouched(array)).isSameAs(body.json());
    array.add(2);
    assertThat(Bodies.untouched(array)).isNull();
    assertThat(array.encode()).isEqualTo("[1.5,2]");
  }

  @Test
  void aCopyIsIndependent() {
    JsonObject object = (JsonObject) codec.transform(raw(OBJECT));
    JsonObject copy = object.copy();
    copy.getJsonObject("a").put("x", 0);
    assertThat(object.encode()).isEqualTo(OBJECT);
    assertThat(new JsonArray("[[1]]").copy()).isEqualTo(codec.transform(raw("[[1]]")));
  }

  @Test
  void aBodyCanBeChangedLikeAnyOther() {
    JsonObject object = (JsonObject) codec.transform(raw(OBJECT));
    object.put("b", 2).remove("a");
    assertThat(object.fieldNames()).containsExactly("b", "n", "l");
    JsonArray array = (JsonArray) codec.transform(raw("[3,1,2]"));
    array.set(0, 9);
    array.remove(1);
    assertThat(array).isEqualTo(new JsonArray().add(9).add(2));
  }

  /** A method that forgot to decode would show an empty map. */
  @Test
  void everyPublicMethodOfTheMapIsOverridden() {
    Set<String> own = signatures(LazyMap.class.getDeclaredMethods());
    Set<String> all = signatures(LinkedHashMap.class.getMethods());
    all.removeAll(signatures(Object.class.getMethods()));
    all.removeIf(signature -> signature.startsWith("newLinkedHashMap"));
    assertThat(own)
        .containsAll(all)
        .contains("equals(Object)", "hashCode()", "toString()", "clone()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.50", "\"\\u0041\"", "1e2", "123456789012345678901234567890"})
  void aScalarThatIsRepliedAsItCameKeepsItsText(String json) {
    Object scalar = codec.transform(raw(json));
    assertThat(codec.text(scalar)).asString().isEqualTo(json);
    assertThat(codec.text(codec.transform(raw("17")))).isNull();
  }

  @Test
  void anEqualScalarOfSomebodyElseHasNoText() {
    codec.transform(raw("1.50"));
    assertThat(codec.text(Double.valueOf(1.5))).isNull();
    codec.transform(raw("\"\\u0041B\""));
    assertThat(codec.text("AB")).isNull();
  }

  @Test
  void theWireFormIsLengthAndBytes() {
    var buffer = io.vertx.core.buffer.Buffer.buffer("xx");
    codec.encodeToWire(buffer, raw("{\"a\": 1.50}"));
    assertThat(buffer.getInt(2)).isEqualTo(11);
    JsonObject object = (JsonObject) codec.decodeFromWire(2, buffer);
    assertThat(Bodies.untouched(object)).asString().isEqualTo("{\"a\": 1.50}");
  }

  private static Set<String> signatures(Method[] methods) {
    return Arrays.stream(methods)
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .map(
            method ->
                method.getName()
                    + Arrays.stream(method.getParameterTypes())
                        .map(type -> type == String.class ? "Object" : type.getSimpleName())
                        .collect(Collectors.joining(",", "(", ")")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static RawBody raw(String json) {
    return new RawBody(json.getBytes(UTF_8));
  }
}
