package busway.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Scripts in versions: they answer with the number of their version, at addresses that they consume
 * at once, after an await of the top level, and while they start; and they note what they hear.
 * Versions 0 and below do not start.
 */
enum SwapScripts {
  JAVASCRIPT(
      "js",
      """
      import {version} from './version.js';
      const bus = vertx.eventBus();
      const pause = ms => new Promise(resolve => setTimeout(resolve, ms));
      bus.consumer('fast', msg => msg.reply(version));
      bus.consumer('asks', async msg => { await bus.request('back', 40); return version; });
      await pause(3);
      bus.consumer('late', msg => { setTimeout(() => msg.reply(version), 20); });
      bus.consumer('heard', async msg => { await pause(150); bus.send('tally', 1); });
      export async function start() {
        await pause(3);
        bus.consumer('later', msg => Promise.resolve(version));
        if (version === 0) throw new Error('no database');
        if (version === -1) await new Promise(() => {});
      }
      """,
      "export const version = %d;\n",
      "if (version === -2) throw new Error('no top');\n",
      "const broken = ;\n"),
  PYTHON(
      "py",
      """
      from version import version
      bus = vertx.event_bus

      @vertx.consumer("fast")
      def fast(msg):
          return version

      @vertx.consumer("asks")
      async def asks(msg):
          await bus.request("back", 40)
          return version

      @vertx.consumer("heard")
      async def heard(msg):
          await vertx.sleep(0.15)
          bus.send("tally", 1)

      async def start():
          await vertx.sleep(0.003)

          @vertx.consumer("late")
          async def late(msg):
              await vertx.sleep(0.02)
              return version

          bus.consumer("later", lambda msg: msg.reply(version))
          if version == 0:
              raise ValueError("no database")
          if version == -1:
              await vertx.sleep(3600)
      """,
      "version = %d\n",
      "if version == -2:\n    raise ValueError('no top')\n",
      "broken = = 1\n");

  /** What a version that is no good consists of. */
  static final int FAILS_TO_START = 0;

  static final int HANGS = -1;
  static final int FAILS_AT_TOP = -2;
  static final int DOES_NOT_COMPILE = -3;

  private final String suffix;
  private final String text;
  private final String version;
  private final String throwing;
  private final String broken;

  SwapScripts(String suffix, String text, String version, String throwing, String broken) {
    this.suffix = suffix;
    this.text = text;
    this.version = version;
    this.throwing = throwing;
    this.broken = broken;
  }

  /** Writes a version: only the file that the script imports is another. */
  Path write(Path folder, int number) throws IOException {
    Files.writeString(
        folder.resolve("version." + suffix),
        number == DOES_NOT_COMPILE ? broken : version.formatted(number) + top(number));
    Path file = folder.resolve("versioned." + suffix);
    return Files.exists(file) ? file : Files.writeString(file, text);
  }

  private String top(int number) {
    return number == FAILS_AT_TOP ? throwing : "";
  }

  /** Where a version that is no good says that it went wrong, and what. */
  String failure(int number) {
    return switch (number) {
      case FAILS_TO_START ->
          this == JAVASCRIPT
              ? "versioned.js:12:28: Error: no database"
              : "versioned.py:28:9: ValueError: no database";
      case FAILS_AT_TOP ->
          this == JAVASCRIPT
              ? "version.js:2:27: Error: no top"
              : "version.py:3:5: ValueError: no top";
      case DOES_NOT_COMPILE ->
          this == JAVASCRIPT ? "version.js:1:16: SyntaxError" : "version.py:1:10: SyntaxError";
      default -> "did not start within";
    };
  }
}
