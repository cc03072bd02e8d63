import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".woff2": "font/woff2",
};

/**
 * What the page needs, on a free port of this machine: itself, the dashboards, the library's icons, and Prometheus, to
 * which all below /api/ is passed on.
 */
export async function serve({ folders, prometheus }) {
  const server = createServer((request, response) => {
    const answer = request.url.startsWith("/api/") ? passOn(request, prometheus) : file(request, folders);
    answer
      .catch((error) => ({ status: 502, type: "text/plain", body: error.message }))
      .then(({ status, type, body }) => response.writeHead(status, { "content-type": type }).end(body));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function passOn(request, prometheus) {
  const answer = await fetch(prometheus + request.url, { signal: AbortSignal.timeout(30_000) }).catch((error) => {
    throw new Error(`${prometheus}: ${error.cause?.message ?? error.message}`);
  });
  return { status: answer.status, type: "application/json", body: await answer.text() };
}

/** The longest prefix says which folder. */
async function file(request, folders) {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  const prefix = Object.keys(folders)
    .filter((name) => path.startsWith(name))
    .sort((a, b) => b.length - a.length)[0];
  try {
    const name = path === "/" ? "index.html" : path.slice(prefix.length);
    return {
      status: 200,
      type: TYPES[extname(name)] ?? "text/plain",
      body: await readFile(join(folders[prefix], name)),
    };
  } catch {
    return { status: 404, type: "text/plain", body: `${path}: not found` };
  }
}
