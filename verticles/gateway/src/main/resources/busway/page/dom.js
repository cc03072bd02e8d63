/** Elements, made and found. Whatever becomes content goes in as text: nothing here parses HTML. */

export const byId = (id) => document.getElementById(id);

/** An element with a class, content (text or elements) and attributes. */
export function element(tag, className = "", content = [], attributes = {}) {
  const node = document.createElement(tag);
  if (className) {
    node.className = className;
  }
  node.append(...[content].flat());
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  return node;
}

/** A button that does one thing. */
export function button(label, className, onClick, attributes = {}) {
  const node = element("button", className, label, { type: "button", ...attributes });
  node.addEventListener("click", onClick);
  return node;
}

/** Shows what is wrong with a field, or that nothing is. */
export function complain(field, message) {
  const place = byId(`${field.id}-error`);
  place.textContent = message;
  field.setAttribute("aria-invalid", message ? "true" : "false");
}
