"""Answers at the address @NAME@. Runs on an event loop, so it must not block; `vertx` is the gateway's."""

import vertx

from greeting import greet


@vertx.consumer("@NAME@")
def answer(message):
    return greet(message.body.get("name", "world"), vertx.config.get("greeting", "Hello"))
