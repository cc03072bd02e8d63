import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { openSync, closeSync } from "node:fs";
import { createInterface } from "node:readline";
import { dirname } from "node:path";

const running = new Set();

/** A process of ours, whose complaints go to a file. It ends when we do. */
export async function start(command, args, { log, cwd, env } = {}) {
  await mkdir(dirname(log), { recursive: true });
  const file = openSync(log, "w");
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", file] });
  closeSync(file);
  running.add(child);
  child.exited = new Promise((resolve) => {
    child.once("exit", (code) => resolve(code));
    child.once("error", (error) => resolve(error.message));
  });
  child.exited.then(() => running.delete(child));
  child.log = log;
  return child;
}

/** The first line of its output that matches, as a match. Throws if there is none in time. */
export function line(child, pattern, seconds) {
  const lines = createInterface(child.stdout);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no ${pattern} in ${seconds} s: see ${child.log}`)), seconds * 1000);
    lines.on("line", (text) => {
      const match = text.match(pattern);
      if (match) {
        clearTimeout(late);
        resolve(match);
      }
    });
    child.exited.then((code) => {
      clearTimeout(late);
      reject(new Error(`ended with ${code}: see ${child.log}`));
    });
  });
}

/** Ends all that was started, and waits for it. */
export async function stopAll() {
  const all = [...running];
  all.forEach((child) => child.kill("SIGTERM"));
  await Promise.all(all.map((child) => child.exited));
}
