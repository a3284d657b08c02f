"""Reads what the test runners said and sums it up in one line."""

import re
import xml.etree.ElementTree as xml
from dataclasses import dataclass, field
from pathlib import Path

SKIPPED = re.compile(r"^\s*skipped: ([^\n]+?): ([^\n]+)$", re.MULTILINE)


@dataclass
class Found:
    """What one runner reported. `said` holds, for each passed test, what it printed."""

    passed: dict = field(default_factory=dict)  # name -> output
    failed: list = field(default_factory=list)
    skipped: list = field(default_factory=list)  # (name, reason)

    def ignored(self, output):
        """nextest counts `#[ignore]` and filtered tests without naming them in its report."""
        sums = re.findall(r"(\d+) skipped\s*$", output, re.MULTILINE)
        if sums and int(sums[-1]):
            self.skipped.append((f"{sums[-1]} Rust tests", "marked #[ignore] or filtered out"))


def from_junit(path: Path, *others: Path) -> Found:
    found = Found()
    path = next((p for p in (path, *others) if p.exists()), None)
    if path is None:
        return found
    for case in xml.parse(path).getroot().iter("testcase"):
        name = f"{case.get('classname')} {case.get('name')}"
        said = "".join((e.text or "") + "\n" for e in case if e.tag in ("system-out", "system-err"))
        if any(e.tag in ("failure", "error") for e in case):
            found.failed.append(name)
        else:
            found.passed[name] = said
    return found


def from_cargo_test(output: str) -> Found:
    """cargo test -- --show-output: one section a binary, what its tests said at the section's end."""
    found = Found()
    sections = re.split(r"^ +(?:Running .*\((.+)\)|Doc-tests (.+))$", output, flags=re.MULTILINE)
    for program, crate, section in zip(sections[1::3], sections[2::3], sections[3::3]):
        binary = re.sub(r"-[0-9a-f]{16}$", "", Path(program or crate).name)
        blocks = re.split(r"^---- (.+?) stdout ----$", section, flags=re.MULTILINE)
        said = dict(zip(blocks[1::2], blocks[2::2]))
        for line in section.splitlines():
            test = re.match(
                r"test (.+?)(?: - (?:should panic|compile|compile fail))? \.\.\. (ok|FAILED|ignored)(.*)$", line)
            if not test:
                continue
            short, verdict, rest = test.groups()
            name = f"{binary} {short}"
            if verdict == "ok":
                found.passed[name] = said.get(short, "")
            elif verdict == "FAILED":
                found.failed.append(name)
            else:
                found.skipped.append((name, rest.strip(", ") or "marked #[ignore]"))
    return found


def from_tap(path: Path) -> Found:
    """node --test as TAP: only the innermost results count, so that a file of stories is not
    counted beside its own stories."""
    found = Found()
    if not path.exists():
        return found
    line_of_result = re.compile(r"^(\s*)(not ok|ok) \d+ - (.*?)(?: # (SKIP|TODO)\s*(.*))?$")
    results = []
    for line in path.read_text(errors="replace").splitlines():
        result = line_of_result.match(line)
        if result:
            results.append((len(result[1]), *result.groups()[1:]))
    for i, (depth, verdict, name, mark, reason) in enumerate(results):
        # A result that directly follows deeper results is their sum.
        if i and results[i - 1][0] > depth:
            children_failed = any(r[1] == "not ok" for r in children_of(results, i))
            if verdict == "not ok" and not children_failed:
                found.failed.append(name)
            continue
        if mark == "SKIP":
            found.skipped.append((name, reason or "no reason given"))
        elif verdict == "ok":
            found.passed[name] = ""
        else:
            found.failed.append(name)
    return found


def children_of(results, parent):
    depth = results[parent][0]
    for result in reversed(results[:parent]):
        if result[0] <= depth:
            return
        yield result


class Board:
    """The sum of everything, and its last line."""

    def __init__(self):
        self.passed = 0
        self.failures = []
        self.skips = {}

    def fail(self, name, reason):
        self.failures.append((name, reason))

    def skip(self, name, reason):
        self.skips.setdefault((name, reason), 0)
        self.skips[(name, reason)] += 1

    def rust(self, found: Found, skips, step, may_be_empty=False):
        """Adds Rust results. A test that skipped itself, wholly or on one engine, says so in its
        output or in the file WISHMI_SKIPS; it counts as skipped and not as passed."""
        told = set()
        passed = 0
        for name, said in found.passed.items():
            own = SKIPPED.findall(said)
            for what, reason in own:
                told.add(what)
                self.skip(f"{name} ({what})" if what not in name else name, reason)
            passed += not own
        if skips is not None and skips.exists():
            lines = sorted({line.strip() for line in skips.read_text(errors="replace").splitlines() if line.strip()})
            for line in lines:
                what, _, reason = line.partition(": ")
                if what in told:
                    continue
                hit = [n for n in found.passed if n.endswith(what) and not SKIPPED.search(found.passed[n])]
                passed -= len(hit[:1])
                self.skip(what, reason or "no reason given")
        for name, reason in found.skipped:
            self.skip(name, reason)
        for name in found.failed:
            self.fail(name, f"see {step.log}")
        self.passed += passed
        step.note = f"{len(found.passed)} ok" + (f", {len(found.failed)} FAILED" if found.failed else "")
        if found.failed:
            step.show()
        elif not found.passed and not may_be_empty:
            step.failure = "no test ran (does it compile? see above)"
        elif re.search(r"^error(\[|:)", step.output(), re.MULTILINE):
            step.failure = "the runner reported an error (see above)"

    def stories(self, found: Found, step):
        self.passed += len(found.passed)
        for name, reason in found.skipped:
            self.skip(name, reason)
        for name in found.failed:
            self.fail(name, f"see {step.log}")
        step.note = f"{len(found.passed)} ok" + (f", {len(found.failed)} FAILED" if found.failed else "")
        if found.failed:
            step.show()
        elif not found.passed:
            step.failure = "no story ran"

    def close(self) -> int:
        for (name, reason), times in sorted(self.skips.items()):
            print(f"  skipped: {name}: {reason}" + (f" ({times} times)" if times > 1 else ""))
        for name, reason in self.failures:
            print(f"  failed: {name}: {reason}")
        skipped = sum(self.skips.values())
        print(f"{self.passed} passed, {len(self.failures)} failed, {skipped} skipped", flush=True)
        return 1 if self.failures or not self.passed else 0
