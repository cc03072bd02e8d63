/** The form that sends, publishes and requests, and says what came of it. */

import { byId, complain, element } from "./dom.js";
import { checkJson } from "./json.js";
import { millis, shortened, visible } from "./text.js";

const HINTS = {
  request: "One handler gets it and answers: you see the reply and the round trip.",
  send: "One handler gets it. Nothing comes back.",
  publish: "Every subscriber of the address gets it.",
};
const SHOWN_CHARACTERS = 4_000;

export function composer(bus) {
  const form = byId("composer");
  const [address, body, headers] = ["address", "body", "headers"].map(byId);
  const outcome = byId("outcome");
  let latest = 0;

  function checkBody() {
    const problem = body.value.trim() === "" ? "" : problemOf(() => checkJson(body.value));
    complain(body, problem);
    return problem === "";
  }

  function checkHeaders() {
    const problem = problemOf(() => parseHeaders(headers.value));
    complain(headers, problem);
    return problem === "";
  }

  function checkAddress() {
    complain(address, address.value.trim() === "" ? "Which address? (expected: a name, as echo)" : "");
    return address.value.trim() !== "";
  }

  function showVerb() {
    const verb = form.elements.verb.value;
    byId("verb-hint").textContent = HINTS[verb];
    byId("say").textContent = verb[0].toUpperCase() + verb.slice(1);
  }

  function show(kind, title, text = "") {
    const shown = visible(shortened(text, SHOWN_CHARACTERS));
    outcome.dataset.kind = kind;
    outcome.replaceChildren(element("strong", "", title), ...(shown ? [element("pre", "", shown)] : []));
  }

  async function say() {
    const fits = [checkAddress(), checkBody(), checkHeaders()];
    if (fits.includes(false)) {
      form.querySelector('[aria-invalid="true"]')?.focus();
      return;
    }
    const verb = form.elements.verb.value;
    const turn = ++latest;
    try {
      const result = bus[verb](address.value.trim(), body.value, parseHeaders(headers.value));
      show("wait", verb === "request" ? "Waiting for the reply…" : `${verb === "send" ? "Sent" : "Published"} to ${address.value.trim()}`);
      const settled = await result;
      if (settled && turn === latest) {
        report(settled);
      }
    } catch (problem) {
      show("failure", problem.message);
    }
  }

  function report({ frame, failure, elapsedMs }) {
    const time = `${millis(elapsedMs)} ms`;
    if (frame) {
      show("reply", `Reply in ${time}`, frame.bodyText || "null");
    } else {
      show("failure", `Failed after ${time}`, failure);
    }
  }

  /** Fills the form; `body` and `headers` are text. */
  function fill(verb, to, bodyText) {
    form.elements.verb.value = verb;
    address.value = to;
    body.value = bodyText;
    showVerb();
    checkAddress();
    checkBody();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say();
  });
  form.addEventListener("change", showVerb);
  body.addEventListener("input", checkBody);
  headers.addEventListener("input", checkHeaders);
  body.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      form.requestSubmit();
    }
  });
  showVerb();

  return {
    fill,
    say,
    tryAt(tried) {
      fill("request", tried, body.value);
      form.scrollIntoView({ block: "nearest" });
      body.focus();
    },
    replyTo(replyAddress) {
      fill("send", replyAddress, body.value);
      body.focus();
    },
  };
}

function problemOf(check) {
  try {
    check();
    return "";
  } catch (problem) {
    return problem.message;
  }
}

/** The headers in `text`, one a line; undefined for none. */
function parseHeaders(text) {
  const entries = text.split("\n").map((line, n) => [line.trim(), n + 1]).filter(([line]) => line !== "").map(parseHeader);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function parseHeader([line, number]) {
  const colon = line.indexOf(":");
  if (colon < 1) {
    throw new Error(`Line ${number}: ${line} (expected: name: value)`);
  }
  return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
}
