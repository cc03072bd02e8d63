package busway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;

/** Bodies of an exact length, and the frames of clients that carry them. */
final class Samples {

  /** The address of requests. */
  static final String ORDERS = "shop.orders";

  /** The address of what is published. */
  static final String NEWS = "shop.news";

  private static final String RECORD =
      "{'id':1042,'name':'item 1042','price':19.90,'stock':true,'tags':['new','red']}";
  private static final int FRAME_OF_BODY = 40;

  private Samples() {}

  /** A JSON object of {@code bytes} with a member {@code note}, and with records if they fit. */
  static byte[] body(int bytes) {
    int records = Math.max(0, (bytes - FRAME_OF_BODY) / (RECORD.length() + 1));
    String tail =
        records == 0 ? "}" : ",'items':[" + RECORD + ("," + RECORD).repeat(records - 1) + "]}";
    String head = "{'note':'";
    int padding = bytes - head.length() - tail.length() - 1;
    return json(head + "n".repeat(padding) + '\'' + tail);
  }

  /** A JSON array of records of which no two are alike, and of as many letters as are missing. */
  static byte[] varied(Random random, int bytes) {
    StringBuilder json = new StringBuilder("[");
    for (String next = record(random); size(json) + size(next) < bytes - 4; next = record(random)) {
      json.append(next).append(',');
    }
    json.append('\'');
    for (int i = bytes - 2 - size(json); i > 0; i--) {
      json.append((char) ('a' + random.nextInt(26)));
    }
    return json(json.append("']").toString());
  }

  private static int size(CharSequence text) {
    return text.toString().getBytes(UTF_8).length;
  }

  private static String record(Random random) {
    StringBuilder json = new StringBuilder("{'id':");
    json.append(random.nextInt(1 << random.nextInt(1, 31)));
    json.append(",'name':'").append(text(random, 30)).append('\'');
    json.append(",'price':").append(random.nextInt(100_000) / 100.0);
    json.append(random.nextBoolean() ? ",'stock':true" : ",'sold out':null");
    json.append(",'tags':[");
    for (int i = random.nextInt(4); i > 0; i--) {
      json.append('\'').append(text(random, 12)).append("',");
    }
    return json.append(random.nextInt(10)).append("]}").toString();
  }

  /** Up to so many letters, one in sixteen not ASCII and one in sixteen escaped. */
  private static String text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      int letter = random.nextInt(32);
      text.append(letter < 2 ? "é" : letter < 4 ? "\\n" : (char) ('a' + letter % 26));
    }
    return text.toString();
  }

  /** A request with a body. */
  static byte[] request(byte[] body) {
    return frame("{'type':'send','address':'" + ORDERS + "','replyAddress':'r1'", body);
  }

  /** A request with a body and two headers. */
  static byte[] requestWithHeaders(byte[] body) {
    return frame(
        "{'type':'send','address':'"
            + ORDERS
            + "','replyAddress':'r1','headers':{'trace':'4bf92f3577b34da6','lang':'en'}",
        body);
  }

  /** A message to all consumers. */
  static byte[] publish(byte[] body) {
    return frame("{'type':'publish','address':'" + NEWS + "'", body);
  }

  /** A subscription to an address. */
  static byte[] register(String address) {
    return json("{'type':'register','address':'" + address + "'}");
  }

  private static byte[] frame(String head, byte[] body) {
    return (head + ",'body':")
        .replace('\'', '"')
        .concat(new String(body, UTF_8) + '}')
        .getBytes(UTF_8);
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(UTF_8);
  }
}
