/** The sign at the top: whether the page is connected, to what, and when it tries again. */

import { byId } from "./dom.js";
import { visible } from "./text.js";

const WORDS = { connecting: "Connecting", open: "Connected", waiting: "Reconnecting", closed: "Disconnected" };

export function linkState(link, url) {
  const sign = byId("state");
  const button = byId("link");
  let countdown = 0;

  function show({ name, reason, retryAtMs }) {
    clearInterval(countdown);
    sign.dataset.state = name;
    byId("state-text").textContent = WORDS[name];
    byId("state-detail").textContent = name === "waiting" ? `Lost: ${visible(reason)}` : name === "closed" ? reason : url;
    button.textContent = name === "open" || name === "connecting" ? "Disconnect" : "Connect";
    if (name === "waiting") {
      countdown = setInterval(() => count(retryAtMs), 250);
      count(retryAtMs);
    }
  }

  /** Shown on the button, which is not a live region: a screen reader is told the state, not each second. */
  function count(retryAtMs) {
    const seconds = Math.max(0, Math.ceil((retryAtMs - performance.now()) / 1_000));
    button.textContent = `Connect now (${seconds} s)`;
  }

  link.addEventListener("state", ({ detail }) => show(detail));
  button.addEventListener("click", () =>
    link.state.name === "open" || link.state.name === "connecting" ? link.disconnect() : link.connect());
}
