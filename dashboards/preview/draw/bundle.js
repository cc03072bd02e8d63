import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build } from "esbuild";

/** Where Grafana's styles look for their fonts, and the packages' files that are these. */
const FONTS = {
  "inter/Inter-Regular.woff2": "@fontsource/inter/files/inter-latin-400-normal.woff2",
  "inter/Inter-Medium.woff2": "@fontsource/inter/files/inter-latin-500-normal.woff2",
  "inter/Inter-Italic.woff2": "@fontsource/inter/files/inter-latin-400-italic.woff2",
  "inter/Inter-MediumItalic.woff2": "@fontsource/inter/files/inter-latin-500-italic.woff2",
  "roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2":
    "@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2",
};

/** Makes scripts and a style sheet of the page, Grafana's panel library and all it needs. */
export async function bundle(source, target) {
  await build({
    entryPoints: [join(source, "page.jsx")],
    outdir: target,
    bundle: true,
    format: "esm",
    splitting: true,
    jsx: "automatic",
    minify: true,
    define: { "process.env.NODE_ENV": '"production"', "process.env": "{}", global: "window" },
    loader: { ".woff": "file", ".woff2": "file", ".ttf": "file", ".svg": "text" },
    logLevel: "error",
  });
  await copy(join(source, "index.html"), join(target, "index.html"));
  for (const [name, file] of Object.entries(FONTS)) {
    await copy(join(source, "../node_modules", file), join(target, "public/fonts", name));
  }
}

async function copy(from, to) {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}
