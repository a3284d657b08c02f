import unittest

from lib.licences import fits


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


if __name__ == "__main__":
    unittest.main()
