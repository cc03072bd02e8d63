/** The addresses of one deployment: each goes into the message form, or is subscribed to. */

import { button, element } from "./dom.js";
import { shortened, visible } from "./text.js";

const FEW = 3;
const MANY = 100;

export class Places {
  node = element("ul", "places");
  #shown;
  #does;
  #addresses = [];
  #key = "";
  #all = false;

  constructor(shown, does) {
    this.#shown = shown;
    this.#does = does;
  }

  show(addresses) {
    const key = JSON.stringify(addresses);
    if (key !== this.#key) {
      this.#key = key;
      this.#addresses = addresses;
      this.#draw();
    }
  }

  #draw() {
    const bound = this.#all ? MANY : FEW;
    const rest = this.#addresses.length - bound;
    const rows = this.#addresses.slice(0, bound).map((address) => this.#place(address));
    if (rest > 0 && this.#all) {
      rows.push(element("li", "hint", `and ${rest.toLocaleString("en")} more`));
    } else if (this.#addresses.length > FEW) {
      rows.push(element("li", "", this.#toggle()));
    }
    this.node.replaceChildren(...(rows.length > 0 ? rows : [element("li", "hint", "none")]));
  }

  #place(address) {
    const shown = visible(shortened(address, 60));
    return element("li", "place", [
      button(shown, "quiet small", () => this.#does.compose(address), { "aria-label": `Try ${shown}`, title: "Put it into the message form" }),
      button("\u25ce", "quiet small", () => this.#does.listen(address), { "aria-label": `Subscribe to ${shown}`, title: "Subscribe" }),
    ]);
  }

  #toggle() {
    const rest = this.#addresses.length - FEW;
    const label = this.#all ? "fewer" : `${rest.toLocaleString("en")} more`;
    return button(label, "quiet small", () => {
      this.#all = !this.#all;
      this.#draw();
      this.node.querySelector("button")?.focus();
    }, { "aria-label": `${this.#all ? "Fewer" : "All"} addresses of ${this.#shown}`, "aria-expanded": String(this.#all) });
  }
}
