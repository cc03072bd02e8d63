"""The module vertx of a Python verticle, and what the host calls to make, start and stop it.

Imports nothing that is not built in: here, each module of the standard library takes its time. What
asyncio and logging need is set up when the script imports them.
"""


def _prelude():
    import builtins
    import sys
    from collections import deque
    from _json import encode_basestring, make_encoder, make_scanner

    SCRIPT_FAILED = 500
    FINISH_SECONDS = 5  # in which handlers that nobody waits for may go on when the script is stopped
    STEPS = 1000  # of a turn: then others have theirs
    Module = type(sys)
    HERE = sys._getframe().f_code.co_filename

    host = None
    module = None
    folder = "/"
    ready = deque()
    going = 0  # async handlers of messages that want no answer: nobody else knows of them
    rest = None

    class ReplyError(Exception):
        """A request that failed: kind as Vert.x has it, code and text as the other side gave them."""

        def __init__(self, kind, code, text):
            super().__init__(text)
            self.kind = kind
            self.code = code

    def native(value):
        """The None of Java is none of Python's types."""
        return None if value is None or type(value).__name__ == "ForeignNone" else value

    # Turns: every call of the host's is one. What it makes ready runs in its end.

    def turn(action, *arguments):
        leave = enter()
        try:
            action(*arguments)
        except BaseException as error:
            report(error)
        finally:
            drain()
            leave()

    def enter():
        asyncio = sys.modules.get("asyncio")
        if asyncio is None or not hasattr(asyncio, "AbstractEventLoop"):
            return nothing
        before = asyncio._get_running_loop()
        asyncio._set_running_loop(loop())
        return lambda: asyncio._set_running_loop(before)

    def nothing():
        pass

    def drain():
        for _ in range(STEPS):
            if not ready:
                return
            action, arguments = ready.popleft()
            try:
                action(*arguments)
            except BaseException as error:
                report(error)
        host.soon(lambda: turn(nothing))

    def soon(action, *arguments):
        ready.append((action, arguments))

    # Futures and tasks, which asyncio takes for its own.

    class Future:
        """What is awaited: a reply of the bus."""

        _asyncio_future_blocking = False

        def __init__(self):
            self._callbacks = []
            self._done = False
            self._value = None
            self._error = None

        def get_loop(self):
            return loop()

        def done(self):
            return self._done

        def cancelled(self):
            return isinstance(self._error, cancelled_error())

        def cancel(self, msg=None):
            return self._end(None, cancelled_error()())

        def set_result(self, value):
            self._end(value, None)

        def set_exception(self, error):
            self._end(None, error)

        def result(self):
            if not self._done:
                raise RuntimeError("the future is not done")
            if self._error is not None:
                raise self._error
            return self._value

        def exception(self):
            if self.cancelled():
                raise self._error
            return self._error

        def add_done_callback(self, callback, *, context=None):
            run = callback if context is None else lambda future: context.run(callback, future)
            if self._done:
                soon(run, self)
            else:
                self._callbacks.append((callback, run))

        def remove_done_callback(self, callback):
            before = len(self._callbacks)
            self._callbacks = [pair for pair in self._callbacks if pair[0] != callback]
            return before - len(self._callbacks)

        def _end(self, value, error):
            if self._done:
                return False
            self._done, self._value, self._error = True, value, error
            for _, run in self._callbacks:
                soon(run, self)
            self._callbacks = []
            return True

        def __await__(self):
            if not self._done:
                self._asyncio_future_blocking = True
                yield self
            return self.result()

        __iter__ = __await__

    def cancelled_error():
        asyncio = sys.modules.get("asyncio")
        return GeneratorExit if asyncio is None else asyncio.CancelledError

    def run(awaitable, done, failed):
        """Runs a coroutine to its end: as a task of asyncio's if the script uses that."""
        if "asyncio" in sys.modules and hasattr(awaitable, "send"):
            loop().create_task(awaitable).add_done_callback(lambda task: settle(task, done, failed))
        else:
            step(awaitable if hasattr(awaitable, "send") else alone(awaitable), done, failed)

    async def alone(awaitable):
        return await awaitable

    def settle(task, done, failed):
        try:
            value = task.result()
        except BaseException as error:
            failed(error)
        else:
            done(value)

    def step(coroutine, done, failed, _=None):
        try:
            awaited = coroutine.send(None)
        except StopIteration as end:
            done(end.value)
        except BaseException as error:
            failed(error)
        else:
            if awaited is None:
                soon(step, coroutine, done, failed)
            else:
                awaited._asyncio_future_blocking = False
                awaited.add_done_callback(lambda _: step(coroutine, done, failed))

    def answered(call, of=lambda value: value):
        """A future of what a function of the host's calls back with."""
        future = Future()
        call(
            lambda *value: turn(lambda: future.set_result(of(*value))),
            lambda kind, code, text: turn(future.set_exception, ReplyError(kind, code, text)),
        )
        return future

    # The bus.

    def options(headers, timeout):
        if headers is None and timeout is None:
            return None
        given = {"headers": headers or {}}
        if timeout is not None:
            given["timeout"] = max(1, int(timeout * 1000))
        return given

    class Message:
        """A message of the bus."""

        def __init__(self, mail):
            self._mail = mail
            self._answered = False

        @property
        def address(self):
            return host.address(self._mail)

        @property
        def reply_address(self):
            return native(host.replyAddress(self._mail))

        @property
        def is_send(self):
            return host.isSend(self._mail)

        @property
        def headers(self):
            flat = list(host.headers(self._mail))
            return dict(zip(flat[::2], flat[1::2]))

        @property
        def body(self):
            if "_body" not in self.__dict__:
                self._body = native(host.body(self._mail))
            return self._body

        def reply(self, body=None, headers=None):
            self._answered = True
            host.reply(self._mail, body, options(headers, None))

        def reply_and_request(self, body=None, headers=None, timeout=None):
            self._answered = True
            given = options(headers, timeout)
            return answered(
                lambda done, failed: host.replyAndRequest(self._mail, body, given, done, failed),
                Message,
            )

        def fail(self, code, text):
            self._answered = True
            host.fail(self._mail, code, str(text))

    def receive(handler, mail, one_way):
        message = Message(mail)
        try:
            result = handler(message)
        except BaseException as error:
            refuse(message, error)
            return
        if not hasattr(result, "__await__"):
            answer(message, result)
        elif one_way:
            go(message, result)
        else:
            run(result, lambda body: answer(message, body), lambda error: refuse(message, error))

    def go(message, result):
        nonlocal going
        going += 1

        def failed(error):
            refuse(message, error)
            finished(None)

        run(result, finished, failed)

    def finished(_):
        nonlocal going
        going -= 1
        if going == 0 and rest is not None:
            rest.set_result(None)

    async def finish():
        nonlocal rest
        if going > 0:
            rest = sleep(FINISH_SECONDS)
            await rest
        result = getattr(module, "stop", lambda: None)()
        if hasattr(result, "__await__"):
            await result

    def answer(message, body):
        if body is not None and not message._answered:
            try:
                message.reply(body)
            except BaseException as error:
                message._answered = False
                refuse(message, error)

    def refuse(message, error):
        """An error with a code is an answer; one without is a fault of the script's."""
        code = getattr(error, "code", None)
        meant = isinstance(code, int) and code >= 0
        if not meant:
            report(error)
        if not message._answered and message.reply_address is not None:
            text = str(error) if meant else f"{type(error).__name__}: {error}"
            message.fail(code if meant else SCRIPT_FAILED, text)

    class Consumer:
        """A handler at an address."""

        def __init__(self, address, local, handler):
            self.address = address
            self._registration = host.consumer(
                address, local, lambda mail, one_way: turn(receive, handler, mail, one_way)
            )

        def unregister(self):
            return answered(
                lambda done, failed: host.unregister(self._registration, done, failed),
                lambda: None,
            )

    class EventBus:
        """The event bus."""

        def consumer(self, address, handler=None):
            """Registers the handler; without one, a decorator that does."""
            return self._consumer(address, False, handler)

        def local_consumer(self, address, handler=None):
            return self._consumer(address, True, handler)

        def _consumer(self, address, local, handler):
            if handler is not None:
                return Consumer(address, local, handler)

            def register(function):
                Consumer(address, local, function)
                return function

            return register

        def send(self, address, body=None, headers=None):
            host.send(address, body, options(headers, None))

        def publish(self, address, body=None, headers=None):
            host.publish(address, body, options(headers, None))

        def request(self, address, body=None, headers=None, timeout=None):
            """Awaitable: the reply, a Message. The timeout is in seconds."""
            given = options(headers, timeout)
            return answered(
                lambda done, failed: host.request(address, body, given, done, failed), Message
            )

    def called(action, *arguments):
        """Calls a function of the script's that may be async."""
        result = action(*arguments)
        if hasattr(result, "__await__"):
            run(result, lambda _: None, report)

    def timer(seconds, again, action):
        return host.setTimer(seconds * 1000, again, lambda: turn(called, action))

    def sleep(seconds):
        """Awaitable: done after that time. As asyncio.sleep, which takes long to import."""
        future = Future()
        host.setTimer(seconds * 1000, False, lambda: turn(future.set_result, None))
        return future

    # JSON.

    def plain(value):
        if hasattr(value, "isoformat"):
            return value.isoformat()
        if isinstance(value, (bytes, bytearray, memoryview)):
            from binascii import b2a_base64

            text = b2a_base64(bytes(value), newline=False).decode("ascii")
            return text.rstrip("=").replace("+", "-").replace("/", "_")
        if isinstance(value, (set, frozenset)):
            return list(value)
        raise TypeError(f"{type(value).__name__}: not for JSON (expected: dict, list, str, number, "
                        "bool, None, bytes, a set or a date)")

    class Scan:
        strict = False
        object_hook = None
        object_pairs_hook = None
        parse_float = float
        parse_int = int
        parse_constant = float
        memo = {}

    scan = make_scanner(Scan())

    def pack(value):
        if isinstance(value, (bytes, bytearray, memoryview)):
            return bytes(value)
        if not isinstance(value, (dict, list, tuple)):
            value = plain(value)
            if isinstance(value, str):
                return encode_basestring(value)
        encode = make_encoder({}, plain, encode_basestring, None, ":", ",", False, False, False)
        return "".join(encode(value, 0))

    def unpack(buffer):
        import java

        latin = java.type("java.nio.charset.StandardCharsets").ISO_8859_1
        return str(latin.decode(buffer).toString()).encode("latin-1")

    # The log.

    def report(error):
        host.report(described(error))

    def described(error):
        """FILE:LINE:COLUMN: TEXT, and below it the script's part of the stack."""
        text = f"{type(error).__name__}: {error}"
        if isinstance(error, SyntaxError) and error.filename is not None:
            place = f"{error.filename}:{error.lineno or 0}:{error.offset or 0}"
            return f"{place}: {type(error).__name__}: {error.msg}"
        places = []
        trace = error.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            if code.co_filename != HERE:
                column = column_of(code, trace)
                places.append((code.co_name, f"{code.co_filename}:{trace.tb_lineno}:{column}"))
            trace = trace.tb_next
        if not places:
            return text
        own = [place for _, place in places if place.startswith(folder)]
        stack = "".join(f"\n    at {name} ({place})" for name, place in reversed(places))
        return f"{(own or [places[-1][1]])[-1]}: {text}{stack}"

    def column_of(code, trace):
        """From 1: of what failed, or of its line where the runtime does not tell; 0 if unknown."""
        if not hasattr(code, "co_positions"):
            return 0
        at, line = trace.tb_lasti // 2, trace.tb_lineno
        columns = {
            index: column
            for index, (first, _, column, _) in enumerate(code.co_positions())
            if first == line and column is not None
        }
        return columns.get(at, min(columns.values(), default=-1)) + 1

    class Out:
        """Lines into the log."""

        encoding = "utf-8"
        errors = "strict"

        def __init__(self, level):
            self._level = level
            self._rest = ""

        def write(self, text):
            *lines, self._rest = (self._rest + text).split("\n")
            for line in lines:
                host.log(self._level, line)
            return len(text)

        def flush(self):
            pass

        def isatty(self):
            return False

    def set_up_logging(logging):
        levels = ((logging.ERROR, "error"), (logging.WARNING, "warn"), (logging.INFO, "info"))

        class Handler(logging.Handler):
            def emit(self, record):
                name = next((name for least, name in levels if record.levelno >= least), "debug")
                host.log(name, self.format(record))

        logging.getLogger().addHandler(Handler())
        logging.getLogger().setLevel(logging.INFO)

    # asyncio, on the verticle's own Vert.x context.

    loops = []

    def loop():
        if not loops:
            loops.append(make_loop(sys.modules["asyncio"]))
        return loops[0]

    def make_loop(asyncio):
        from time import monotonic

        class VertxLoop(asyncio.AbstractEventLoop):
            """The loop that the verticle runs on, as asyncio sees it."""

            def __init__(self):
                self._timers = {}
                self._executor = None

            def call_soon(self, callback, *args, context=None):
                handle = asyncio.Handle(callback, args, self, context)
                soon(self._run, handle)
                return handle

            def call_soon_threadsafe(self, callback, *args, context=None):
                handle = asyncio.Handle(callback, args, self, context)
                host.soon(lambda: turn(self._run, handle))
                return handle

            def call_later(self, delay, callback, *args, context=None):
                handle = asyncio.TimerHandle(self.time() + delay, callback, args, self, context)
                run = lambda: turn(self._run_timer, handle)
                self._timers[id(handle)] = host.setTimer(delay * 1000, False, run)
                return handle

            def call_at(self, when, callback, *args, context=None):
                return self.call_later(when - self.time(), callback, *args, context=context)

            def _run_timer(self, handle):
                self._timers.pop(id(handle), None)
                self._run(handle)

            def _run(self, handle):
                if not handle.cancelled():
                    handle._run()

            def _timer_handle_cancelled(self, handle):
                timer_id = self._timers.pop(id(handle), None)
                if timer_id is not None:
                    host.cancelTimer(timer_id)

            def time(self):
                return monotonic()

            def create_future(self):
                return asyncio.Future(loop=self)

            def create_task(self, coro, *, name=None, context=None):
                return asyncio.Task(coro, loop=self, name=name, context=context)

            def run_in_executor(self, executor, func, *args):
                if executor is None:
                    from concurrent.futures import ThreadPoolExecutor

                    self._executor = self._executor or ThreadPoolExecutor(4)
                    executor = self._executor
                return asyncio.wrap_future(executor.submit(func, *args), loop=self)

            def call_exception_handler(self, context):
                if "exception" in context:
                    report(context["exception"])
                else:
                    host.log("error", str(context.get("message")))

            default_exception_handler = call_exception_handler

            def get_exception_handler(self):
                return None

            def get_task_factory(self):
                return None

            def get_debug(self):
                return False

            def is_running(self):
                return True

            def is_closed(self):
                return False

            def run_until_complete(self, future):
                raise RuntimeError("the loop of a verticle runs by itself (expected: await)")

            def run_forever(self):
                self.run_until_complete(None)

            def stop(self):
                pass

            def close(self):
                pass

            async def shutdown_asyncgens(self):
                pass

            async def shutdown_default_executor(self, timeout=None):
                pass

        return VertxLoop()

    class Imports:
        """Sets up asyncio and logging when the script imports them."""

        def find_spec(self, name, path=None, target=None):
            if name not in ("asyncio", "logging"):
                return None
            sys.meta_path.remove(self)
            try:
                from importlib.machinery import PathFinder

                spec = PathFinder.find_spec(name, path, target)
            finally:
                sys.meta_path.insert(0, self)
            if spec is not None and spec.loader is not None:
                spec.loader = Loader(spec.loader)
            return spec

    class Loader:
        def __init__(self, loader):
            self._loader = loader

        def __getattr__(self, name):
            return getattr(self._loader, name)

        def create_module(self, spec):
            return self._loader.create_module(spec)

        def exec_module(self, found):
            if found.__name__ == "logging":
                self._loader.exec_module(found)
                set_up_logging(found)
                return
            # asyncio does without ssl where there is none; here, it would take longest of all.
            absent = "ssl" not in sys.modules
            if absent:
                sys.modules["ssl"] = None
            try:
                self._loader.exec_module(found)
            finally:
                if absent:
                    del sys.modules["ssl"]
            found._set_running_loop(loop())

    # What the host calls.

    def begin(members):
        nonlocal host
        host = members
        sys.stdout, sys.stderr = Out("info"), Out("error")
        sys.meta_path.insert(0, Imports())
        vertx = Module("vertx", "The event bus and the timers of Vert.x.")
        vertx.event_bus = EventBus()
        vertx.consumer = vertx.event_bus.consumer
        vertx.config = host.config() or {}
        vertx.sleep = sleep
        vertx.set_timer = lambda seconds, action: timer(seconds, False, action)
        vertx.set_periodic = lambda seconds, action: timer(seconds, True, action)
        vertx.cancel_timer = lambda id: host.cancelTimer(id)
        vertx.Message, vertx.ReplyError = Message, ReplyError
        sys.modules["vertx"] = vertx
        builtins.vertx, builtins.config = vertx, vertx.config

    def load(file, done, failed):
        nonlocal module, folder
        folder, _, name = file.rpartition("/")
        paths = builtins.config.get("python-path", [])
        paths = [paths] if isinstance(paths, str) else paths
        sys.path[:0] = [folder] + [p if p.startswith("/") else f"{folder}/{p}" for p in paths]
        module = Module(name.removesuffix(".py"))
        module.__file__ = file
        sys.modules[module.__name__] = module
        leave = enter()
        try:
            with open(file, encoding="utf-8") as source:
                code = compile(source.read(), file, "exec")
            exec(code, module.__dict__)
        except BaseException as error:
            failed(described(error))
        else:
            done()
        finally:
            leave()

    def life(action):
        def call(done, failed):
            def begun():
                result = action()
                if hasattr(result, "__await__"):
                    run(result, lambda _: done(), lambda error: failed(described(error)))
                else:
                    done()

            def guarded():
                try:
                    begun()
                except BaseException as error:
                    failed(described(error))

            turn(guarded)

        return call

    members = Module("prelude")
    members.begin, members.load = begin, load
    members.start, members.stop = life(lambda: getattr(module, "start", lambda: None)()), life(finish)
    members.parse = lambda text: scan(text, 0)[0]
    members.pack = pack
    members.bytes = unpack
    return members


_prelude()
