"""The open interfaces against their own description: schemathesis (PyPI) asks the demo city what
/api/openapi.json promises, with right and wrong questions."""

import re
import sys

# With everything it brings, so that two runs do the same.
PACKAGES = ["schemathesis==4.32.5", "hypothesis==6.170.15", "jsonschema-rs==0.60.3"]
SECONDS = 180  # the whole run at most
SEED = "2026"
NAME = "open interfaces (schemathesis)"


def environment(step):
    """A Python environment in target/ with schemathesis. Returns the program, or None with the
    reason in words."""
    folder = step.steps.target / "schemathesis"
    program = folder / "bin" / "schemathesis"
    stamp = folder / "packages.txt"
    wanted = "\n".join(PACKAGES)
    if program.exists() and stamp.exists() and stamp.read_text() == wanted:
        return program, None
    if not step.command([sys.executable, "-m", "venv", "--clear", str(folder)], fail_step=False):
        return None, "Python has no venv (apt-get install python3-venv)"
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
           "--retries", "1", "--timeout", "20", *PACKAGES]
    if not step.command(pip, fail_step=False):
        return None, "schemathesis cannot be fetched from PyPI"
    stamp.write_text(wanted)
    return program, None


def check(steps, board, url):
    with steps.step("fetch schemathesis") as step:
        program, why = environment(step)
    if program is None:
        board.skip(NAME, why)
        return
    with steps.step(NAME, counts=True) as step:
        words = [str(program), "run", f"{url}/api/openapi.json", "--url", url, "--checks", "all",
                 "--seed", SEED, "--max-examples", "20", "--workers", "1", "--request-timeout", "20",
                 "--phases", "examples,coverage,fuzzing", "--generation-database", "none",
                 "--suppress-health-check", "all", "--continue-on-failure"]
        # Never through a proxy of the environment: this is loopback.
        quiet = {"NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost", "COLUMNS": "120"}
        # A slow machine does not come to the end: what was asked until then counts.
        done = step.command(["timeout", "--signal=INT", str(SECONDS), *words], cwd=steps.folder, env=quiet,
                            fail_step=False)
        end = re.findall(r"^=+ (.*) =+\s*$", step.output(), re.MULTILINE)[-1:] or ["it gave no result"]
        stopped = "interrupted" in end[0].lower() and not re.search(r"failure|error", end[0])
        if not done and not stopped:
            step.failure = f"schemathesis: {end[0]}"
        sums = re.findall(r"([\d,]+) generated", step.output())
        step.note = f"{sums[-1]} questions{', stopped for time' if stopped else ''}" if sums else ""
