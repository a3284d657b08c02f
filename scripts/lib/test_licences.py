import unittest

from lib.licences import GOOD, allowed, fits


class Licences(unittest.TestCase):
    def test_expressions(self):
        for good in (
            "MIT", "MIT OR GPL-3.0-only", "GPL-2.0-only OR Apache-2.0", "MIT/Apache-2.0", "Apache-2.0 / MIT / MPL-2.0",
            "(MIT OR Apache-2.0) AND Unicode-3.0", "Apache-2.0 WITH LLVM-exception OR MIT",
        ):
            self.assertTrue(fits(good), good)
        for bad in (
            "", "GPL-3.0-only", "MIT AND GPL-3.0-only", "(MIT OR Apache-2.0) AND AGPL-3.0-only", "SEE LICENSE IN x",
            "MIT AND", "UNLICENSED", "GPL-2.0-only WITH Classpath-exception-2.0",
        ):
            self.assertFalse(fits(bad), bad)

    def test_the_list_is_that_of_deny_toml(self):
        self.assertIn("MIT", GOOD)
        self.assertNotIn("GPL-3.0-only", GOOD)
        rules = '[bans]\nallow = [\n  "No",\n]\n[licenses]\nx = 1\nallow = [\n  "A",\n  # "B",\n  "C",\n]\ny = ["D"]\n'
        self.assertEqual(allowed(rules), {"A", "C"})


if __name__ == "__main__":
    unittest.main()
