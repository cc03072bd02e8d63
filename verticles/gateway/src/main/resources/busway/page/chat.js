/** A small chat on the address `chat`: everybody on this gateway hears everybody. */

import { byId, element } from "./dom.js";
import { shortened, visible } from "./text.js";

const ADDRESS = "chat";
const MAX_ROWS = 200;
const MAX_CHARACTERS = 2_000;

export function chat(bus, link) {
  const list = byId("chat");
  const scroll = list.parentElement;
  const name = byId("chat-name");
  const text = byId("chat-text");
  let atEnd = true;
  name.value = `guest ${Math.floor(1_000 + Math.random() * 9_000)}`;

  function show(frame) {
    const { name: who, text: words } = messageOf(frame);
    const isMine = who === name.value.trim();
    list.append(element("li", isMine ? "mine" : "", [element("b", "", shown(who, 60)), element("p", "", shown(words, MAX_CHARACTERS))]));
    while (list.childElementCount > MAX_ROWS) {
      list.firstElementChild.remove();
    }
    byId("chat-empty").hidden = true;
    if (atEnd || isMine) {
      toEnd();
    }
  }

  function toEnd() {
    scroll.scrollTop = scroll.scrollHeight;
  }

  scroll.addEventListener("scroll", () => {
    atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 40;
  });
  new ResizeObserver(() => atEnd && toEnd()).observe(scroll);

  link.addEventListener("open", () => bus.subscribe(ADDRESS));
  bus.addEventListener("frame", ({ detail }) => {
    if (detail.direction === "in" && detail.type === "rec" && detail.address === ADDRESS) {
      show(detail);
    }
  });
  byId("chat-form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (text.value.trim() === "") {
      text.focus();
      return;
    }
    try {
      bus.publish(ADDRESS, JSON.stringify({ name: name.value.trim() || "nobody", text: text.value }));
      text.value = "";
      byId("chat-error").textContent = "";
    } catch (problem) {
      byId("chat-error").textContent = problem.message;
    }
  });
}

/** Anybody may publish anything: what is no chat message is shown as it is. */
function messageOf({ body, bodyText }) {
  return typeof body?.name === "string" && typeof body.text === "string" ? body : { name: "somebody", text: bodyText };
}

function shown(text, max) {
  return visible(shortened(text, max));
}
