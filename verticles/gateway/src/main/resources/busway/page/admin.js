/** The admin API: what it is asked, with the token, and what its refusals say. */

const SLOW_MS = 5_000;
const PATIENCE_MS = 180_000; // a change loads code, starts it and drains what was there

/** A refusal: `status` is HTTP's, or 0 if there was no answer; `problems` are places in a source. */
export class AdminError extends Error {
  constructor(status, message, problems = []) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

export class Admin {
  #origin;
  token = "";

  constructor(origin) {
    this.#origin = origin;
  }

  /** Every deployment, as the API tells it. */
  async list(signal) {
    const { deployments } = await this.#json("GET", "", undefined, AbortSignal.any([signal, AbortSignal.timeout(SLOW_MS)]));
    if (!Array.isArray(deployments)) {
      throw new AdminError(0, "The admin port answered with something that is no list of deployments.");
    }
    return deployments;
  }

  deploy(description) {
    return this.#change("POST", "", description);
  }

  /** `change` is `redeploy` or `scale`. */
  change(name, change, details) {
    return this.#change("POST", `/${encodeURIComponent(name)}/${change}`, details);
  }

  undeploy(name) {
    return this.#change("DELETE", `/${encodeURIComponent(name)}`);
  }

  /** The last lines of a deployment's log and those to come: a body that goes on. */
  async logs(name, lines, signal) {
    const answer = await this.#ask("GET", `/${encodeURIComponent(name)}/logs?lines=${lines}&follow=true`, undefined, signal);
    return answer.body;
  }

  #change(method, path, body) {
    return this.#json(method, path, body, AbortSignal.timeout(PATIENCE_MS));
  }

  async #json(method, path, body, signal) {
    const answer = await this.#ask(method, path, body, signal);
    try {
      const text = await answer.text();
      return text === "" ? {} : JSON.parse(text);
    } catch {
      throw new AdminError(0, "The admin port's answer broke off, or is no JSON.");
    }
  }

  async #ask(method, path, body, signal) {
    const headers = { Authorization: `Bearer ${this.token}` };
    const content = body && { body: JSON.stringify(body), headers: { ...headers, "Content-Type": "application/json" } };
    let answer;
    try {
      answer = await fetch(`${this.#origin}/admin/deployments${path}`, { method, headers, signal, cache: "no-store", ...content });
    } catch (problem) {
      throw new AdminError(0, problem.name === "TimeoutError" ? "The admin port does not answer." : "The admin port cannot be reached.");
    }
    if (!answer.ok) {
      throw await refusal(answer);
    }
    return answer;
  }
}

async function refusal(answer) {
  const { error } = await answer.json().catch(() => ({}));
  const problems = Array.isArray(error?.problems) ? error.problems : [];
  return new AdminError(answer.status, String(error?.message ?? `The admin port answered with status ${answer.status}.`), problems);
}
