"""Takes turns with the C# program: the same lock, with kazoo."""
import argparse
import time

from kazoo.client import KazooClient


def write(file, line):
    with open(file, "a", encoding="utf-8") as turns:
        turns.write(line + "\n")
    print(line, flush=True)


def take_turn(lock, file, number):
    with lock:
        write(file, f"begin kazoo {number}")
        time.sleep(0.1)
        write(file, f"end kazoo {number}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--zookeeper", default="127.0.0.1:2181", help="host:port,host:port/chroot")
    parser.add_argument("--file", default="turns.log", help="where the turns are written")
    parser.add_argument("--turns", type=int, default=30, help="how many turns to take")
    arguments = parser.parse_args()

    client = KazooClient(hosts=arguments.zookeeper)
    client.start()
    try:
        # [DistributedLock("turns")] locks this path. The identifier is what the other one sees of us.
        lock = client.Lock("/locks/turns", identifier="Interop kazoo")
        for number in range(1, arguments.turns + 1):
            take_turn(lock, arguments.file, number)
    finally:
        client.stop()


if __name__ == "__main__":
    main()
