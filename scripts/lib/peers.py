"""Other people's identity providers, at which the tests of platform/identity sign in: fetched into
target/peers. The tests start them themselves, and are skipped by name without them."""

import shutil
import sys

SOURCES = "platform/identity/tests/peers"


def fetch(steps, ready):
    """Brings the packages of both. What cannot be had is told and fails nothing: the tests that need
    it are skipped by name."""
    with steps.step("fetch identity providers for tests") as step:
        missing = []
        if not (ready.node and brought(steps, step, "oidc", "package-lock.json", node)):
            missing.append("oidc-provider")
        if not brought(steps, step, "federation", "requirements.txt", python):
            missing.append("spid-cie-oidc")
        step.note = f"not to be had: {', '.join(missing)}" if missing else ""


def brought(steps, step, peer, listed, bring):
    """True when exactly the packages of the list are there, perhaps after fetching them."""
    source, folder = steps.root / SOURCES / peer, steps.target / "peers" / peer
    wanted = (source / listed).read_bytes()
    installed = folder / "installed"  # what the tests compare with
    if installed.exists() and installed.read_bytes() == wanted:
        return True
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if not bring(step, source, folder):
        return False
    installed.write_bytes(wanted)
    return True


def node(step, source, folder):
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(source / name, folder)
    return step.command(["npm", "ci", "--no-audit", "--no-fund"], cwd=folder, fail_step=False)


def python(step, source, folder):
    """Needs Python 3.10 or newer, which these packages ask for."""
    if not step.command([sys.executable, "-m", "venv", str(folder)], fail_step=False):
        return False
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
           "--retries", "1", "--timeout", "20", "-r", str(source / "requirements.txt")]
    return step.command(pip, fail_step=False)
