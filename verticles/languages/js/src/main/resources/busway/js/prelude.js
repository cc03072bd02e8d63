// The globals of a JavaScript verticle, and what the host calls to make, start and stop it.
(() => {
  'use strict';

  let host;

  const SCRIPT_FAILED = 500;

  // How long handlers that nobody waits for may go on before the script is stopped.
  const FINISH_MS = 5000;

  class ReplyError extends Error {
    constructor(kind, code, text) {
      super(text);
      this.name = 'ReplyError';
      this.kind = kind;
      this.code = code;
    }
  }
  globalThis.ReplyError = ReplyError;

  const hidden = (object, name, value) =>
    Object.defineProperty(object, name, { value, configurable: true, writable: true });

  // A promise of what a function of the host calls back with.
  const answer = (call) =>
    new Promise((resolve, reject) =>
      call(resolve, (kind, code, text) => reject(new ReplyError(kind, code, text))));

  class Message {
    #mail;
    #body;
    #read = false;
    answered = false;

    constructor(mail) {
      this.#mail = mail;
      hidden(this, 'answered', false);
    }

    address() {
      return host.address(this.#mail);
    }

    replyAddress() {
      return host.replyAddress(this.#mail);
    }

    isSend() {
      return host.isSend(this.#mail);
    }

    headers() {
      const flat = host.headers(this.#mail);
      const headers = {};
      for (let i = 0; i < flat.length; i += 2) {
        headers[flat[i]] = flat[i + 1];
      }
      return 'get' in headers ? headers : hidden(headers, 'get', (name) => {
        const wanted = String(name).toLowerCase();
        return headers[Object.keys(headers).find((key) => key.toLowerCase() === wanted)];
      });
    }

    body() {
      if (!this.#read) {
        this.#body = host.body(this.#mail);
        this.#read = true;
      }
      return this.#body;
    }

    reply(body, options) {
      this.answered = true;
      host.reply(this.#mail, body, options);
    }

    replyAndRequest(body, options) {
      this.answered = true;
      return answer((ok, no) => host.replyAndRequest(this.#mail, body, options, ok, no))
        .then((mail) => new Message(mail));
    }

    fail(code, text) {
      this.answered = true;
      host.fail(this.#mail, code, String(text));
    }
  }

  // An error with a code is an answer; one without is a fault of the script's.
  const failed = (message, error) => {
    const meant = Number.isInteger(error?.code) && error.code >= 0;
    if (!meant) {
      host.report(error);
    }
    if (!message.answered && message.replyAddress() !== null) {
      message.fail(
        meant ? error.code : SCRIPT_FAILED,
        meant ? error.message : String(error));
    }
  };

  // Async handlers of messages that want no answer: nobody else knows that they go on.
  let going = 0;
  let rest = () => {};
  const finished = () => {
    going--;
    if (going === 0) {
      rest();
    }
  };
  const finish = () =>
    going === 0 ? undefined : new Promise((resolve) => {
      rest = resolve;
      host.setTimer(FINISH_MS, false, resolve);
    });

  const receive = (handler, mail, oneWay) => {
    const message = new Message(mail);
    try {
      const result = handler(message);
      if (typeof result?.then === 'function') {
        if (oneWay) {
          going++;
          result.then(finished, finished);
        }
        result.then(
          (body) => {
            if (body !== undefined && !message.answered) {
              message.reply(body);
            }
          },
          (error) => failed(message, error));
      }
    } catch (error) {
      failed(message, error);
    }
  };

  const callable = (what, value) => {
    if (typeof value !== 'function') {
      throw new TypeError(`${what}: ${typeof value} (expected: a function)`);
    }
    return value;
  };

  const optional = (what, options) => {
    if (typeof options === 'function') {
      throw new TypeError(`${what}: a function (expected: options; await request(..) for a reply)`);
    }
    return options;
  };

  class Consumer {
    #address;
    #registration;

    constructor(address, local, handler) {
      callable('handler', handler);
      this.#address = address;
      this.#registration = host.consumer(
        address, local, (mail, oneWay) => receive(handler, mail, oneWay));
    }

    address() {
      return this.#address;
    }

    unregister() {
      return answer((ok, no) => host.unregister(this.#registration, ok, no)).then(() => undefined);
    }
  }

  const bus = Object.freeze({
    consumer: (address, handler) => new Consumer(String(address), false, handler),
    localConsumer: (address, handler) => new Consumer(String(address), true, handler),
    send: (address, body, options) =>
      host.send(String(address), body, optional('send', options)),
    publish: (address, body, options) =>
      host.publish(String(address), body, optional('publish', options)),
    request: (address, body, options) => {
      const given = optional('request', options);
      return answer((ok, no) => host.request(String(address), body, given, ok, no))
        .then((mail) => new Message(mail));
    },
  });

  const timer = (again) => (action, delayMs = 0, ...rest) => {
    callable('action', action);
    return host.setTimer(Number(delayMs) || 0, again, () => action(...rest));
  };
  const numbered = (set, delayMs, action) => {
    callable('action', action);
    const id = set(() => action(id), delayMs);
    return id;
  };
  const cancel = (id) => {
    if (id !== undefined && id !== null) {
      host.cancelTimer(id);
    }
  };

  globalThis.vertx = Object.freeze({
    eventBus: () => bus,
    setTimer: (delayMs, action) => numbered(timer(false), delayMs, action),
    setPeriodic: (delayMs, action) => numbered(timer(true), delayMs, action),
    cancelTimer: (id) => host.cancelTimer(id),
    executeBlocking: () => {
      throw new Error(
        'executeBlocking: a script has one thread (expected: threading: worker, of this verticle' +
        ' or of one that it asks)');
    },
  });
  globalThis.setTimeout = timer(false);
  globalThis.setInterval = timer(true);
  globalThis.clearTimeout = cancel;
  globalThis.clearInterval = cancel;
  globalThis.queueMicrotask = (action) => {
    callable('action', action);
    Promise.resolve().then(action).catch((error) => host.report(error));
  };

  const shown = (value) => {
    if (typeof value === 'string') {
      return value;
    }
    if (value instanceof Error) {
      return value.stack;
    }
    if (typeof value === 'object' && value !== null) {
      try {
        return JSON.stringify(value) ?? String(value);
      } catch {
        return String(value);
      }
    }
    return String(value);
  };
  const printer = (level) => (...values) => host.log(level, values.map(shown).join(' '));
  globalThis.console = {
    log: printer('info'),
    info: printer('info'),
    debug: printer('debug'),
    trace: printer('trace'),
    warn: printer('warn'),
    error: printer('error'),
  };
  globalThis.print = printer('info');

  // JSON as the bus has it: bytes as base64, integers with all their digits.
  const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const base64 = (bytes) => {
    let text = '';
    for (let i = 0; i < bytes.length; i += 3) {
      const word = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
      const digits = Math.min(4, bytes.length - i + 1);
      for (let digit = 0; digit < digits; digit++) {
        text += ALPHABET[(word >> (18 - 6 * digit)) & 63];
      }
    }
    return text;
  };
  hidden(Uint8Array.prototype, 'toJSON', function toJSON() {
    return base64(this);
  });
  hidden(BigInt.prototype, 'toJSON', function toJSON() {
    return JSON.rawJSON(this.toString());
  });

  const LONG = /\d{16}/;
  const INTEGER = /^-?\d+$/;
  const exact = (key, value, context) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && INTEGER.test(context.source)
      ? BigInt(context.source)
      : value;

  let module = {};
  const ends = (action, done, no) =>
    Promise.resolve().then(action).then(() => done(), no);

  return {
    begin: (members) => {
      host = members;
      globalThis.config = host.config() ?? {};
      Graal.setUnhandledPromiseRejectionHandler((error) => host.report(error));
    },
    parse: (text) => (LONG.test(text) ? JSON.parse(text, exact) : JSON.parse(text)),
    pack: (value) =>
      ArrayBuffer.isView(value)
        ? value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength)
        : value instanceof ArrayBuffer ? value : JSON.stringify(value),
    bytes: (buffer) => new Uint8Array(new ArrayBuffer(buffer)),
    load: (file, done, no) => ends(async () => { module = await import(file); }, done, no),
    start: (done, no) => ends(() => module.start?.(), done, no),
    stop: (done, no) => ends(() => Promise.resolve(finish()).then(() => module.stop?.()), done, no),
  };
})();
