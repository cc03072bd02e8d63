/** The form that deploys something new. */

import { byId, complain } from "./dom.js";
import { checkJson } from "./json.js";
import { report } from "./reports.js";

const MOST = 10_000;
const NAME = /^[A-Za-z0-9._-]{0,100}$/;

export function deployForm(admin, { deployed, refused }) {
  const form = byId("deploy");
  const opener = byId("deploy-open");
  const outcome = byId("deploy-outcome");
  const [main, name, instances, threading, config] = ["main", "name", "instances", "threading", "config"].map((field) => byId(`deploy-${field}`));
  let busy = false;

  function open(opened) {
    form.hidden = !opened;
    opener.setAttribute("aria-expanded", String(opened));
    outcome.replaceChildren();
  }

  function checkMain() {
    return check(main, main.value.trim() === "" ? "What is to run? (expected: a class, a file, or process:COMMAND)" : "");
  }

  function checkName() {
    return check(name, NAME.test(name.value.trim()) ? "" : "Only letters, digits, dots, dashes and underscores");
  }

  function checkInstances() {
    const count = Number(instances.value);
    return check(instances, instances.value !== "" && Number.isInteger(count) && count >= 1 && count <= MOST ? "" : `How many? (expected: 1 to ${MOST.toLocaleString("en")})`);
  }

  function checkConfig() {
    return check(config, configProblem(config.value.trim()));
  }

  function description() {
    return {
      main: main.value.trim(),
      ...(name.value.trim() && { name: name.value.trim() }),
      instances: Number(instances.value),
      threading: threading.value,
      ...(config.value.trim() && { config: JSON.parse(config.value) }),
    };
  }

  function show(kind, content) {
    outcome.dataset.kind = kind;
    outcome.replaceChildren(...content);
  }

  async function deploy() {
    const fits = [checkMain(), checkName(), checkInstances(), checkConfig()];
    if (fits.includes(false)) {
      form.querySelector('[aria-invalid="true"]').focus();
      return;
    }
    busy = true;
    byId("deploy-go").setAttribute("aria-disabled", "true");
    show("wait", report("Deploying…", ""));
    try {
      const status = await admin.deploy(description());
      close();
      form.reset();
      deployed(String(status.name ?? main.value));
    } catch (problem) {
      show("failure", report("Not deployed:", problem.message, problem.problems));
      if (problem.status === 401) {
        refused(problem);
      }
    }
    busy = false;
    byId("deploy-go").setAttribute("aria-disabled", "false");
  }

  function close() {
    if (form.contains(document.activeElement)) {
      opener.focus();
    }
    open(false);
  }

  opener.addEventListener("click", () => {
    open(form.hidden);
    if (!form.hidden) {
      main.focus();
    }
  });
  byId("deploy-cancel").addEventListener("click", close);
  form.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  main.addEventListener("input", () => main.getAttribute("aria-invalid") === "true" && checkMain());
  name.addEventListener("input", checkName);
  instances.addEventListener("input", checkInstances);
  config.addEventListener("input", checkConfig);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!busy) {
      deploy();
    }
  });

  return { close };
}

function check(field, problem) {
  complain(field, problem);
  return problem === "";
}

function configProblem(text) {
  if (text === "") {
    return "";
  }
  try {
    checkJson(text);
  } catch (problem) {
    return problem.message;
  }
  return text.startsWith("{") ? "" : "An object, please (expected: {\"key\": value})";
}
