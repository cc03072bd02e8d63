package busway.python;

import io.vertx.core.buffer.*;
import io.vertx.core.json.*;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstIT {
  @TempDir Path folder;

  @Test
  void tries() {
    try (ScriptBus bus = new ScriptBus(folder)) {
      long t = System.nanoTime();
      bus.deploy(
          "a.py",
"""
@vertx.consumer("hello")
async def hello(msg):
    return {"hi": msg.body["name"], "l": [1, 2.5, None, True, "x\\n"]}

@vertx.consumer("echo")
def echo(msg):
    msg.reply(msg.body)

@vertx.consumer("kind")
def kind(msg):
    return type(msg.body).__name__

@vertx.consumer("ask")
async def ask(msg):
    await vertx.sleep(0.01)
    return (await vertx.event_bus.request("hello", {"name": "B"})).body

@vertx.consumer("bad")
async def bad(msg):
    await vertx.sleep(0.01)
    return 1/0
print("loaded", config)
""");
      System.err.println("deployed " + (System.nanoTime() - t) / 1000000);
      System.err.println(bus.ask("hello", new JsonObject().put("name", "A")));
      for (Object o :
          new Object[] {
            null,
            "",
            true,
            1,
            1L << 60,
            1.5,
            new JsonArray().add(1).add(new JsonObject().putNull("x")),
            new JsonObject().put("id", 1L << 60),
            Buffer.buffer(new byte[] {0, 1, -1})
          }) {
        try {
          System.err.println(
              o
                  + " -> "
                  + bus.ask("kind", o)
                  + " "
                  + bus.vertx
                      .eventBus()
                      .request(
                          "echo",
                          o,
                          new io.vertx.core.eventbus.DeliveryOptions().setSendTimeout(2000))
                      .await()
                      .body());
        } catch (Throwable e) {
          System.err.println(o + " " + e);
        }
      }
      System.err.println(bus.ask("ask", 1));
      try {
        bus.ask("bad", 1);
      } catch (Throwable e) {
        System.err.println(e);
      }
      bus.log().forEach(System.err::println);
      t = System.nanoTime();
      bus.deploy(
          "b.py",
"""
import asyncio, logging
logging.info("x %s", 1)
@vertx.consumer("b")
async def b(msg):
    async def f(n):
        await asyncio.sleep(n)
        return (await vertx.event_bus.request("hello", {"name": n})).body["hi"]
    r = await asyncio.gather(f(0.01), f(0.02), vertx.event_bus.request("kind", 1))
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError:
        r[2] = await asyncio.to_thread(lambda: "timeout")
    return r
async def start():
    await asyncio.sleep(0)
""");
      System.err.println("deployed " + (System.nanoTime() - t) / 1000000);
      System.err.println(bus.ask("b", 1));
      bus.log().forEach(System.err::println);
      try {
        bus.deploy("c.py", "a = 1\nb = = 2\n");
      } catch (Throwable e) {
        System.err.println(e);
      }
      try {
        bus.deploy("c.py", "a = 1\ndef f():\n  missing()\nf()\n");
      } catch (Throwable e) {
        System.err.println(e);
      }
    }
  }
}
