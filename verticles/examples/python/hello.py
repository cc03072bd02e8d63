"""Greets: {"name": "Ada"} at py.hello gets {"text": "Hello, Ada!"}. At py.echo, gives back what it gets."""

greeting = config.get("greeting", "Hello")


@vertx.consumer("py.hello")
async def hello(msg):
    name = msg.body.get("name") if isinstance(msg.body, dict) else None
    if not isinstance(name, str):
        msg.fail(400, 'expected: an object with a name, such as {"name": "Ada"}')
        return
    return {"text": f"{greeting}, {name}!"}


@vertx.consumer("py.echo")
def echo(msg):
    msg.reply(msg.body)
