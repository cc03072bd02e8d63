/** Frames as text: what goes out byte for byte as it was typed, what comes in as it was on the wire. */

import { membersOf } from "./json.js";

/** A frame with these fields whose body is `bodyText`, JSON already; empty for no body. */
export function encode(fields, bodyText = "") {
  const head = JSON.stringify(fields);
  return bodyText.trim() === "" ? head : `${head.slice(0, -1)},"body":${bodyText}}`;
}

/** The fields of a frame and, as `bodyText`, its body as it was on the wire. */
export function decode(text) {
  const fields = JSON.parse(text);
  return { ...fields, bodyText: bodyText(text, fields) };
}

function bodyText(text, fields) {
  try {
    return membersOf(text).get("body") ?? "";
  } catch {
    return fields.body === undefined ? "" : JSON.stringify(fields.body); // deeper than the scanner goes
  }
}

/** A name that nobody guesses, at most 36 characters. */
export function uniqueName(prefix) {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return prefix + Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}
