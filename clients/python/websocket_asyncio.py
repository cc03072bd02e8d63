"""Raw WebSocket by the package websockets, asyncio: python websocket_asyncio.py URL"""

import asyncio
import json
import sys

from checks import check, done, equal
from websockets.asyncio.client import connect


async def say(socket, **frame):
    await socket.send(json.dumps(frame))


async def hear(socket):
    return json.loads(await asyncio.wait_for(socket.recv(), 10))


async def two_clients():
    async with connect(sys.argv[1]) as ada, connect(sys.argv[1]) as bob:
        for socket in (ada, bob):
            await say(socket, type="register", address="clients.room")
            await say(socket, type="send", address="echo", replyAddress="ready", body=1)
            equal((await hear(socket))["address"], "ready")
        await say(ada, type="publish", address="clients.room", body={"from": "ada"}, headers={"h": "v"})
        for socket in (ada, bob):
            equal(await hear(socket), {"type": "rec", "address": "clients.room", "body": {"from": "ada"}, "headers": {"h": "v"}})


async def pings():
    async with connect(sys.argv[1]) as socket:
        await asyncio.wait_for(await socket.ping(b"hi"), 10)


async def many():
    async with connect(sys.argv[1]) as socket:
        for n in range(500):
            await say(socket, type="send", address="echo", replyAddress=f"n{n}", body=n)
        heard = {frame["address"]: frame["body"] for frame in [await hear(socket) for _ in range(500)]}
        equal(heard, {f"n{n}": n for n in range(500)})


check("two clients hear each other", lambda: asyncio.run(two_clients()))
check("is answered when it pings", lambda: asyncio.run(pings()))
check("has 500 requests in flight", lambda: asyncio.run(many()))
done()
