/** JSON as text: where it is wrong, and the very characters of one member, so that no number loses a digit. */

const MAX_DEPTH = 500;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\n\r]*/y;

/** What is wrong with a text, and where. */
export class JsonError extends Error {
  constructor(text, offset, expected) {
    const lines = text.slice(0, offset).split("\n");
    const found = offset < text.length ? JSON.stringify(String.fromCodePoint(text.codePointAt(offset))) : "the end";
    super(`Line ${lines.length}, column ${lines.at(-1).length + 1}: found ${found} (expected: ${expected})`);
  }
}

class Scanner {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  fail(expected) {
    throw new JsonError(this.text, this.at, expected);
  }

  space() {
    SPACE.lastIndex = this.at;
    SPACE.exec(this.text);
    this.at = SPACE.lastIndex;
  }

  token(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.test(this.text);
    if (found) {
      this.at = pattern.lastIndex;
    }
    return found;
  }

  take(character) {
    const found = this.text[this.at] === character;
    if (found) {
      this.at++;
    }
    return found;
  }

  /** Passes over one value; `member`, if given, is told each member of an object: name, start, end. */
  value(depth, member) {
    if (depth > MAX_DEPTH) {
      this.fail(`at most ${MAX_DEPTH} levels`);
    }
    if (this.take("{")) {
      this.items("}", () => this.member(depth, member));
    } else if (this.take("[")) {
      this.items("]", () => this.value(depth + 1));
    } else if (this.text[this.at] === '"') {
      this.string("a string that ends with \", escapes like \\n and no line break");
    } else if (!this.token(NUMBER) && !this.token(WORD)) {
      this.fail('a value: {, [, a string in ", a number, true, false or null');
    }
  }

  items(end, item) {
    this.space();
    if (this.take(end)) {
      return;
    }
    do {
      this.space();
      item();
      this.space();
    } while (this.take(","));
    if (!this.take(end)) {
      this.fail(`, or ${end}`);
    }
  }

  member(depth, member) {
    const start = this.at;
    this.string('a name in "');
    const name = member && JSON.parse(this.text.slice(start, this.at));
    this.space();
    if (!this.take(":")) {
      this.fail(":");
    }
    this.space();
    const from = this.at;
    this.value(depth + 1);
    member?.(name, from, this.at);
  }

  string(expected) {
    if (!this.token(STRING)) {
      this.fail(expected);
    }
  }

  whole(member) {
    this.space();
    this.value(0, member);
    this.space();
    if (this.at < this.text.length) {
      this.fail("the end");
    }
  }
}

/** Throws a {@link JsonError} unless `text` is one JSON value. */
export function checkJson(text) {
  new Scanner(text).whole();
}

/** The members of the object in `text`, each as its own JSON text. */
export function membersOf(text) {
  const members = new Map();
  new Scanner(text).whole((name, from, to) => members.set(name, text.slice(from, to)));
  return members;
}
