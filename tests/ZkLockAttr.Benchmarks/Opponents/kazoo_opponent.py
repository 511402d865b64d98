"""kazoo's Lock for a benchmark: a request a line on standard input, an answer a line on standard output, both JSON.

The process ends with its standard input.
"""
import json
import os
import sys
import threading
import time

from kazoo.client import KazooClient

output_lock = threading.Lock()


def say(message):
    with output_lock:
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()


class Requests:
    """What can be asked for; the names are those of the lines."""

    def connect(self, hosts):
        self.client = KazooClient(hosts=hosts, timeout=20)
        self.client.start(timeout=15)

    def run(self, lock, callers, cycles, milliseconds):
        """Callers of one client acquire and release so often, or for so long. Times are in milliseconds."""
        acquires, whole, failures = [], [], []
        start = time.perf_counter()
        end = start + milliseconds / 1000

        def call():
            try:
                mine = self.client.Lock("/locks/" + lock, "kazoo")
                done = 0
                while done < cycles if cycles else time.perf_counter() < end:
                    began = time.perf_counter()
                    mine.acquire()
                    acquired = time.perf_counter()
                    mine.release()
                    released = time.perf_counter()
                    acquires.append((acquired - began) * 1000)
                    whole.append((released - began) * 1000)
                    done += 1
            except Exception as failure:
                failures.append(failure)

        threads = [threading.Thread(target=call) for _ in range(callers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]
        return {"acquires": acquires, "cycles": whole, "seconds": time.perf_counter() - start}


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
