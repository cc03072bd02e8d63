package busway.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentTableTest {

  private static final Instant NOW = Instant.parse("2026-11-22T20:01:40Z");

  private static List<String> lines(String json) throws Exception {
    return new DeploymentTable(NOW, ZoneOffset.UTC)
        .lines(new ObjectMapper().readTree(json.replace('\'', '"')));
  }

  @Test
  void alignsItsColumnsAndEndsWithTheReasons() throws Exception {
    assertThat(
            lines(
                """
                [{'name':'echo','main':'/app/Echo.java','threading':'event-loop','state':'running',
                  'reason':'','problems':[],'instances':2,'version':13,
                  'addresses':['a','b','c','d','e'],'since':'2026-11-22T20:00:00Z','messages':1,
                  'messagesPerSecond':812.34,'handlerSeconds':25.0,'pending':0},
                 {'name':'broken-one','main':'X.java','threading':'worker','state':'failed',
                  'reason':'does not compile','instances':0,'version':0,'addresses':[],
                  'problems':[{'file':'X.java','line':3,'column':7,'message':'; expected'},
                              {'file':'X.java','line':0,'column':0,'message':'no class'}],
                  'since':'2026-11-22T20:01:40Z','messages':0,'messagesPerSecond':0.0,
                  'handlerSeconds':0.0,'pending':0}]"""))
        .containsExactly(
            "NAME        STATE    VERSION  INSTANCES  THREADING   MSG/S  BUSY   SINCE"
                + "                ADDRESSES  MAIN",
            "echo        running  13       2          event-loop  812.3  25.0%  2026-11-22 20:00:00"
                + "  a,b,c,+2   /app/Echo.java",
            "broken-one  failed   0        0          worker      0.0    0.0%   2026-11-22 20:01:40"
                + "  -          X.java",
            "broken-one: does not compile",
            "  X.java:3:7: ; expected",
            "  X.java: no class");
  }

  @Test
  void isItsTitlesWhereNothingIsDeployed() throws Exception {
    assertThat(lines("[]")).hasSize(1).first().asString().startsWith("NAME  STATE");
  }
}
