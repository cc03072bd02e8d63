import sys
import types
import unittest

from greeting import greet


class GreetingTest(unittest.TestCase):
    def test_greets_the_world_if_nobody_is_named(self):
        self.assertEqual(greet(), {"greeting": "Hello, world"})


class VerticleTest(unittest.TestCase):
    def test_answers_at_its_address(self):
        handlers = {}
        vertx = types.ModuleType("vertx")
        vertx.config = {"greeting": "Good morning"}
        vertx.consumer = lambda address: lambda handler: handlers.setdefault(address, handler)
        sys.modules["vertx"] = vertx
        import verticle  # noqa: F401, registers its consumer

        message = types.SimpleNamespace(body={"name": "Ada"})
        self.assertEqual(handlers["@NAME@"](message), {"greeting": "Good morning, Ada"})


if __name__ == "__main__":
    unittest.main()
