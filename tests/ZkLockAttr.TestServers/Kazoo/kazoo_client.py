"""Drives kazoo for a test: a request a line on standard input, an answer or event a line on standard output, both JSON.

Requests run on threads of their own, so one may wait while others are answered. The process ends with its standard input.
"""
import json
import os
import sys
import threading

from kazoo.client import KazooClient
from kazoo.exceptions import NoNodeError

output_lock = threading.Lock()
locks = {}
watches = {}


def say(message):
    with output_lock:
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()


class AnnouncedEvent(threading.Event):
    """A lock's wake-up: tells when the lock begins to wait for it, with its watch set."""

    def __init__(self, name):
        super().__init__()
        self.name = name

    def wait(self, timeout=None):
        say({"event": "waiting", "lock": self.name})
        return super().wait(timeout)


class Seen:
    """What a watch has last reported."""

    def __init__(self):
        self.value = None
        self.changed = threading.Condition()

    def report(self, value):
        with self.changed:
            self.value = value
            self.changed.notify_all()

    def wait_for(self, value):
        with self.changed:
            self.changed.wait_for(lambda: self.value == value)


class Requests:
    """What can be asked for; the names are those of the lines."""

    def connect(self, hosts, timeout):
        self.client = KazooClient(hosts=hosts, timeout=timeout)
        self.client.add_listener(lambda state: say({"event": "state", "state": state}))
        self.client.start(timeout=15)
        return self.client.client_id[0]

    def make(self, lock, kind, path, identifier, patterns):
        made = getattr(self.client, kind)(path, identifier, extra_lock_patterns=patterns)
        made.wake_event = AnnouncedEvent(lock)
        locks[lock] = made

    def make_semaphore(self, lock, path, identifier, leases):
        locks[lock] = self.client.Semaphore(path, identifier, leases)

    def lease_holders(self, lock):
        return sorted(locks[lock].lease_holders())

    def watch_data(self, path):
        seen = watches["data", path] = Seen()
        self.client.DataWatch(path, lambda data, stat: seen.report(None if data is None else data.decode()))

    def watch_children(self, path):
        seen = watches["children", path] = Seen()
        self.client.ChildrenWatch(path, lambda children: seen.report(sorted(children)))

    def wait_for(self, kind, path, value):
        watches[kind, path].wait_for(value)

    def join(self, path, member):
        locks[path, member] = self.client.Party(path, member)
        locks[path, member].join()

    def leave(self, path, member):
        locks[path, member].leave()

    def members(self, path):
        return sorted(self.client.Party(path))

    def acquire(self, lock, blocking, timeout):
        return locks[lock].acquire(blocking=blocking, timeout=timeout)

    def release(self, lock):
        return locks[lock].release()

    def cancel(self, lock):
        locks[lock].cancel()

    def contenders(self, lock):
        return locks[lock].contenders()

    def is_acquired(self, lock):
        return bool(locks[lock].is_acquired)

    def confirm(self, lock):
        """The transaction that made the lock's node, 0 if that is gone, by a write: a quorum must agree."""
        held = locks[lock]
        try:
            return self.client.set(held.path + "/" + held.node, held.data).czxid
        except NoNodeError:
            return 0

    def work(self, lock, rounds, file):
        """Takes the lock again and again and adds 1 to the number in a file; fails where somebody else is inside too."""
        for _ in range(rounds):
            locks[lock].acquire()
            marker = os.open(file + ".inside", os.O_CREAT | os.O_EXCL)
            with open(file) as counter:
                number = int(counter.read())
            with open(file, "w") as counter:
                counter.write(str(number + 1))
            os.close(marker)
            os.unlink(file + ".inside")
            locks[lock].release()
        return rounds

    def stop(self):
        self.client.stop()
        self.client.close()


requests = Requests()


def run(request):
    number = request.pop("id")
    try:
        say({"id": number, "result": getattr(requests, request.pop("do"))(**request)})
    except BaseException as failure:
        say({"id": number, "error": "%s: %s" % (type(failure).__name__, failure)})


for line in sys.stdin:
    threading.Thread(target=run, args=(json.loads(line),), daemon=True).start()

os._exit(0)
