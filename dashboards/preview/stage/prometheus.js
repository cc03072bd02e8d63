import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { start } from "./child.js";
import { sleep } from "./load.js";

/** A real Prometheus with the shipped configuration and rules, only that it scrapes once a second. Returns its URL. */
export async function startPrometheus(dashboards, folder, adminPort) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "targets"), { recursive: true });
  await cp(join(dashboards, "rules"), join(folder, "rules"), { recursive: true });
  await rm(join(folder, "rules", "tests"), { recursive: true, force: true });
  const listen = `127.0.0.1:${await freePort()}`;
  const files = ["prometheus.yml", ...(await readdir(join(folder, "rules"))).map((name) => join("rules", name))];
  for (const file of files) {
    const shipped = await readFile(join(dashboards, file), "utf8");
    await writeFile(join(folder, file), faster(shipped).replace("127.0.0.1:9090", listen));
  }
  await writeFile(join(folder, "targets", "busway.yml"), `- targets: ["127.0.0.1:${adminPort}"]\n`);
  await start(
    "prometheus",
    ["--config.file=prometheus.yml", "--storage.tsdb.path=data", `--web.listen-address=${listen}`],
    {
      cwd: folder,
      log: join(folder, "prometheus.log"),
    },
  );
  await ready(`http://${listen}`, folder);
  return `http://${listen}`;
}

export function faster(text) {
  return text.replace(/((?:scrape|evaluation)_interval|scrape_timeout): \d+s/g, "$1: 1s");
}

async function ready(url, folder) {
  for (let i = 0; i < 150; i++) {
    const response = await fetch(`${url}/-/ready`).catch(() => ({ ok: false }));
    if (response.ok) {
      return;
    }
    await sleep(200);
  }
  throw new Error(`Prometheus is not ready after 30 s: see ${folder}/prometheus.log`);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
