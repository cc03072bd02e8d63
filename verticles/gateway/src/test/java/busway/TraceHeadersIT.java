package busway;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Json;
import busway.testing.TcpClient;
import busway.testing.WebSocketClient;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The headers of traces, which pass through as they were sent while nothing is traced. */
class TraceHeadersIT {

  private static final String HEADERS =
      "'traceparent':'00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',"
          + "'tracestate':'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE','baggage':'user=ann;x=1'";

  private static final TraceStage STAGE = new TraceStage();

  /** A client of each transport, that speaks JSON. */
  private enum Transport {
    TCP {
      @Override
      Peer connect() {
        TcpClient client = STAGE.tcp();
        return new Peer(client::says, client::next);
      }
    },
    WEBSOCKET {
      @Override
      Peer connect() {
        WebSocketClient client = STAGE.webSocket();
        return new Peer(client::says, () -> client.next().text());
      }
    },
    SOCKJS {
      @Override
      Peer connect() {
        WebSocketClient client = STAGE.sockJs();
        return new Peer(
            text -> client.says("['" + Json.text(text).replace("\"", "\\'") + "']"),
            () -> client.next().text().replace("\\\"", "\""));
      }
    };

    abstract Peer connect();
  }

  private record Peer(Consumer<String> says, Supplier<String> hears) {

    Peer registers(String address) {
      says.accept("{'type':'register','address':'" + address + "'}");
      // What it is told of a task's answer comes after its registration.
      ask("headers");
      return this;
    }

    String ask(String address) {
      says.accept(
          "{'type':'send','address':'%s','replyAddress':'r','headers':{%s}}"
              .formatted(address, HEADERS));
      return hears.get();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    STAGE.close();
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void passToAVerticleAndBack(Transport transport) {
    String told = transport.connect().ask("headers");
    // Once in the body, as the verticle got them, and once as the headers of its reply.
    sent().forEach(header -> assertThat(told.split(header, -1)).as(told).hasSize(3));
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void passToATask(Transport transport) {
    String told = transport.connect().ask("task");
    sent().forEach(header -> assertThat(told).contains(header));
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void passToOtherClientsWhateverTheySpeak(Transport transport) {
    String address = "to." + transport;
    Peer peer = transport.connect();
    for (Transport other : Transport.values()) {
      Peer subscriber = other.connect().registers(address + other);
      peer.says()
          .accept(
              "{'type':'publish','address':'%s','headers':{%s}}"
                  .formatted(address + other, HEADERS));
      String told = subscriber.hears().get();
      sent().forEach(header -> assertThat(told).contains(header));
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void passToAClientThatServesAndBackWithItsReply(Transport transport) {
    String address = "served.by." + transport;
    Peer server = transport.connect().registers(address);
    Peer client = transport.connect();
    client
        .says()
        .accept(
            "{'type':'send','address':'%s','replyAddress':'r','headers':{%s}}"
                .formatted(address, HEADERS));
    String asked = server.hears().get();
    sent().forEach(header -> assertThat(asked).contains(header));
    server
        .says()
        .accept(
            "{'type':'send','address':'%s','headers':{%s}}"
                .formatted(Json.replyAddress(asked), HEADERS));
    String answered = client.hears().get();
    sent().forEach(header -> assertThat(answered).contains(header));
  }

  private static Stream<String> sent() {
    return Stream.of(HEADERS.split("(?<='),(?=')")).map(Json::text);
  }
}
