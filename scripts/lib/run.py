"""Steps with their seconds, their own log file each, and no child left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

HEARTBEAT = 60  # seconds between two signs of life of a long step
TAIL = 120  # lines of a failed step's log that are shown


class Steps:
    """The run: where logs go, and which children still live."""

    def __init__(self, root: Path, board):
        self.root = root
        self.board = board
        self.target = Path(os.environ.get("CARGO_TARGET_DIR", root / "target"))
        self.folder = self.target / "test-logs"
        self.children = []

    def __enter__(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.began = time.monotonic()
        return self

    def __exit__(self, *_):
        for child in self.children:
            stop_group(child)
        print(f"  {'all':<44}{time.monotonic() - self.began:8.1f} s", flush=True)

    def step(self, name, counts=False):
        return Step(self, name, counts)


class Step:
    """One step. `counts` makes it a check of its own in the final sum; a step that does not count
    still adds a failure when it fails."""

    def __init__(self, steps, name, counts):
        self.steps, self.name, self.counts = steps, name, counts
        slug = "".join(c if c.isalnum() else "-" for c in name.lower()).strip("-")
        self.log = steps.folder / f"{slug}.log"
        self.failure = None
        self.note = ""  # such as «2 failed»

    def __enter__(self):
        self.began = time.monotonic()
        self.log.write_text("")
        return self

    def __exit__(self, kind, error, _trace):
        seconds = time.monotonic() - self.began
        if kind is not None and issubclass(kind, Exception):
            self.failure = f"{kind.__name__}: {error}"
        print(f"  {self.name:<44}{seconds:8.1f} s{'   FAILED' if self.failure else '   ' + self.note}", flush=True)
        if self.failure:
            self.show()
            self.steps.board.fail(self.name, self.failure)
        elif self.counts and kind is None:
            self.steps.board.passed += 1
        return kind is not None and issubclass(kind, Exception)

    def show(self):
        lines = self.output().splitlines()
        if len(lines) > TAIL:
            print(f"    … {len(lines) - TAIL} lines more in {self.log}")
        for line in lines[-TAIL:]:
            print(f"    {line}")
        sys.stdout.flush()

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def command(self, words, cwd=None, env=None, fail_step=True) -> bool:
        """Runs a program to its end, output to the step's log. False, and a failed step, when it
        ends badly (unless the caller judges the result itself)."""
        with open(self.log, "ab") as log:
            try:
                child = subprocess.Popen(
                    words, cwd=cwd or self.steps.root, env={**os.environ, **(env or {})},
                    stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                    start_new_session=True)
            except OSError as error:
                self.failure = f"{words[0]}: {error.strerror}"
                return False
            self.steps.children.append(child)
            done = threading.Event()
            threading.Thread(target=self.heartbeat, args=(done,), daemon=True).start()
            try:
                code = child.wait()
            finally:
                done.set()
                stop_group(child)
                self.steps.children.remove(child)
        if code != 0 and fail_step:
            self.failure = f"`{' '.join(map(str, words[:4]))} …` ended with code {code}"
        return code == 0

    def heartbeat(self, done):
        while not done.wait(HEARTBEAT):
            print(f"    {self.name}: {time.monotonic() - self.began:.0f} s so far", flush=True)


def stop_group(child):
    """Ends a child with everything it started. Children lead their own group, so no other process
    of the machine can be hit."""
    if child.poll() is None:
        try:
            os.killpg(child.pid, signal.SIGTERM)
            child.wait(timeout=10)
        except (ProcessLookupError, PermissionError):
            pass
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def die_with_parent():
    """Asks the kernel (Linux) to stop this child when the test command itself is killed."""
    if PRCTL:
        PRCTL(1, signal.SIGINT)  # PR_SET_PDEATHSIG


try:  # before any child changes its user and cannot read Python's own files any more
    import ctypes

    PRCTL = ctypes.CDLL(None, use_errno=True).prctl
except (ImportError, OSError, AttributeError):
    PRCTL = None
