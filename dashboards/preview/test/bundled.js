import { build } from "esbuild";
import { createRequire } from "node:module";
import { join } from "node:path";

/** A module of the page as Node can load it: Grafana's packages are made for bundlers. */
export async function bundled(name) {
  const outfile = join(import.meta.dirname, "../target/bundled", `${name}.cjs`);
  const entry = join(import.meta.dirname, "../page", name);
  await build({ entryPoints: [entry], outfile, bundle: true, format: "cjs", platform: "node", logLevel: "error" });
  return createRequire(import.meta.url)(outfile);
}
