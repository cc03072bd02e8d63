import { mkdir, readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { play, strike } from "../stage/stage.js";
import { openBrowser, photograph } from "./browser.js";
import { bundle } from "./bundle.js";
import { USAGE, options } from "./options.js";
import { report } from "./report.js";
import { serve } from "./server.js";

const HERE = resolve(import.meta.dirname, "..");
const HOME = resolve(HERE, "../..");
const GRAFANA = join(HOME, "dashboards/grafana");

const say = (text) => console.log(`preview: ${text}`);

/** The files of the dashboards that are asked for; all of them, if none is named. */
async function files(names) {
  const all = (await readdir(GRAFANA)).filter((name) => name.endsWith(".json")).sort();
  return names.length === 0 ? all : names.map((name) => file(name, all));
}

function file(name, all) {
  const found = [name, `${name}.json`, `busway-${name}.json`].find((candidate) => all.includes(candidate));
  if (!found) {
    throw new Error(`${name}: no such dashboard (expected: ${all.join(", ")})`);
  }
  return found;
}

async function shippedScrapeInterval() {
  const text = await readFile(join(GRAFANA, "provisioning/datasources/prometheus.yml"), "utf8");
  return text.match(/timeInterval: (\S+)/)[1];
}

/** Where Prometheus is and how it is to be asked. */
async function source(asked, folder) {
  if (asked.prometheus) {
    const scrapeInterval = asked.scrapeInterval ?? (await shippedScrapeInterval());
    return { prometheus: asked.prometheus, range: asked.range, scrapeInterval };
  }
  const prometheus = await play({ home: HOME, folder, seconds: asked.seconds, say });
  return { prometheus, range: asked.range ?? `${asked.seconds}s`, scrapeInterval: "1s" };
}

async function draw(asked) {
  const names = await files(asked.dashboards);
  const out = resolve(asked.out ?? join(HERE, "target"));
  const built = join(HERE, "target/page");
  await mkdir(out, { recursive: true });
  await bundle(join(HERE, "page"), built);
  const { prometheus, range, scrapeInterval } = await source(asked, join(HERE, "target/stage"));
  const icons = join(HERE, "node_modules/@grafana/ui/dist/public/img/icons");
  const folders = { "/": built, "/dashboards/": GRAFANA, "/public/build/img/icons/": icons };
  const server = await serve({ folders, prometheus });
  const browser = await openBrowser();
  const now = Date.now();
  let failed = false;
  try {
    for (const name of names) {
      const query = new URLSearchParams({
        dashboard: name,
        theme: asked.theme,
        now,
        scrapeInterval,
        ...(range && { range }),
      });
      const file = join(out, name.replace(/\.json$/, asked.theme === "light" ? "-light.png" : ".png"));
      const result = report(file, await photograph(browser, `${server.url}/?${query}`, { ...asked, file }));
      result.lines.forEach(say);
      failed ||= result.failed;
    }
  } finally {
    await browser.close();
    server.close();
  }
  return failed ? 1 : 0;
}

async function main() {
  try {
    const asked = options(process.argv.slice(2));
    if (asked.help) {
      console.log(USAGE);
      return 0;
    }
    return await draw(asked);
  } catch (error) {
    console.error(`preview: ${error.message}`);
    return 1;
  } finally {
    await strike();
  }
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => strike().then(() => process.exit(130)));
}
process.exit(await main());
