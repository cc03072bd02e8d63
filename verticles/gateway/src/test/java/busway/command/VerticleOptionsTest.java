package busway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import busway.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerticleOptionsTest {

  @TempDir Path folder;

  private static String body(String... arguments) {
    VerticleOptions options = new VerticleOptions();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options)).parseArgs(arguments);
    return options.body().toString().replace('"', '\'');
  }

  @Test
  void saysNothingOfWhatIsNotGiven() {
    assertThat(body()).isEqualTo("{}");
    assertThat(body("--instances", "3", "--threading", "worker"))
        .isEqualTo("{'instances':3,'threading':'worker'}");
  }

  @Test
  void theConfigIsAFileOrJsonAndAssignmentsChangeIt() throws Exception {
    Path yaml = Files.writeString(folder.resolve("c.yaml"), "a: 1\nb: {c: [x], d: y}\n");

    assertThat(body("--config", yaml.toString(), "--set", "b.d=2", "--set", "e.f=on"))
        .isEqualTo("{'config':{'a':1,'b':{'c':['x'],'d':2},'e':{'f':'on'}}}");
    assertThat(body("--config", "{\"a\":null}", "--set", "t=true", "--set", "l=[1]"))
        .isEqualTo("{'config':{'a':null,'t':true,'l':[1]}}");
    assertThat(body("--set", "address=a=b", "--set", "empty="))
        .isEqualTo("{'config':{'address':'a=b','empty':''}}");
  }

  @Test
  void refusesWhatIsNoConfig() {
    assertThatThrownBy(() -> body("--set", "nothing"))
        .hasMessage("--set: nothing (expected: KEY=VALUE)");
    for (String keys : List.of("", ".a", "a.", "a..b")) {
      assertThatThrownBy(() -> body("--set", keys + "=1"))
          .hasMessage("--set: " + keys + "=1 (expected: KEY=VALUE)");
    }
    assertThatThrownBy(() -> body("--config", "nope.yaml"))
        .hasMessage("--config: nope.yaml (expected: a file that exists, or JSON)");
    assertThatThrownBy(() -> body("--config", "{a"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("--config:1");
  }
}
