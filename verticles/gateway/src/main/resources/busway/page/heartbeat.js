/** A worker that ticks: unlike a page's own timers, a worker's are not slowed down while the page is hidden. */
setInterval(() => postMessage("beat"), 5_000);
