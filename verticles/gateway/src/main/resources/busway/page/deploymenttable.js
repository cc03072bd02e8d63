/** The table of deployments: a row a name, in the order of the names, those that the filter lets through. */

import { byId } from "./dom.js";
import { DeploymentRow } from "./deploymentrow.js";
import { figure } from "./text.js";

const MAX_ROWS = 500;
const ORDER = new Intl.Collator("en", { numeric: true });

export class DeploymentTable {
  #table = byId("deployments-table");
  #filter = byId("deployments-filter");
  #rows = new Map();
  #does;

  constructor(does) {
    this.#does = does;
    this.#filter.addEventListener("input", () => this.#narrow());
  }

  show(statuses) {
    const nowMs = performance.now();
    const shown = statuses.toSorted((one, other) => ORDER.compare(one.name, other.name)).slice(0, MAX_ROWS);
    const names = new Set(shown.map(({ name }) => name));
    for (const [name, row] of this.#rows) {
      if (!names.has(name)) {
        this.#drop(name, row);
      }
    }
    shown.forEach((status, i) => this.#place(i, status, nowMs));
    this.#narrow();
  }

  #place(i, status, nowMs) {
    if (!this.#rows.has(status.name)) {
      const row = new DeploymentRow(status.name, this.#does);
      this.#rows.set(status.name, row);
      this.#table.insertBefore(row.body, this.#table.tBodies[i] ?? null);
    }
    this.#rows.get(status.name).show(status, nowMs);
  }

  #drop(name, row) {
    if (row.body.contains(document.activeElement)) {
      this.#filter.focus();
    }
    row.body.remove();
    this.#rows.delete(name);
  }

  #narrow() {
    const wanted = this.#filter.value.trim().toLowerCase();
    let seen = 0;
    for (const [name, { body }] of this.#rows) {
      body.hidden = !name.toLowerCase().includes(wanted);
      seen += body.hidden ? 0 : 1;
    }
    const all = this.#rows.size;
    byId("deployments-count").textContent = seen === all ? figure(all) : `${figure(seen)} of ${figure(all)}`;
    this.#table.parentElement.hidden = seen === 0;
    byId("deployments-empty").hidden = seen > 0;
    byId("deployments-empty").textContent = all > 0 ? "No name contains that." : "Nothing is deployed. Deploy something?";
  }

  row(name) {
    return this.#rows.get(name);
  }

  clear() {
    this.#rows.forEach(({ body }) => body.remove());
    this.#rows.clear();
    this.#filter.value = "";
    this.#table.parentElement.hidden = true;
    byId("deployments-empty").hidden = true;
    byId("deployments-count").textContent = "";
  }
}
