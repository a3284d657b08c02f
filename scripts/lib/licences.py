"""The licences of everything we build with must go with EUPL-1.2. Run by scripts/test, or alone:
`python3 scripts/lib/licences.py`. It reads what the packages declare, without any network; which
licences fit stands in deny.toml."""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def allowed(rules: str) -> set:
    """The licences that deny.toml allows: the same list for crates and for the packages of npm. Read
    without a TOML reader, which Python has only since 3.11."""
    inside = re.search(r"^\[licenses\]$.*?^allow = \[$(.*?)^\]$", rules, re.MULTILINE | re.DOTALL)
    return set(re.findall(r'^  "([^"]+)",$', inside.group(1), re.MULTILINE))


GOOD = allowed((ROOT / "deny.toml").read_text())
# Packages that declare none, with what their own text says.
DECLARED_NOWHERE = {"dom-walk": "MIT"}


def fits(expression: str) -> bool:
    """True when an SPDX expression can be met with good licences alone. The old form `MIT/Apache-2.0`
    means `or`; an exception (`WITH`) only permits more."""
    words = re.findall(r"[()]|[^\s()/]+|/", expression.replace(" WITH ", "+WITH+"))
    at = 0

    def either():
        nonlocal at
        value = both()
        while at < len(words) and words[at].upper() in ("OR", "/"):
            at += 1
            other = both()
            value = value or other
        return value

    def both():
        nonlocal at
        value = one()
        while at < len(words) and words[at].upper() == "AND":
            at += 1
            other = one()
            value = value and other
        return value

    def one():
        nonlocal at
        if at >= len(words):
            return False
        word = words[at]
        at += 1
        if word == "(":
            value = either()
            at += 1
            return value
        return word.split("+WITH+")[0] in GOOD

    return either() and at == len(words)


def rust():
    """(package, licence) of all crates that are compiled here."""
    host = re.search(r"^host: (.+)$", said(["rustc", "-vV"]), re.MULTILINE).group(1)
    metadata = json.loads(said(["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", host]))
    for package in metadata["packages"]:
        if package["source"]:
            yield f"crate {package['name']}", package["license"] or ""


def node(folder):
    lock = ROOT / folder / "package-lock.json"
    for path, package in json.loads(lock.read_text())["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2]
            yield f"npm {name}", package.get("license") or DECLARED_NOWHERE.get(name, "")


def said(words):
    return subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def main() -> int:
    used = [*rust(), *node("frontend"), *node("e2e"), *node("platform/identity/tests/peers/oidc")]
    wrong = sorted({(name, licence) for name, licence in used if not fits(licence)})
    for name, licence in wrong:
        print(f"{name}: «{licence or 'no licence'}» does not go with EUPL-1.2, or is not known to licences.py")
    print(f"{len(used)} packages, {len(wrong)} with a licence that does not fit")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
