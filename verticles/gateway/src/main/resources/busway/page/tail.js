/** The log of one deployment, newest last. Bounded: the oldest lines go. Drawn once a frame of the screen. */

import { byId, element } from "./dom.js";
import { TailStream } from "./tailstream.js";
import { shortened, visible } from "./text.js";

const MAX_LINES = 1_000;
const MAX_CHARACTERS = 4_000;
const QUIET_LINES = 5; // more at once are not read out
const RANKS = { trace: 0, debug: 1, info: 2, warn: 3, error: 4 };

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 });

export class Tail {
  #admin;
  #panel = byId("tail");
  #list = byId("tail-lines");
  #scroll = byId("tail-lines").parentElement;
  #stream = null;
  #entries = [];
  #fresh = [];
  #paused = false;
  #follows = true;
  #opener = null;

  constructor(admin) {
    this.#admin = admin;
    byId("tail-close").addEventListener("click", () => this.close());
    byId("tail-level").addEventListener("change", () => this.#redraw());
    byId("tail-pause").addEventListener("click", () => this.#pause(!this.#paused));
    byId("tail-follow").addEventListener("click", () => this.#follow(!this.#follows));
    byId("tail-copy").addEventListener("click", () => this.#copy());
    this.#panel.addEventListener("keydown", ({ key }) => key === "Escape" && this.close());
    this.#scroll.addEventListener("scroll", () => this.#follows && !this.#isAtEnd() && this.#follow(false));
  }

  open(name) {
    this.#opener = document.activeElement;
    this.#stream?.close();
    this.#clear();
    this.#pause(false);
    this.#follow(true);
    const shown = visible(shortened(name, 80));
    byId("tail-title").textContent = `Log of ${shown}`;
    this.#say("connecting");
    this.#panel.hidden = false;
    this.#panel.scrollIntoView({ block: "nearest" });
    byId("tail-close").focus({ preventScroll: true });
    this.#stream = new TailStream(this.#admin, name, {
      begins: () => this.#say(""),
      line: (line) => this.#add(line),
      lost: (problem) => this.#lost(problem),
    });
  }

  close() {
    const hadFocus = this.#panel.contains(document.activeElement);
    this.#stream?.close();
    this.#stream = null;
    this.#panel.hidden = true;
    this.#clear();
    if (hadFocus) {
      this.#opener?.focus();
    }
  }

  #lost({ status, message }) {
    const over = status >= 400 && status < 500 && status !== 429;
    this.#say(over ? visible(shortened(message, 300)) : "lost, trying again");
    return !over;
  }

  #add(line) {
    this.#fresh.push(entryOf(line));
    if (this.#fresh.length > MAX_LINES) {
      this.#fresh.shift();
    }
    if (this.#fresh.length === 1 && !this.#paused) {
      requestAnimationFrame(() => this.#draw());
    }
    if (this.#paused) {
      this.#say(`${this.#fresh.length.toLocaleString("en")} waiting`);
    }
  }

  #draw() {
    if (this.#paused || this.#fresh.length === 0) {
      return;
    }
    const added = this.#fresh;
    this.#fresh = [];
    this.#entries = this.#entries.concat(added).slice(-MAX_LINES);
    this.#scroll.setAttribute("aria-live", added.length > QUIET_LINES ? "off" : "polite");
    this.#list.append(...added.filter(this.#matches()).map(rowOf));
    while (this.#list.childElementCount > MAX_LINES) {
      this.#list.firstElementChild.remove();
    }
    this.#drawn();
  }

  #redraw() {
    this.#scroll.setAttribute("aria-live", "off");
    this.#list.replaceChildren(...this.#entries.filter(this.#matches()).map(rowOf));
    this.#drawn();
  }

  #drawn() {
    byId("tail-empty").hidden = this.#list.childElementCount > 0;
    if (this.#follows) {
      this.#scroll.scrollTop = this.#scroll.scrollHeight;
    }
  }

  #matches() {
    const least = RANKS[byId("tail-level").value] ?? 0;
    return ({ rank }) => rank >= least;
  }

  #clear() {
    this.#entries = [];
    this.#fresh = [];
    this.#redraw();
  }

  #pause(paused) {
    this.#paused = paused;
    byId("tail-pause").setAttribute("aria-pressed", String(paused));
    this.#say("");
    this.#draw();
  }

  #follow(follows) {
    this.#follows = follows;
    byId("tail-follow").setAttribute("aria-pressed", String(follows));
    this.#drawn();
  }

  #isAtEnd() {
    return this.#scroll.scrollHeight - this.#scroll.scrollTop - this.#scroll.clientHeight < 40;
  }

  async #copy() {
    const lines = [...this.#list.children].map((row) => [...row.children].map((part) => part.textContent).join(" "));
    try {
      await navigator.clipboard.writeText(lines.join("\n"));
      this.#say(`copied: ${lines.length.toLocaleString("en")}`);
    } catch {
      getSelection().selectAllChildren(this.#list); // a browser keeps its clipboard from a page without https
      this.#say("selected: copy with Ctrl+C");
    }
  }

  #say(text) {
    byId("tail-said").textContent = text;
  }
}

function entryOf({ time, level = "", text = "" }) {
  const word = String(level).toLowerCase();
  const at = new Date(time);
  return { time: Number.isNaN(at.getTime()) ? "" : clock.format(at), word, rank: RANKS[word] ?? RANKS.info, text: visible(shortened(String(text), MAX_CHARACTERS)) };
}

function rowOf({ time, word, text }) {
  return element("li", "line", [element("time", "", time), element("b", "", visible(shortened(word, 10))), element("span", "", text)], { "data-level": word in RANKS ? word : "info" });
}
