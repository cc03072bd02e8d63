/** Text that came from somewhere else, made safe to look at: nothing invisible, nothing that turns the line around. */

// Control characters but tab and line feed, marks that change the direction, and zero-width ones.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** The text with each character that cannot be seen written as its escape. */
export function visible(text) {
  return text.replace(UNSEEN, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** At most `max` characters of the text, and how many were left out. */
export function shortened(text, max) {
  return text.length <= max ? text : `${text.slice(0, max)}… (${(text.length - max).toLocaleString("en")} more characters)`;
}

/** Milliseconds for people. */
export function millis(ms) {
  return ms < 10 ? ms.toFixed(1) : Math.round(ms).toLocaleString("en");
}

/** A rate or count for people. */
export function figure(value) {
  return value < 10 && !Number.isInteger(value) ? value.toFixed(1) : Math.round(value).toLocaleString("en");
}

/** How long ago an instant was, in two units at most. */
export function since(instant, nowMs = Date.now()) {
  const seconds = Math.max(0, Math.round((nowMs - Date.parse(instant)) / 1_000));
  if (!Number.isFinite(seconds)) {
    return "an unknown time";
  }
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60];
  return days > 0 ? `${days} d ${hours} h` : hours > 0 ? `${hours} h ${minutes} min` : minutes > 0 ? `${minutes} min` : `${seconds} s`;
}
