"""The demo city for the browser stories: `wishmi demo` on a free port, with a data folder of its own."""

import os
import re
import subprocess
import time
import urllib.error
import urllib.request

from . import run

START = 300  # seconds until the demo city must be open, debug build on a busy machine included


class App:
    def __init__(self, child, log, url, data):
        self.child, self.log, self.url, self.data = child, log, url, data

    def died(self):
        return self.child.poll() is not None

    def tail(self):
        return " | ".join(self.log.read_text(errors="replace").splitlines()[-5:])

    def stop(self):
        run.stop_group(self.child)


def demo(step, binary, data, root):
    """Starts the demo and waits until /ready says yes. Returns None, and a failed step, otherwise."""
    log = step.steps.folder / "demo-server.log"
    words = [str(binary), "--data", str(data), "--listen", "127.0.0.1:0", "demo"]
    with open(log, "wb") as out:
        child = subprocess.Popen(
            words, cwd=root, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            env={**os.environ, "WISHMI_METRICS_LISTEN": "127.0.0.1:0",
                 # The stories' visitors come from different homes, and say so as a proxy would: else all of
                 # them together would meet the limit of what one home may try.
                 "WISHMI_BEHIND_PROXY": "true"},
            start_new_session=True, preexec_fn=run.die_with_parent)
    step.steps.children.append(child)
    until = time.monotonic() + START
    url = None
    while time.monotonic() < until:
        if child.poll() is not None:
            step.failure = f"`wishmi demo` ended with code {child.returncode}"
            break
        found = re.search(r"listening on (http://[0-9.]+:\d+)", log.read_text(errors="replace"))
        if found:
            url = found.group(1)
            if answers(f"{url}/ready"):
                return App(child, log, url, data)
        time.sleep(0.1)
    else:
        step.failure = f"the demo city was not ready after {START} s" + ("" if url else ": no address was printed")
    run.stop_group(child)
    with open(step.log, "ab") as out:
        out.write(log.read_bytes())
    return None


def answers(address) -> bool:
    try:
        # Never through a proxy of the environment: this is loopback.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(address, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
