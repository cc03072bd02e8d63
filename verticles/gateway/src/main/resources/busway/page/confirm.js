/** A question that has to be answered before something is taken away. */

import { byId } from "./dom.js";

/** Whether the visitor agrees. The safe answer has the focus, and Escape is it. */
export function confirmed(title, text, yes) {
  const dialog = byId("confirm");
  byId("confirm-title").textContent = title;
  byId("confirm-text").textContent = text;
  byId("confirm-yes").textContent = yes;
  dialog.returnValue = "";
  dialog.showModal();
  byId("confirm-no").focus();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }));
}

export function confirmations() {
  const dialog = byId("confirm");
  byId("confirm-no").addEventListener("click", () => dialog.close("no"));
  byId("confirm-yes").addEventListener("click", () => dialog.close("yes"));
}
