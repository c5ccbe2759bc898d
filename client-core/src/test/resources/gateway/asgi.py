"""The application of the tests for servers of asynchronous applications, without a framework."""

import asyncio
import json
import os
import signal


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    path = scope["path"]
    if path == "/raise":
        raise RuntimeError("no such table")
    if path == "/killed":
        # As the kernel does where memory runs out.
        os.kill(os.getpid(), signal.SIGKILL)
    if path == "/hang":
        await asyncio.sleep(30)
    if path == "/raise-later":
        await begin(send, 200)
        await send({"type": "http.response.body", "body": b'{"id":', "more_body": True})
        raise RuntimeError("lost the database")
    await begin(send, 502 if path == "/bank" else 200)
    body = {"error": "upstream bank is down"} if path == "/bank" else {"id": 1, "worker": os.getpid()}
    await send({"type": "http.response.body", "body": json.dumps(body).encode()})


async def begin(send, status):
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"application/json")]})
