"""
A page of 2019 that is none: registers with a plugin engine, runs a plugin step by step, calls it and is called by it.
Speaks by itself what pages spoke then, on the socket.io client of Debian. Arguments: the address and the token of the
engine. Prints what it has seen, as one line of JSON.
"""

import json
import os
import queue
import sys
import traceback
import uuid

import socketio

LIMIT = 60

CODE = """
from imjoy import api

class Plugin:
    async def setup(self):
        await api.log("setup of " + api.TAG)
    async def run(self, ctx):
        await api.display({"image": ctx["data"], "done": self.add})
        return {"total": sum(ctx["data"]), "work_dir": bool(api.WORK_DIR)}
    def add(self, a, b):
        return a + b
    def reverse(self, data):
        return data[::-1]
    def fail(self):
        raise RuntimeError("on purpose")

print("written by the plugin")
api.export(Plugin())
"""


class Page:
    def __init__(self, url):
        self.events = queue.Queue()
        self.sio = socketio.Client(reconnection=False)
        # From the beginning: what comes right after an answer comes on a thread of its own.
        self.sio.on("*", lambda *event: self.events.put(event))
        self.sio.connect(url, transports=["websocket"])
        self.calls = {}
        self.api = {}
        self.seen = []
        self.remote = []

    def ask(self, event, payload):
        return self.sio.call(event, payload, timeout=LIMIT)

    def init(self):
        config = {
            "name": "From Python", "type": "native-python", "tag": "", "workspace": "default",
            "flags": [], "env": "", "requirements": [], "cmd": "python", "api_version": "0.1.2",
        }
        plugin_id = "From_Python_" + uuid.uuid4().hex
        answer = self.ask("init_plugin", {"id": plugin_id, "type": "native-python", "config": config})
        self.secret = answer["secret"]
        return plugin_id, answer

    def send(self, data):
        self.sio.emit("message_to_plugin_" + self.secret, {"type": "message", "data": data})

    def until(self, kind, inner=None):
        """Deals with what comes, until something like that has come."""
        while True:
            name, event = self.events.get(timeout=LIMIT)
            if name != "message_from_plugin_" + self.secret:
                continue
            self.seen.append(event["type"])
            data = event.get("data") or {}
            if event["type"] == "message":
                self.hear(data)
            if event["type"] == kind and (inner is None or data.get("type") == inner):
                return event

    def hear(self, data):
        if data["type"] == "setInterface":
            self.remote = [entry["name"] for entry in data["api"]]
        elif data["type"] == "method":
            args = self.read(data["args"]["args"])
            result = self.api[data["name"]](*args)
            resolve = data["promise"]["args"][0]
            self.answer(resolve["num"], result)
        elif data["type"] == "callback":
            self.calls[data["num"]] = self.read(data["args"]["args"])

    def answer(self, num, value):
        self.post({"type": "callback", "id": None, "num": num, "args": {"args": self.write([value])}})

    def post(self, rpc):
        self.send({"type": "message", "data": rpc})

    def call(self, name, *args):
        return self.request({"type": "method", "name": name, "pid": None}, args)

    def call_back(self, function, *args):
        return self.request({"type": "callback", "id": None, "num": function["num"]}, args)

    def request(self, address, args):
        yes, no = str(uuid.uuid4()), str(uuid.uuid4())
        pair = [{"__jailed_type__": "callback", "__value__": "f", "num": num} for num in (yes, no)]
        self.post({**address, "args": {"args": self.write(list(args))}, "promise": {"args": pair}})
        while yes not in self.calls and no not in self.calls:
            self.until("message", "callback")
        return ("resolved", self.calls[yes][0]) if yes in self.calls else ("rejected", self.calls[no][0])

    def write(self, value):
        if isinstance(value, list):
            return [self.write(item) for item in value]
        if isinstance(value, dict):
            return {key: self.write(item) for key, item in value.items()}
        return {"__jailed_type__": "argument", "__value__": value}

    def read(self, value):
        if isinstance(value, list):
            return [self.read(item) for item in value]
        kind = value.get("__jailed_type__")
        if kind is None:
            return {key: self.read(item) for key, item in value.items()}
        if kind in ("argument", "error"):
            return value["__value__"]
        return value


def main(url, token):
    seen = {}
    page = Page(url)
    answer = page.ask("register_client", {
        "id": "python", "token": token, "base_url": url, "session_id": uuid.uuid4().hex,
    })
    seen["registered"] = answer["success"]
    seen["api_version"] = answer["engine_info"]["api_version"]
    plugin_id, answer = page.init()
    seen["initialized"] = answer["initialized"]
    page.until("initialized")
    shown = []
    page.api = {"log": shown.append, "display": shown.append}
    page.post({"type": "setInterface", "api": [
        {"name": "log", "data": None}, {"name": "display", "data": None}, {"name": "TAG", "data": "stable"},
    ]})
    page.until("message", "interfaceSetAsRemote")
    page.send({"type": "execute", "code": {"type": "requirements", "requirements": [], "env": ""}})
    page.until("executeSuccess")
    page.send({"type": "execute", "code": {"type": "script", "content": CODE}})
    page.until("executeSuccess")
    page.post({"type": "getInterface"})
    page.until("message", "setInterface")
    seen["interface"] = sorted(page.remote)
    page.call("setup")
    seen["run"] = page.call("run", {"data": [1, 2, 3], "config": {}})
    seen["log"] = shown[0]
    done = shown[1]["done"]
    seen["image"] = shown[1]["image"]
    seen["add"] = [page.call_back(done, 4, 5), page.call_back(done, "a", "b")]
    kind, data = page.call("reverse", b"abc")
    seen["reverse"] = [kind, data.decode()]
    kind, error = page.call("fail")
    seen["fail"] = [kind, error.splitlines()[-1]]
    seen["printed"] = "logging" in page.seen
    seen["killed"] = page.ask("kill_plugin", {"id": plugin_id})["success"]
    page.until("disconnected")
    page.sio.disconnect()
    print(json.dumps(seen), flush=True)


try:
    main(*sys.argv[1:])
except BaseException:
    traceback.print_exc()
    # The threads of the client would wait for what does not come.
    os._exit(1)
