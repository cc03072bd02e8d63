/** The banner: an event loop is late, or the gateway does not answer at all. */

import { byId, element } from "./dom.js";
import { LATE_MS, loopName } from "./loops.js";
import { millis } from "./text.js";

const LASTS_MS = 4_000;

let shownUntilMs = 0;

function show(text) {
  const place = byId("alarm");
  shownUntilMs = performance.now() + LASTS_MS;
  const banner = place.firstElementChild;
  if (banner) {
    banner.lastElementChild.textContent = text;
  } else {
    place.append(element("p", "banner", [element("b", "", "Late "), element("span", "", text)]));
  }
}

export const alarm = {
  check(loops) {
    const worst = loops.reduce((most, loop) => (loop.lagMaxMs > most.lagMaxMs ? loop : most), { lagMaxMs: 0 });
    if (worst.lagMaxMs >= LATE_MS.bad) {
      show(`${loopName(worst.name)} was late by ${millis(worst.lagMaxMs)} ms: something blocks it. Blocking work belongs on a worker.`);
    } else if (performance.now() > shownUntilMs) {
      byId("alarm").replaceChildren();
    }
  },

  silent() {
    show("The gateway does not answer: it is down, or its event loop is blocked.");
  },
};
