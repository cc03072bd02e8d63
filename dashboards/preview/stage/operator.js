import { every } from "./load.js";

const TOKEN = "only-for-this-stage";

/**
 * Begins somebody who deploys: replacements, more instances and fewer, a source that does not compile, a verticle that
 * comes and goes, and a call with a wrong token.
 */
export function operate(adminPort, broken) {
  const all = `http://127.0.0.1:${adminPort}/admin/deployments`;
  const call = (method, path, body, token = TOKEN) => ask(all + path, method, body, token);
  let turn = 0;
  every(9000, () => call("POST", ["/hello/redeploy", "/primes-of-python/redeploy", "/echo/redeploy"][turn++ % 3]));
  every(25000, () => call("POST", "/database/scale", { instances: turn % 2 === 0 ? 4 : 6 }));
  every(31000, () => call("POST", "", { name: "broken", main: broken }));
  every(37000, () => comeAndGo(call));
  every(20000, () => call("GET", "", undefined, "not-the-token-at-all"));
}

async function comeAndGo(call) {
  await call("POST", "", { name: "guest", main: "busway.examples.EchoVerticle", config: { address: "guest" } });
  await call("DELETE", "/guest");
}

/** Refusals are part of the play: the status is not looked at. */
async function ask(url, method, body, token) {
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const response = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
  await response.text();
}
