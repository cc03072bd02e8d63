/** How many instances: a number with one less and one more beside it. What is typed or clicked in one go is one change. */

import { button, element } from "./dom.js";

const MOST = 10_000;
const CALM_MS = 500;

export class Instances {
  node;
  #field;
  #scale;
  #actual = 0;
  #timer = 0;

  constructor(shown, scale) {
    this.#scale = scale;
    this.#field = element("input", "", "", { type: "number", min: 1, max: MOST, step: 1, inputmode: "numeric", "aria-label": `Instances of ${shown}` });
    const less = button("−", "quiet", () => this.#step(-1), { "aria-label": `One instance less of ${shown}` });
    const more = button("+", "quiet", () => this.#step(1), { "aria-label": `One instance more of ${shown}` });
    this.node = element("div", "stepper", [less, this.#field, more]);
    this.#field.addEventListener("change", () => this.#soon());
    this.#field.addEventListener("keydown", ({ key }) => {
      if (key === "Enter") {
        this.#now();
      } else if (key === "Escape") {
        this.forget();
      }
    });
  }

  /** Shows what there is, unless the visitor is at it. */
  show(actual) {
    this.#actual = actual;
    if (!this.#isTouched()) {
      this.#field.value = actual;
    }
  }

  /** Back to what there is. */
  forget() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#field.value = this.#actual;
  }

  #isTouched() {
    return this.#timer !== 0 || (document.activeElement === this.#field && Number(this.#field.value) !== this.#actual);
  }

  #step(by) {
    this.#field.value = Math.min(MOST, Math.max(1, (Number(this.#field.value) || this.#actual) + by));
    this.#soon();
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#now(), CALM_MS);
  }

  #now() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const wanted = Number(this.#field.value);
    if (!Number.isInteger(wanted) || wanted < 1 || wanted > MOST || wanted === this.#actual) {
      this.forget();
    } else {
      this.#scale(wanted);
    }
  }
}
