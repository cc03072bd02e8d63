/** The addresses that the shipped configuration answers at, each tried with one click. */

import { button, byId, element } from "./dom.js";

const TRIES = [
  { verb: "request", address: "echo", body: '{"hello": "busway"}', what: "replies what you say" },
  { verb: "request", address: "greet", body: '{"name": "Ada", "language": "fr"}', what: "a virtual thread that asks two others" },
  { verb: "request", address: "file.digest", body: '{"file": "busway.yaml"}', what: "blocking file work, off the loops" },
  { verb: "request", address: "primes", body: '{"limit": 1000000}', what: "CPU-bound work, off the loops" },
  { verb: "subscribe", address: "ticker", what: "publishes the time each second" },
];

export function examples(bus, form) {
  byId("addresses").append(...[...TRIES.map((t) => t.address), "chat"].map((a) => element("option", "", "", { value: a })));
  byId("tries").append(...TRIES.map((example) => element("li", "", tryButton(example))));

  function tryButton(example) {
    const label = [element("code", "", example.address), element("small", "", example.what)];
    return button(label, `try ${example.verb}`, () => run(example));
  }

  function run({ verb, address, body }) {
    if (verb === "subscribe") {
      subscribe(address);
    } else {
      form.fill(verb, address, body);
      form.say();
    }
  }

  function subscribe(address) {
    try {
      bus.subscribe(address);
    } catch {
      byId("link").focus(); // not connected, as the sign at the top says
    }
  }
}
