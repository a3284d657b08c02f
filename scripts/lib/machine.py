"""What the machine has, what it lacks, and how to get it."""

import glob
import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


@dataclass
class Machine:
    cargo: bool = False
    node: bool = False
    postgres: str = ""  # the folder with initdb and postgres
    chromium: str = ""
    missing: list = field(default_factory=list)  # Debian packages
    wanted: list = field(default_factory=list)  # (what, package, consequence)

    def advice(self):
        """One line for each thing that is missing, with its remedy."""
        for what, package, consequence in self.wanted:
            if package in self.missing:
                yield f"missing: {what} ({consequence}). Install it with: apt-get install {package}"


def look(needs_postgres, needs_browser) -> Machine:
    found = Machine()
    found.cargo = bool(shutil.which("cargo"))
    found.node = bool(shutil.which("node") and shutil.which("npm"))
    found.postgres = postgres_folder()
    found.chromium = chromium()

    def want(present, what, package, consequence):
        found.wanted.append((what, package, consequence))
        if not present:
            found.missing.append(package)

    want(shutil.which("cc"), "a C compiler", "build-essential", "SQLite is compiled from its source")
    if needs_postgres and not os.environ.get("WISHMI_TEST_POSTGRES"):
        want(found.postgres, "PostgreSQL", "postgresql", "tests on PostgreSQL will be skipped")
    if needs_browser:
        want(found.chromium, "Chromium", "chromium", "browser stories will be skipped")
        want(has_font("NotoSansArabic"), "Noto fonts", "fonts-noto-core", "Arabic in screenshots shows boxes")
        want(has_font("NotoSansCJK"), "Noto CJK fonts", "fonts-noto-cjk", "Chinese in screenshots shows boxes")
    return found


def install(step, machine: Machine):
    """Installs what is missing with apt when that is possible without asking anybody."""
    if os.environ.get("WISHMI_INSTALL") == "no" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"  installing Debian packages: {' '.join(machine.missing)}", flush=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    step.command(["apt-get", "update", "-q"], env=quiet, fail_step=False)
    for package in machine.missing:  # one by one: a name unknown to this release spoils no other
        step.command(["apt-get", "install", "-y", "-q", "--no-install-recommends", package],
                     env=quiet, fail_step=False)


def postgres_folder() -> str:
    """The newest server's folder: Debian keeps initdb out of PATH."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda f: float(f.split("/")[4]), reverse=True)
    if shutil.which("initdb"):
        folders.append(str(Path(shutil.which("initdb")).resolve().parent))
    for folder in folders:
        if all(os.access(f"{folder}/{p}", os.X_OK) for p in ("initdb", "postgres")):
            return folder
    return ""


def chromium() -> str:
    """A Chromium that starts. Ubuntu's `chromium-browser` may be a stub that only names its snap."""
    for name in [os.environ.get("WISHMI_CHROMIUM"), *BROWSERS]:
        path = name and shutil.which(name)
        if not path:
            continue
        try:
            answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60,
                                    stdin=subprocess.DEVNULL)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if answer.returncode == 0 and "Chrom" in answer.stdout:
            return path
    return ""


def has_font(part) -> bool:
    return any(glob.glob(f"{folder}/**/{part}*", recursive=True)
               for folder in ("/usr/share/fonts", "/usr/local/share/fonts"))


def lock_digest(folder: Path) -> str:
    lock = folder / "package-lock.json"
    return hashlib.sha256(lock.read_bytes()).hexdigest() if lock.exists() else "no package-lock.json"


def modules_are_stale(folder: Path) -> bool:
    """True unless node_modules was filled from exactly this lock file."""
    stamp = folder / "node_modules/.wishmi-lock"
    return not (stamp.exists() and stamp.read_text() == lock_digest(folder))


def modules_are_fresh(folder: Path):
    (folder / "node_modules/.wishmi-lock").write_text(lock_digest(folder))
