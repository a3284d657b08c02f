"""A PostgreSQL server for one test run: own folder, own port on loopback, gone afterwards."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from . import run

USER = "wishmi"
# Nothing here has to survive a power cut, so nothing waits for the disk. Everything that decides
# about answers (isolation, encoding, collation) stays as a city would run it.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
    "shared_buffers": "128MB",
    "max_pred_locks_per_transaction": "256",
    "max_locks_per_transaction": "256",
    "autovacuum": "off",
    "timezone": "UTC",
    "log_min_messages": "warning",
}


class Server:
    def __init__(self, child, folder, port):
        self.child, self.folder, self.port = child, folder, port
        self.url = f"postgres://{USER}@127.0.0.1:{port}/postgres"

    def stop(self):
        if self.child.poll() is None:
            for how in (signal.SIGINT, signal.SIGQUIT):  # fast shutdown, then immediate
                self.child.send_signal(how)
                try:
                    self.child.wait(timeout=15)
                    break
                except subprocess.TimeoutExpired:
                    continue
        shutil.rmtree(self.folder, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def sweep():
    """Clears away what a run that was killed has left: folders whose server is no more."""
    for folder in Path(tempfile.gettempdir()).glob("wishmi-postgres-*"):
        try:
            process = int((folder / "data/postmaster.pid").read_text().split("\n")[0])
            os.kill(process, 0)
        except ProcessLookupError:
            shutil.rmtree(folder, ignore_errors=True)
        except (OSError, ValueError):
            continue  # not started yet, already stopped, or somebody else's


def start(step, programs) -> Server:
    """initdb and start; root becomes another user, since PostgreSQL refuses to run as root."""
    sweep()
    who = {}
    folder = tempfile.mkdtemp(prefix="wishmi-postgres-")
    if os.geteuid() == 0:
        name = next(n for n in ("postgres", "nobody") if known(n))
        entry = pwd.getpwnam(name)
        who = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        os.chown(folder, entry.pw_uid, entry.pw_gid)
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": folder}
    try:
        with open(step.log, "ab") as log:
            subprocess.run(
                [f"{programs}/initdb", "--pgdata", f"{folder}/data", "--username", USER, "--auth", "trust",
                 "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"],
                check=True, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder, env=environment, **who)
            for _attempt in range(3):  # another program may take the port first
                port = free_port()
                words = [f"{programs}/postgres", "-D", f"{folder}/data", "-p", str(port), "-k", folder]
                for key, value in SETTINGS.items():
                    words += ["-c", f"{key}={value}"]
                child = subprocess.Popen(
                    words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder, env=environment,
                    start_new_session=True, preexec_fn=run.die_with_parent, **who)
                server = Server(child, folder, port)
                if ready(server, f"{folder}/.s.PGSQL.{port}"):
                    return server
                if child.poll() is None:
                    server.stop()
                    break
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)
    raise RuntimeError("PostgreSQL did not start; its messages are above")


def known(name) -> bool:
    try:
        pwd.getpwnam(name)
        return True
    except KeyError:
        return False


def ready(server, unix_socket) -> bool:
    """True once the server's own socket file is there and its port answers."""
    until = time.monotonic() + 60
    while time.monotonic() < until and server.child.poll() is None:
        if os.path.exists(unix_socket):
            try:
                socket.create_connection(("127.0.0.1", server.port), timeout=2).close()
                return True
            except OSError:
                pass
        time.sleep(0.05)
    return False
