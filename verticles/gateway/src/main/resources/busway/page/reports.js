/** What is wrong with a verticle, for people: a sentence, and the places in its source, each as FILE:LINE:COLUMN. */

import { element } from "./dom.js";
import { shortened, visible } from "./text.js";

const MAX_PROBLEMS = 20;
const MAX_CHARACTERS = 2_000;

/** Elements that say it: `title` is ours, `reason` and `problems` are the gateway's. */
export function report(title, reason, problems = []) {
  const listed = problems.slice(0, MAX_PROBLEMS).map((problem) => element("li", "", lineOf(problem)));
  const more = problems.length - listed.length;
  return [
    element("p", "", [element("b", "", title), ...(reason ? [" ", element("span", "reason", visible(shortened(String(reason), MAX_CHARACTERS)))] : [])]),
    ...(listed.length > 0 ? [element("ol", "problems", listed, { "aria-label": "Problems" })] : []),
    ...(more > 0 ? [element("p", "hint", `and ${more} more`)] : []),
  ];
}

function lineOf({ file, line, column, message }) {
  const place = [file, ...(line > 0 ? [line, ...(column > 0 ? [column] : [])] : [])].filter((part) => part !== undefined && part !== null && part !== "");
  const words = visible(shortened(String(message ?? ""), MAX_CHARACTERS));
  return place.length > 0 ? [element("b", "", visible(shortened(place.join(":"), 300))), ` ${words}`] : [words];
}
