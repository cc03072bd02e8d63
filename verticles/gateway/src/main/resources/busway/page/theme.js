/** The theme: `auto` follows the system, `light` and `dark` are the visitor's choice. Runs before the first paint. */
"use strict";
(() => {
  const KEY = "busway-theme";
  const CHOICES = ["auto", "light", "dark"];
  const system = matchMedia("(prefers-color-scheme: dark)");
  let choice = stored();

  function stored() {
    try {
      const value = localStorage.getItem(KEY);
      return CHOICES.includes(value) ? value : "auto";
    } catch {
      return "auto"; // storage is switched off
    }
  }

  function store() {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // storage is switched off: the choice lasts as long as the page
    }
  }

  function apply() {
    const dark = choice === "dark" || (choice === "auto" && system.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    document.dispatchEvent(new Event("themechange"));
  }

  function show(button) {
    button.textContent = choice[0].toUpperCase() + choice.slice(1);
    button.setAttribute("aria-label", `Theme: ${button.textContent}`);
  }

  apply();
  system.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    show(button);
    button.addEventListener("click", () => {
      choice = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length];
      store();
      apply();
      show(button);
    });
  });
})();
