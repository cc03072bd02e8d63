/** Listens to the event loops over the event bus, but only while somebody looks: the gateway tells nothing that nobody hears. */

import { byId } from "./dom.js";
import { Lanes } from "./lanes.js";

const ADDRESS = "busway.loops";
const SILENT_MS = 3_000;

export function watch(bus, link) {
  const lanes = new Lanes();
  const panel = byId("watch");
  let seen = true;
  let stop = null;
  let silence = 0;

  function decide() {
    const wanted = link.isOpen && seen && !document.hidden;
    if (wanted && !stop) {
      stop = bus.listen(ADDRESS, ({ body }) => hear(body));
      expect();
    } else if (!wanted && stop) {
      stop();
      stop = null;
      clearTimeout(silence);
    }
  }

  function hear(slice) {
    lanes.add(slice);
    panel.dataset.state = "live";
    expect();
  }

  /** No news for a while: not permitted, or the loop that serves this page is held up. */
  function expect() {
    clearTimeout(silence);
    silence = setTimeout(() => (panel.dataset.state = "silent"), SILENT_MS);
  }

  link.addEventListener("state", decide);
  document.addEventListener("visibilitychange", decide);
  new IntersectionObserver(([entry]) => {
    seen = entry.isIntersecting;
    decide();
  }).observe(panel);
}
