/** The log: each frame a row, newest first. Bounded: the oldest rows go. Drawn once a frame of the screen. */

import { button, byId, element } from "./dom.js";
import { millis, shortened, visible } from "./text.js";

const MAX_ROWS = 300;
const MAX_CHARACTERS = 4_000;
const QUIET_ROWS = 5; // more at once are not read out

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 });

export function log(bus, replyTo) {
  const list = byId("log");
  const filter = byId("filter");
  const pause = byId("pause");
  let entries = []; // newest last
  let fresh = [];
  let gone = 0;
  let paused = false;

  function add(frame) {
    fresh.push(entryOf(frame));
    if (fresh.length === 1 && !paused) {
      requestAnimationFrame(draw);
    }
    if (fresh.length > MAX_ROWS) {
      fresh.shift();
      gone++;
    }
    if (paused) {
      count();
    }
  }

  function draw() {
    if (paused || fresh.length === 0) {
      return;
    }
    const added = fresh;
    fresh = [];
    const all = entries.concat(added);
    gone += Math.max(0, all.length - MAX_ROWS);
    entries = all.slice(-MAX_ROWS);
    list.parentElement.setAttribute("aria-live", added.length > QUIET_ROWS ? "off" : "polite");
    list.prepend(...added.filter(matches).reverse().map((entry) => rowOf(entry, replyTo)));
    while (list.childElementCount > MAX_ROWS) {
      list.lastElementChild.remove();
    }
    count();
  }

  function redraw() {
    list.parentElement.setAttribute("aria-live", "off");
    list.replaceChildren(...entries.filter(matches).reverse().map((entry) => rowOf(entry, replyTo)));
    count();
  }

  function matches(entry) {
    const wanted = filter.value.trim().toLowerCase();
    return wanted === "" || entry.haystack.includes(wanted);
  }

  function count() {
    const rows = list.childElementCount;
    const parts = [`${rows} ${rows === 1 ? "row" : "rows"}`];
    if (gone > 0) {
      parts.push(`${gone.toLocaleString("en")} older gone`);
    }
    if (paused && fresh.length > 0) {
      parts.push(`${fresh.length} waiting`);
    }
    byId("log-count").textContent = parts.join(", ");
    byId("log-empty").hidden = entries.length > 0;
  }

  bus.addEventListener("frame", ({ detail }) => add(detail));
  filter.addEventListener("input", redraw);
  pause.addEventListener("click", () => {
    paused = !paused;
    pause.setAttribute("aria-pressed", String(paused));
    pause.textContent = paused ? "Resume" : "Pause";
    draw();
    count();
  });
  byId("clear").addEventListener("click", () => {
    entries = [];
    fresh = [];
    gone = 0;
    redraw();
  });
  count();
}

function entryOf(frame) {
  const kind = kindOf(frame);
  const address = visible(shortened(String(frame.about ?? frame.address ?? ""), 300));
  const body = visible(shortened(textOf(frame), MAX_CHARACTERS));
  const headers = frame.headers ? visible(shortened(JSON.stringify(frame.headers), 1_000)) : "";
  const haystack = `${kind.word} ${address} ${body} ${headers}`.toLowerCase();
  return { time: clock.format(new Date()), kind, address, body, headers, haystack, elapsedMs: frame.elapsedMs, replyAddress: answerable(frame) };
}

function kindOf({ direction, type, isReply, replyAddress }) {
  if (direction === "out") {
    const name = type === "send" && replyAddress ? "request" : type;
    return { name, word: `→ ${name === "register" ? "subscribe" : name === "unregister" ? "unsubscribe" : name}` };
  }
  if (type === "err") {
    return { name: "failure", word: "← failure" };
  }
  return isReply ? { name: "reply", word: "← reply" } : { name: "message", word: "← message" };
}

function textOf({ direction, type, failureType, failureCode, message, body, bodyText }) {
  if (direction === "in" && type === "err") {
    return failureType ? `${failureType} ${failureCode}: ${message ?? ""}` : String(body ?? message ?? "");
  }
  return bodyText;
}

function answerable({ direction, type, replyAddress }) {
  return direction === "in" && type !== "err" && typeof replyAddress === "string" ? replyAddress : "";
}

function rowOf(entry, replyTo) {
  const head = element("div", "head", [
    element("b", "word", entry.kind.word),
    element("code", "address", entry.address),
    ...(entry.elapsedMs === undefined ? [] : [element("span", "elapsed", `${millis(entry.elapsedMs)} ms`)]),
    ...(entry.replyAddress ? [button("Reply", "quiet small", () => replyTo(entry.replyAddress))] : []),
    element("time", "", entry.time),
  ]);
  return element("li", `row ${entry.kind.name}`, [
    head,
    ...(entry.headers ? [element("div", "headers", entry.headers)] : []),
    ...(entry.body ? [element("pre", "", entry.body)] : []),
  ]);
}
