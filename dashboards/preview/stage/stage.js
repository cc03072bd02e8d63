import { join } from "node:path";
import { line, start } from "./child.js";
import { load, sleep } from "./load.js";
import { startPrometheus } from "./prometheus.js";

const READY = /^busway ready .*websocket (?<webSocket>\S+) +tcp \S+:(?<tcp>\d+) +admin \S+:(?<admin>\d+)/;
const SETTLE_MS = 3000;

/**
 * A gateway, a Prometheus that watches it, and a load of so many seconds on both edges. Returns, when the load is over,
 * where Prometheus is.
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
  await Promise.all([
    load(Number(tcp), seconds),
    bench(home, folder, "request", webSocket, seconds, ["--address", "echo", "--connections", "20", "--rate", "300"]),
    bench(home, folder, "fan-out", webSocket, seconds, ["--address", "chat", "--subscribers", "40", "--rate", "20"]),
  ]);
  await sleep(SETTLE_MS);
  return prometheus;
}

function gatewayArguments(home) {
  const ports = ["tcp", "websocket", "admin"].flatMap((edge) => ["--set", `${edge}.port=0`]);
  const examples = join(home, "verticles/examples/target/busway-examples.jar");
  return ["up", "--config", join(home, "dashboards/preview/stage/stage.yaml"), "--classpath", examples, ...ports];
}

/** The load driver. That it counts lost answers is of no interest here: the stage loses some on purpose. */
async function bench(home, folder, kind, target, seconds, options) {
  const all = ["bench", kind, "--target", target, "--warmup", "1s", "--duration", `${seconds - 1}s`, ...options];
  const child = await start(join(home, "busway"), all, { log: join(folder, `bench-${kind}.log`) });
  child.stdout.resume();
  await child.exited;
}
