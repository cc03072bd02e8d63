/** The view of deployments: asks for them while somebody looks, and carries out what its buttons say. */

import { Admin } from "./admin.js";
import { confirmations, confirmed } from "./confirm.js";
import { DeploymentTable } from "./deploymenttable.js";
import { deployForm } from "./deployform.js";
import { byId } from "./dom.js";
import { Poll } from "./poll.js";
import { signIn } from "./signin.js";
import { Tail } from "./tail.js";
import { shortened, visible } from "./text.js";

const EVERY_MS = 2_000;
const NOWHERE = "none";
const LOOPBACK = /:\/\/(?:localhost|127\.[0-9.]+)(?::|$)/;
const ELSEWHERE = "If it is out of reach, forward it (kubectl port-forward, ssh -L) and set websocket.admin-url; it has to permit this page, too (admin.allowed-origins).";

export function deployments(bus, composer) {
  const panel = byId("deployments");
  const origin = document.querySelector('meta[name="busway-admin"]').content;
  if (origin === NOWHERE) {
    panel.hidden = true;
    return;
  }
  const hopeless = outOfReach(origin);
  const admin = new Admin(origin);
  const poll = new Poll(ask, EVERY_MS);
  const tail = new Tail(admin);
  const table = new DeploymentTable({ scale, redeploy, undeploy, compose, listen, logs: (name) => tail.open(name) });
  const form = deployForm(admin, { deployed, refused });
  let seen = true;
  let listed = "";
  const door = signIn(become);

  function become(token) {
    admin.token = token;
    panel.dataset.state = token ? "opening" : "closed";
    if (!token) {
      table.clear();
      listed = "";
      tail.close();
      form.close();
    }
    trouble(token && hopeless);
    say("");
    decide();
  }

  /** A token goes to the admin port and nowhere else: where there is none, nothing is asked. */
  function decide() {
    poll.want(admin.token !== "" && hopeless === "" && seen && !document.hidden);
  }

  async function ask(signal) {
    try {
      table.show(await admin.list(signal));
      listed = ` What is listed is of ${new Date().toLocaleTimeString("en-GB")}.`;
      panel.dataset.state = "live";
      trouble("");
      return true;
    } catch (problem) {
      if (!signal.aborted) {
        refused(problem);
      }
      return signal.aborted;
    }
  }

  function refused({ status, message }) {
    if (status === 401) {
      door.again("The token was refused. Is it this gateway's, and of its latest start?");
    } else if (status === 0) {
      panel.dataset.state = "silent";
      trouble(`${message}${listed} It is expected at ${origin}. ${ELSEWHERE} This page goes on trying, at leisure.`);
    } else {
      trouble(visible(shortened(message, 500)));
    }
  }

  function trouble(text) {
    byId("deployments-trouble").hidden = text === "";
    if (byId("trouble-text").textContent !== text) {
      byId("trouble-text").textContent = text;
    }
  }

  function say(text) {
    byId("deployments-said").textContent = text;
  }

  /** Does one change to one deployment, and says what came of it. */
  async function change(name, doing, done, failed, work) {
    const row = table.row(name);
    if (!row || row.isBusy) {
      return;
    }
    row.doing(doing);
    say("");
    try {
      await work();
      say(done);
    } catch (problem) {
      if (problem.status === 401) {
        refused(problem);
      } else {
        row.fail(`${failed}:`, problem);
        say(`${failed}.`);
      }
    }
    row.doing("");
    poll.now();
  }

  function scale(name, instances) {
    const done = `${short(name)} has ${instances} ${instances === 1 ? "instance" : "instances"}.`;
    change(name, "scaling", done, `${short(name)} was not scaled`, () => admin.change(name, "scale", { instances }));
  }

  function redeploy(name) {
    const failed = `${short(name)} was not redeployed, what ran before goes on`;
    change(name, "redeploying", `${short(name)} has been redeployed.`, failed, () => admin.change(name, "redeploy", {}));
  }

  function deployed(name) {
    say(`${short(name)} has been deployed.`);
    poll.now();
  }

  async function undeploy(name) {
    const yes = await confirmed(`Undeploy ${short(name)}?`, "It finishes what it has begun, then it is gone, and nobody answers at its addresses.", `Undeploy ${short(name)}`);
    if (yes) {
      change(name, "undeploying", `${short(name)} has been undeployed.`, `${short(name)} was not undeployed`, () => admin.undeploy(name));
    }
  }

  function compose(address) {
    composer.tryAt(address);
  }

  function listen(address) {
    try {
      bus.subscribe(address);
      say(`Subscribed to ${short(address)}: its messages are in the log below.`);
    } catch (problem) {
      say(problem.message);
    }
  }

  confirmations();
  byId("token-forget").addEventListener("click", () => door.again(""));
  byId("deployments-again").addEventListener("click", () => poll.now());
  document.addEventListener("visibilitychange", decide);
  new IntersectionObserver(([entry]) => {
    seen = entry.isIntersecting;
    decide();
  }).observe(panel);
}

function short(name) {
  return visible(shortened(name, 60));
}

/** Why no request could ever get there; empty if one could. */
function outOfReach(origin) {
  if (origin === "") {
    return "The gateway cannot say where its admin port is: open this page by a host name, or set websocket.admin-url.";
  }
  const isPlain = location.protocol === "https:" && origin.startsWith("http:");
  return isPlain && !LOOPBACK.test(origin)
    ? `This page came by https, so a browser asks nothing of the admin port at ${origin}: set websocket.admin-url to an https address, or forward the port to localhost.`
    : "";
}
