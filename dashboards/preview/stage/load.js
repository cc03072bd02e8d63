import { Client } from "./client.js";

const LARGE = "x".repeat(32 << 10);

const jobs = [];

/**
 * Begins healthy clients and clients that misbehave: each panel of the dashboards gets something to show within so many
 * seconds after a warm-up. It goes on until it is stopped.
 */
export async function load(port, { warmUpSeconds, seconds }) {
  const clients = await Promise.all(Array.from({ length: 8 }, () => Client.open(port)));
  const [subscriber, publisher, mischief] = clients;
  subscriber.register("news");
  subscriber.register("ticker");
  const startMs = Date.now();
  const elapsed = () => (Date.now() - startMs) / 1000 - warmUpSeconds;
  const between = (from, to) => elapsed() > from * seconds && elapsed() < to * seconds;
  every(20, () => waves(clients, elapsed()));
  every(100, () => publisher.publish("news", { headline: "all is well" }));
  every(400, () => refused(mischief));
  every(700, () => comeAndGo(port));
  every(1000, () => publisher.request("primes", { limit: 2_000_000 }));
  every(900, () => between(0.2, 0.3) && mischief.request("slow", 1));
  every(1500, () => between(0.45, 0.6) && tooMuchWork(publisher));
  every(4000, () => between(0.65, 0.75) && mischief.request("stuck", 1));
  every(8000, () => between(0.75, 0.92) && deaf(port, publisher));
}

export function stopLoad() {
  jobs.forEach(clearInterval);
}

export function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Does something again and again, until the load is stopped. */
export function every(ms, job) {
  jobs.push(setInterval(() => Promise.resolve(job()).catch((error) => console.error(`load: ${error.message}`)), ms));
}

/** Requests that swell and ebb, twice a minute. */
function waves(clients, elapsedSeconds) {
  const height = 1 + Math.sin((elapsedSeconds / 30) * 2 * Math.PI);
  for (const client of clients) {
    for (let i = 0; i < Math.round(4 * height); i++) {
      client.request("echo", { n: i });
    }
  }
  clients[3].request("greet", { name: "Ada" });
  clients[4].request("database", 1);
  clients[5].request("file.digest", { file: "busway.yaml" });
  clients[6].request("js.hello", { name: "Ada" });
  clients[7].request("py.primes", { limit: 20_000 });
}

function refused(client) {
  client.send({ type: "nonsense" });
  client.request("secret", 1);
  client.request("nobody", 1);
}

async function comeAndGo(port) {
  const client = await Client.open(port);
  client.request("echo", 1);
  setTimeout(() => client.close(), 2000);
}

/** More at once than the pool and its queue hold, each longer than its deadline. */
function tooMuchWork(client) {
  for (let i = 0; i < 8; i++) {
    client.request("primes", { limit: 400_000_000 });
  }
}

/** A subscriber that does not read what is published, more of it than the system and the gateway keep for it. */
async function deaf(port, publisher) {
  const client = await Client.open(port);
  client.register("flood");
  await sleep(200);
  client.stopReading();
  const flood = setInterval(() => publisher.publish("flood", LARGE), 10);
  await sleep(6000);
  clearInterval(flood);
  client.close();
}
