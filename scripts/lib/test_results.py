"""Tests of the test command's own counting: run by scripts/test, or by
`python3 -m unittest discover -s scripts -t scripts -p 'test_*.py'`."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

from lib import results

JUNIT = """<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="nextest-run"><testsuite name="audit::trail">
<testcase name="chain::sqlite" classname="audit::trail"><system-out>fine</system-out></testcase>
<testcase name="chain::postgres" classname="audit::trail"><system-out>
skipped: chain::postgres: no PostgreSQL server (WISHMI_TEST_POSTGRES is not set)
</system-out></testcase>
<testcase name="wrong" classname="audit::trail"><failure type="test failure">boom</failure></testcase>
<testcase name="import" classname="exchange"/>
</testsuite></testsuites>
"""

CARGO = """
     Running unittests src/lib.rs (target/debug/deps/audit-0123456789abcdef)
running 3 tests
test chain::sqlite ... ok
test chain::postgres ... ok
test slow ... ignored, takes an hour

successes:

---- chain::postgres stdout ----
skipped: chain::postgres: no PostgreSQL server

     Running tests/trail.rs (target/debug/deps/trail-0123456789abcdef)
test wrong ... FAILED
   Doc-tests audit
test src/lib.rs - (line 3) - compile ... ok
"""

TAP = """TAP version 13
# Subtest: a family finds swimming (phone, it)
ok 1 - a family finds swimming (phone, it)
# Subtest: a map (desktop, it)
not ok 2 - a map (desktop, it)
# Subtest: later (desktop, it)
ok 3 - later (desktop, it) # SKIP no map yet
# Subtest: group
    # Subtest: inside
    ok 1 - inside
    1..1
ok 4 - group
1..4
"""


class Step:
    log = Path("a.log")
    failure = None

    def __init__(self, output=""):
        self.said = output

    def output(self):
        return self.said

    def show(self):
        pass


class Counting(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path

    def closed(self, board):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            code = board.close()
        return code, said.getvalue().splitlines()

    def test_a_skipped_test_is_counted_once_and_not_as_passed(self):
        board = results.Board()
        skips = self.file("skips", "chain::postgres: no PostgreSQL server (WISHMI_TEST_POSTGRES is not set)\n")
        step = Step()
        board.rust(results.from_junit(self.file("a.xml", JUNIT)), skips, step)
        self.assertIsNone(step.failure)
        code, lines = self.closed(board)
        self.assertEqual(lines[-1], "2 passed, 1 failed, 1 skipped")
        self.assertIn("chain::postgres: no PostgreSQL", lines[0])
        self.assertEqual(code, 1)

    def test_a_skip_told_only_in_the_file_takes_its_test_from_the_passed(self):
        board = results.Board()
        skips = self.file("skips", "import: shared data absent\nimport: shared data absent\n")
        board.rust(results.from_junit(self.file("a.xml", JUNIT)), skips, Step())
        self.assertEqual(self.closed(board)[1][-1], "1 passed, 1 failed, 2 skipped")

    def test_cargo_test_counts_the_same(self):
        found = results.from_cargo_test(CARGO)
        self.assertEqual(found.failed, ["trail wrong"])
        self.assertEqual(found.skipped, [("audit slow", "takes an hour")])
        board = results.Board()
        board.rust(found, None, Step())
        self.assertEqual(self.closed(board)[1][-1], "2 passed, 1 failed, 2 skipped")

    def test_stories_count_once_and_groups_not_at_all(self):
        board = results.Board()
        board.stories(results.from_tap(self.file("a.tap", TAP)), Step())
        self.assertEqual(self.closed(board)[1][-1], "2 passed, 1 failed, 1 skipped")

    def test_nothing_run_is_a_failure(self):
        for add in (
            lambda board, step: board.rust(results.from_junit(self.folder / "absent.xml"), None, step),
            lambda board, step: board.stories(results.from_tap(self.folder / "absent.tap"), step),
        ):
            step = Step()
            add(results.Board(), step)
            self.assertIsNotNone(step.failure)
        self.assertEqual(self.closed(results.Board()), (1, ["0 passed, 0 failed, 0 skipped"]))

    def test_all_well_is_zero(self):
        board = results.Board()
        board.rust(results.Found(passed={"a b": ""}), None, Step())
        self.assertEqual(self.closed(board), (0, ["1 passed, 0 failed, 0 skipped"]))


if __name__ == "__main__":
    unittest.main()
