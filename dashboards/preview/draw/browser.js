import { chromium } from "playwright-core";

const LEAST_HEIGHT = 100;
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** A headless Chromium, the system's own. It reaches nothing but this machine. */
export async function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** Draws one page, all of it or its top, to a file. Returns what it says about its panels, and what it complained about. */
export async function photograph(browser, url, { width, height, scale, theme, file }) {
  const context = await browser.newContext({
    viewport: { width, height: 1000 },
    deviceScaleFactor: scale,
    colorScheme: theme,
    timezoneId: "UTC",
  });
  try {
    const page = await context.newPage();
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => complains(message) && complaints.push(complaint(message)));
    await page.goto(url);
    await page
      .waitForFunction(() => window.preview?.done, null, { timeout: 90_000 })
      .catch(() => {
        throw new Error(`the page did not finish: ${complaints.join("; ") || "no complaint"}`);
      });
    const whole = await page.evaluate(() => document.getElementById("dashboard").scrollHeight);
    await page.setViewportSize({ width, height: Math.min(Math.max(whole, LEAST_HEIGHT), height) });
    await page.waitForTimeout(500);
    await page.screenshot({ path: file });
    return { panels: await page.evaluate(() => window.preview.panels), complaints };
  } finally {
    await context.close();
  }
}

/** That Prometheus refuses a query is said by its panel. */
function complains(message) {
  return message.type() === "error" && !new URL(message.location().url || "about:blank").pathname.startsWith("/api/");
}

function complaint(message) {
  const { url } = message.location();
  return url ? `${message.text()} (${url})` : message.text();
}
