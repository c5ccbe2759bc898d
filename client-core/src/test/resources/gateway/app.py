"""The application behind the gateway.

It appends a line to the file $REQUESTS for each request, because what a worker counts in memory dies with it.
"""

import os
import signal
import time

from flask import Flask, abort, jsonify, request

app = Flask(__name__)


@app.before_request
def note():
    if request.path == "/ready":
        return
    fields = [request.headers.get(name, "-") for name in ("X-Test", "Idempotency-Key")]
    with open(os.environ["REQUESTS"], "a", encoding="utf-8") as log:
        log.write("\t".join([fields[0], request.method, request.full_path.rstrip("?"), fields[1]]) + "\n")


@app.get("/ready")
def ready():
    return "ready"


@app.get("/orders/<int:number>")
def order(number):
    return jsonify(id=number, worker=os.getpid())


@app.post("/orders")
def create():
    return jsonify(id=request.get_json()["id"], worker=os.getpid()), 201


@app.get("/sleep")
def sleep():
    time.sleep(int(request.args["ms"]) / 1000)
    return jsonify(id=0, worker=os.getpid())


@app.get("/sleep-once")
def sleep_once():
    with open(os.environ["REQUESTS"], encoding="utf-8") as log:
        mine = [line for line in log if line.startswith(request.headers["X-Test"] + "\t")]
    if len(mine) == 1:
        time.sleep(int(request.args["ms"]) / 1000)
    return jsonify(id=len(mine), worker=os.getpid())


@app.get("/bank")
def bank():
    return jsonify(error="upstream bank is down"), 502


@app.get("/raise")
def fail():
    raise RuntimeError("no such table")


@app.get("/abort")
def give_up():
    abort(503)


@app.get("/bad-gateway")
def own_bad_gateway():
    abort(502)


@app.get("/killed")
def killed():
    # As the kernel does where memory runs out.
    os.kill(os.getpid(), signal.SIGKILL)


@app.get("/hang")
def hang():
    time.sleep(30)
    return jsonify(id=0, worker=os.getpid())
