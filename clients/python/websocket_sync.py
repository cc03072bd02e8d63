"""Raw WebSocket by the package websocket-client: python websocket_sync.py URL"""

import sys

import websocket
from checks import check, done, equal

socket = websocket.create_connection(sys.argv[1], timeout=10)


def text():
    socket.send('{"type":"send","address":"echo","replyAddress":"r1","body":{"a":1}}')
    equal(socket.recv(), '{"type":"rec","address":"r1","body":{"a":1}}')


def binary():
    socket.send_binary(b'{"type":"send","address":"echo","replyAddress":"r2","body":"b"}')
    equal(socket.recv(), b'{"type":"rec","address":"r2","body":"b"}')


def fragments():
    first, last = '{"type":"send","address":"echo",', '"replyAddress":"r3","body":[1,2]}'
    socket.send_frame(websocket.ABNF.create_frame(first, websocket.ABNF.OPCODE_TEXT, 0))
    socket.send_frame(websocket.ABNF.create_frame(last, websocket.ABNF.OPCODE_CONT, 1))
    equal(socket.recv(), '{"type":"rec","address":"r3","body":[1,2]}')


def large():
    body = '"' + "x" * 200_000 + '"'
    socket.send('{"type":"send","address":"echo","replyAddress":"r4","body":' + body + "}")
    equal(socket.recv(), '{"type":"rec","address":"r4","body":' + body + "}")


check("gets text for text", text)
check("gets binary for binary", binary)
check("sends in fragments", fragments)
check("gets a body of 200 KB back", large)
check("closes", socket.close)
done()
