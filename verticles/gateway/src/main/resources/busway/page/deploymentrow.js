/** One deployment in the table: what it does, and what can be done with it. Made once, filled again and again. */

import { button, element } from "./dom.js";
import { Instances } from "./instances.js";
import { Places } from "./places.js";
import { report } from "./reports.js";
import { Sparkline } from "./sparkline.js";
import { figure, shortened, since, visible } from "./text.js";

const LEVELS = { running: "good", starting: "warn", draining: "warn", failed: "bad" };
const MAX_NAME = 80;
const MAX_MAIN = 160;
const CELLS = ["state", "instances", "messages", "in handlers", "pending", "addresses", "actions"];

export class DeploymentRow {
  body = element("tbody", "deployment", "", { role: "rowgroup" });
  #name;
  #head = element("th", "who", "", { scope: "row", role: "rowheader" });
  #cells = Object.fromEntries(CELLS.map((name) => [name, element("td", "", "", { role: "cell", "data-label": name })]));
  #report = element("td", "report", "", { role: "cell", colspan: CELLS.length + 1 });
  #sparkline;
  #instances;
  #places;
  #before = null;
  #fault = null; // what the gateway says of the last change: state, reason, problems
  #failure = null; // of the visitor's own last change
  #dismissed = "";
  #shownReport = "";

  /** `does` has what the buttons do: scale, redeploy, undeploy, logs, compose, listen. */
  constructor(name, does) {
    this.#name = name;
    const shown = visible(shortened(name, MAX_NAME));
    this.#instances = new Instances(shown, (instances) => does.scale(name, instances));
    this.#places = new Places(shown, does);
    this.#fillHead(shown);
    this.#fillCells(shown, does);
    const line = element("tr", "figures", [this.#head, ...Object.values(this.#cells)], { role: "row" });
    this.body.append(line, element("tr", "said", this.#report, { role: "row" }));
    this.#report.parentElement.hidden = true;
  }

  #fillHead(shown) {
    this.#head.append(element("b", "name", shown), element("code", "code"), element("small", "made"));
  }

  #fillCells(shown, does) {
    const { state, instances, messages, "in handlers": busy, addresses, actions } = this.#cells;
    state.append(element("span", "level"), element("small"));
    instances.append(this.#instances.node);
    messages.append(element("span"), element("canvas"));
    this.#sparkline = new Sparkline(messages.lastElementChild);
    busy.append(element("meter", "", "", { min: 0, max: 1, high: 0.8, "aria-hidden": "true" }), element("span"));
    addresses.append(this.#places.node);
    const act = (word, what) => button(word, "quiet small", () => does[what](this.#name), { "aria-label": `${word} ${shown}` });
    actions.append(element("div", "", [act("Logs", "logs"), act("Redeploy", "redeploy"), act("Undeploy", "undeploy")]));
  }

  show(status, nowMs) {
    const { name, main, threading, state, version, instances, messagesPerSecond, pending, addresses } = status;
    const [, code, made] = this.#head.children;
    code.textContent = visible(shortened(main, MAX_MAIN));
    code.hidden = main === name;
    made.textContent = visible(`version ${version}, ${threading}`);
    this.#showState(state, since(status.since));
    this.#instances.show(instances);
    this.#cells.messages.firstElementChild.textContent = `${figure(messagesPerSecond)} /s`;
    this.#sparkline.add(messagesPerSecond, `${figure(messagesPerSecond)} messages a second`);
    this.#showBusy(this.#share(status, nowMs));
    this.#cells.pending.textContent = figure(pending);
    this.#places.show(addresses);
    this.#fault = faultOf(status);
    this.#showReport();
  }

  #showState(state, lasting) {
    const [level, time] = this.#cells.state.children;
    level.textContent = this.isBusy ? this.body.dataset.doing : visible(String(state));
    level.dataset.level = this.isBusy ? "warn" : (LEVELS[state] ?? "warn");
    time.textContent = `for ${lasting}`;
  }

  #showBusy(share) {
    const [meter, text] = this.#cells["in handlers"].children;
    meter.value = share ?? 0;
    text.textContent = share === null ? "–" : `${figure(share * 100)} %`;
  }

  /** How much of the time since the last look an instance spent in its handlers, on the average. */
  #share({ handlerSeconds, instances }, nowMs) {
    const before = this.#before;
    this.#before = { handlerSeconds, nowMs };
    const seconds = before ? ((nowMs - before.nowMs) / 1_000) * Math.max(1, instances) : 0;
    return seconds > 0 && handlerSeconds >= before.handlerSeconds ? (handlerSeconds - before.handlerSeconds) / seconds : null;
  }

  /** A change is under way: `doing` says which; empty once it is over. */
  doing(doing) {
    this.body.dataset.doing = doing;
    this.body.setAttribute("aria-busy", String(doing !== ""));
    for (const one of this.#cells.actions.querySelectorAll("button:nth-child(n+2)")) {
      one.setAttribute("aria-disabled", String(doing !== ""));
    }
    if (doing) {
      this.#failure = null;
      this.#dismissed = JSON.stringify(this.#fault);
      this.#showReport();
      Object.assign(this.#cells.state.firstElementChild, { textContent: doing }).dataset.level = "warn";
    } else {
      this.#instances.forget();
    }
  }

  get isBusy() {
    return this.body.getAttribute("aria-busy") === "true";
  }

  /** The visitor's change came to nothing, and why. */
  fail(title, { message, problems }) {
    this.#failure = { title, reason: message, problems };
    this.#showReport();
  }

  #dismiss() {
    this.#failure = null;
    this.#dismissed = JSON.stringify(this.#fault);
    this.#showReport();
    this.#cells.actions.querySelector("button").focus();
  }

  /** The visitor's failure, else the gateway's, until it is dismissed or another comes. */
  #showReport() {
    if (JSON.stringify(this.#fault) !== this.#dismissed) {
      this.#dismissed = "";
    }
    const told = this.#dismissed ? null : this.#fault;
    const shown = this.#failure ?? told;
    const key = JSON.stringify(shown);
    if (key !== this.#shownReport) {
      this.#shownReport = key;
      this.#report.replaceChildren(...(shown ? this.#parts(shown) : []));
      this.#report.parentElement.hidden = !shown;
    }
  }

  #parts({ title, reason, problems }) {
    return [...report(title, reason, problems), button("Dismiss", "quiet small", () => this.#dismiss(), { "aria-label": `Dismiss this of ${visible(shortened(this.#name, MAX_NAME))}` })];
  }
}

function faultOf({ state, reason, problems }) {
  const isOne = Boolean(reason) || problems?.length > 0;
  return isOne ? { title: state === "failed" ? "Failed:" : "The last change failed:", reason, problems } : null;
}
