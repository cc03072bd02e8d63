/** The addresses that the page listens to, and the form that adds one. */

import { button, byId, complain, element } from "./dom.js";
import { figure, visible } from "./text.js";

export function subscriptions(bus) {
  const topic = byId("topic");
  const list = byId("subscriptions");
  const rows = new Map();
  let drawing = false;

  function row(address) {
    const count = element("span", "count");
    const drop = button("Unsubscribe", "quiet", () => bus.unsubscribe(address), { "aria-label": `Unsubscribe from ${visible(address)}` });
    const node = element("li", "", [element("code", "", visible(address)), count, drop]);
    list.append(node);
    return { node, count };
  }

  function draw() {
    drawing = false;
    for (const [address, { node }] of rows) {
      if (!bus.subscriptions.has(address)) {
        const hadFocus = node.contains(document.activeElement);
        node.remove();
        rows.delete(address);
        if (hadFocus) {
          topic.focus();
        }
      }
    }
    for (const [address, messages] of bus.subscriptions) {
      if (!rows.has(address)) {
        rows.set(address, row(address));
      }
      rows.get(address).count.textContent = `${figure(messages)} received`;
    }
  }

  bus.addEventListener("subscriptions", () => {
    if (!drawing) {
      drawing = true;
      requestAnimationFrame(draw);
    }
  });
  byId("subscribe").addEventListener("submit", (event) => {
    event.preventDefault();
    const address = topic.value.trim();
    complain(topic, address === "" ? "Which address? (expected: a name, as ticker)" : "");
    if (address === "") {
      topic.focus();
      return;
    }
    try {
      bus.subscribe(address);
      topic.value = "";
    } catch (problem) {
      complain(topic, problem.message);
    }
  });
}
