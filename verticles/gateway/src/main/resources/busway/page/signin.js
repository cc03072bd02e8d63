/** The token: asked for once, kept as long as the tab, and told to nobody but the admin port. */

import { byId, complain } from "./dom.js";

const KEY = "busway-admin-token";

function stored() {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return ""; // storage is switched off
  }
}

function store(token) {
  try {
    token ? sessionStorage.setItem(KEY, token) : sessionStorage.removeItem(KEY);
  } catch {
    // storage is switched off: the token lasts as long as the page
  }
}

/** `changed` hears each token that the visitor gives, the one of before a reload, and "" when it is forgotten. */
export function signIn(changed) {
  const form = byId("sign-in");
  const field = byId("token");
  const show = byId("token-show");

  function reveal(shown) {
    field.type = shown ? "text" : "password";
    show.setAttribute("aria-pressed", String(shown));
    show.textContent = shown ? "Hide" : "Show";
  }

  function become(token) {
    store(token);
    form.hidden = token !== "";
    field.value = "";
    reveal(false);
    changed(token);
  }

  show.addEventListener("click", () => reveal(field.type === "password"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const token = field.value.trim();
    const problem = token === "" ? "Which token? (expected: what admin.token is, or what its file holds)" : /^[\x21-\x7e]+$/.test(token) ? "" : "A token has no spaces and no letters beyond ASCII.";
    complain(field, problem);
    problem ? field.focus() : become(token);
  });
  become(stored());

  return {
    /** Asks again; `why` is shown beside the field. */
    again(why) {
      const here = form.parentElement.contains(document.activeElement);
      become("");
      complain(field, why);
      if (here) {
        field.focus();
      }
    },
  };
}
