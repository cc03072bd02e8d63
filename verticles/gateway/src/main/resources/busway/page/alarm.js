/** The banner: an event loop is late, or the gateway does not answer at all. */

import { byId, element } from "./dom.js";
import { LATE_MS, loopName } from "./loops.js";
import { millis } from "./text.js";

const LASTS_MS = 4_000;

let shownUntilMs = 0;
let shownSubject = "";

/** A screen reader reads the banner out whenever it changes: once a subject, not once a second. */
function show(subject, text) {
  shownUntilMs = performance.now() + LASTS_MS;
  if (subject !== shownSubject) {
    shownSubject = subject;
    byId("alarm").replaceChildren(element("p", "banner", [element("b", "", "Late "), element("span", "", text)]));
  }
}

function clear() {
  shownSubject = "";
  byId("alarm").replaceChildren();
}

export const alarm = {
  check(loops) {
    const worst = loops.reduce((most, loop) => (loop.lagMaxMs > most.lagMaxMs ? loop : most), { lagMaxMs: 0 });
    if (worst.lagMaxMs >= LATE_MS.bad) {
      show(worst.name, `${loopName(worst.name)} was late by ${millis(worst.lagMaxMs)} ms: something blocks it. Blocking work belongs on a worker.`);
    } else if (performance.now() > shownUntilMs) {
      clear();
    }
  },

  silent() {
    show("gateway", "The gateway does not answer: it is down, or its event loop is blocked.");
  },
};
