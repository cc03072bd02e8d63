package busway.session;

import static org.assertj.core.api.Assertions.assertThat;

import busway.testing.Json;
import busway.testing.Settings;
import busway.testing.TcpClient;
import busway.testing.TestGateway;
import io.vertx.core.eventbus.Message;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bus counts the same whether messages take it or go past it, and clients hear the same. */
class FastPathMetersIT {

  private static final String SOON = "'headers':{'timeout':60}";

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theSameConversationCountsTheSame(int loops) throws Exception {
    Map<String, Long> overTheBus = converse(loops, false);
    assertThat(converse(loops, true)).isEqualTo(overTheBus);
    assertThat(overTheBus)
        .containsEntry("eventbus_messages_total{kind=\"reply\",outcome=\"no_handlers\"}", 2L)
        .containsEntry("eventbus_reply_failures_total{failure=\"timeout\"}", 2L)
        .containsEntry("eventbus_reply_failures_total{failure=\"no_handlers\"}", 1L)
        .containsEntry("eventbus_reply_failures_total{failure=\"recipient_failure\"}", 2L)
        .containsEntry("eventbus_pending", 0L)
        .containsEntry("eventbus_handlers{kind=\"reply\"}", 0L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void onlyTheFastPathGoesPastTheBus(boolean fastPath) throws Exception {
    try (TestGateway gateway = new TestGateway(new Settings().loops(1).fastPath(fastPath))) {
      TcpClient client = gateway.tcp();
      client.says("{'type':'send','address':'echo','replyAddress':'r','body':1}");
      client.hears("{'type':'message','address':'r','headers':{},'body':1,'send':true}");
      gateway.expect("eventbus_direct_total{kind='reply'}", fastPath ? 1 : 0);
    }
  }

  /** Everything that can become of a message; returns what the bus has counted. */
  private static Map<String, Long> converse(int loops, boolean fastPath) throws Exception {
    try (TestGateway gateway = new TestGateway(new Settings().loops(loops).fastPath(fastPath))) {
      BlockingQueue<Message<Object>> late = new LinkedBlockingQueue<>();
      gateway.bus().consumer("late", late::add);
      TcpClient responder = gateway.tcp().registers("m.ask").registers("m.all");
      TcpClient client = gateway.tcp();
      for (int i = 0; i < 5; i++) {
        client.says("{'type':'publish','address':'m.all','body':1}");
        responder.hears("{'type':'message','address':'m.all','headers':{},'body':1,'send':false}");
        client.says("{'type':'send','address':'m.ask','body':1}");
        responder.hears("{'type':'message','address':'m.ask','headers':{},'body':1,'send':true}");
        asks(client, responder, "'body':2", "\\{.*\"body\":2.*");
        client.says("{'type':'send','address':'echo','replyAddress':'r','body':1}");
        client.hears("{'type':'message','address':'r','headers':{},'body':1,'send':true}");
      }
      asks(client, responder, "'failureCode':7,'message':'no'", ".*RECIPIENT_FAILURE.*");
      client.says("{'type':'send','address':'fail','replyAddress':'r','body':1}");
      client.hearsLike(".*RECIPIENT_FAILURE.*nope.*");
      client.says("{'type':'send','address':'none','replyAddress':'r','body':1}");
      client.hearsLike(".*NO_HANDLERS.*");
      client.says("{'type':'send','address':'late','replyAddress':'r','body':1," + SOON + "}");
      client.hearsLike(".*TIMEOUT.*");
      late.take().reply(1);
      String replyAddress = asked(client, responder, "," + SOON);
      client.hearsLike(".*TIMEOUT.*");
      responder.says("{'type':'send','address':'" + replyAddress + "','body':1}").isInSync();
      gateway.expect("eventbus_messages_total{kind='reply',outcome='no_handlers'}", 2);
      gateway.expect("eventbus_pending", 0);
      gateway.expect("eventbus_handlers{kind='reply'}", 0);
      client.isInSync();
      return counts(gateway);
    }
  }

  private static void asks(TcpClient client, TcpClient responder, String answer, String heard) {
    String replyAddress = asked(client, responder, "");
    responder.says("{'type':'send','address':'" + replyAddress + "'," + answer + "}");
    client.hearsLike(heard);
  }

  private static String asked(TcpClient client, TcpClient responder, String more) {
    client.says("{'type':'send','address':'m.ask','replyAddress':'r','body':1" + more + "}");
    return Json.replyAddress(responder.next());
  }

  private static Map<String, Long> counts(TestGateway gateway) {
    Map<String, Long> counts = new TreeMap<>();
    gateway
        .metrics()
        .lines()
        .filter(
            line ->
                line.startsWith("busway_eventbus_")
                    && !line.matches(".*_(direct|seconds|timing)_.*"))
        .forEach(
            line -> {
              int value = line.lastIndexOf(' ');
              counts.put(
                  line.substring("busway_".length(), value),
                  (long) Double.parseDouble(line.substring(value)));
            });
    return counts;
  }
}
