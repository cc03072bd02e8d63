"""Greets whoever asks at the address `@NAME@`. A process of its own: it may block and compute."""

import busway


def greet(body, greeting="Hello"):
    name = (body or {}).get("name", "world")
    return {"greeting": f"{greeting}, {name}"}


def main():
    bus = busway.from_env()

    @bus.consumer("@NAME@")
    def answer(message):
        return greet(message.body, bus.config.get("greeting", "Hello"))

    bus.run()


if __name__ == "__main__":
    main()
