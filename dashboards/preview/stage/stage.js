import { join } from "node:path";
import { line, start, stopAll } from "./child.js";
import { load, sleep, stopLoad } from "./load.js";
import { operate } from "./operator.js";
import { startPrometheus } from "./prometheus.js";

const READY = /^busway ready .*websocket (?<webSocket>\S+) +tcp \S+:(?<tcp>\d+) +admin \S+:(?<admin>\d+)/;

/** The Java virtual machine's: what it does first, it does slowly. */
const WARM_UP_SECONDS = 20;

/**
 * Starts a gateway, a Prometheus that watches it, and a load on both edges. Returns, when the load has lasted so many
 * seconds after its warm-up, where Prometheus is; all of them go on until `strike`.
 */
export async function play({ home, folder, seconds, say }) {
  say("starting a gateway (built first, if need be)");
  const gateway = await start(join(home, "busway"), gatewayArguments(home), {
    log: join(folder, "gateway.log"),
    env: { BUSWAY_JAVA_OPTS: "-Xmx160m" },
  });
  const { webSocket, tcp, admin } = (await line(gateway, READY, 600)).groups;
  const prometheus = await startPrometheus(join(home, "dashboards"), join(folder, "prometheus"), admin);
  say(`loading it for ${seconds} s, with a stall, a slow consumer and refusals; Prometheus is at ${prometheus}`);
  const drivers = [
    await bench(home, folder, "request", webSocket, ["--address", "echo", "--connections", "20", "--rate", "300"]),
    await bench(home, folder, "fan-out", webSocket, ["--address", "chat", "--subscribers", "40", "--rate", "20"]),
  ];
  await load(Number(tcp), { warmUpSeconds: WARM_UP_SECONDS, seconds });
  operate(admin, join(home, "dashboards/preview/stage/Broken.java"));
  await sleep((WARM_UP_SECONDS + seconds) * 1000);
  const ended = [gateway, ...drivers].find((child) => child.exitCode !== null);
  if (ended) {
    throw new Error(`ended too early: see ${ended.log}`);
  }
  return prometheus;
}

/** Stops all that was started, and waits for it. */
export async function strike() {
  stopLoad();
  await stopAll();
}

function gatewayArguments(home) {
  const ports = ["tcp", "websocket", "admin"].flatMap((edge) => ["--set", `${edge}.port=0`]);
  const examples = join(home, "verticles/examples/target/busway-examples.jar");
  return ["up", "--config", join(home, "dashboards/preview/stage/stage.yaml"), "--classpath", examples, ...ports];
}

/** The load driver, for longer than anybody will look. */
async function bench(home, folder, kind, target, options) {
  const all = ["bench", kind, "--target", target, "--warmup", "1s", "--duration", "60m", ...options];
  const child = await start(join(home, "busway"), all, { log: join(folder, `bench-${kind}.log`) });
  child.stdout.resume();
  return child;
}
