import unittest

import worker


class GreetTest(unittest.TestCase):
    def test_greets_by_name(self):
        self.assertEqual(worker.greet({"name": "Ada"}, "Good morning"), {"greeting": "Good morning, Ada"})

    def test_greets_the_world_if_nobody_is_named(self):
        self.assertEqual(worker.greet(None), {"greeting": "Hello, world"})


if __name__ == "__main__":
    unittest.main()
