"""Make a checkout ready: a virtual environment from the hash lock, then Pango and the Chinese fonts.

    python3 scripts/bootstrap.py          what `make pdf` and `make test` need
    python3 scripts/bootstrap.py all      also Chromium, node and LibreOffice, for `make test-all`

Only the standard library is used here: this runs before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import system_packages

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
OLDEST = (3, 11)
WITHOUT_WHEEL = ("lunar-python",)
"""Packages that are published as source only; plain Python, nothing to compile."""


class Trouble(Exception):
    """Something is missing that can't be got from here; the message says the way out."""


def main() -> int:
    """Do what is missing, say each step in a line; 0 when all is there, 6 when something can't be got."""
    try:
        require_python()
        make_environment()
        install_packages()
        link_checkout()
        system_packages.provide(ROOT, ENVIRONMENT, everything="all" in sys.argv[1:])
    except (Trouble, system_packages.Missing) as trouble:
        print(f"bootstrap: {trouble}", file=sys.stderr)
        return 6
    return 0


def require_python() -> None:
    """Stop on a Python that is too old."""
    if sys.version_info[:2] < OLDEST:
        raise Trouble(f"Python {sys.version.split()[0]} is too old; install Python 3.11 or later.")


def make_environment() -> None:
    """Make .venv, without pip: Debian's python3 may come without the wheels that `venv` copies."""
    if not interpreter().exists():
        say("making a virtual environment in .venv")
        venv.create(ENVIRONMENT, with_pip=False, symlinks=os.name != "nt", clear=ENVIRONMENT.exists())


def install_packages() -> None:
    """Install the packages of the lock, each checked by its hash, unless they are the ones installed last."""
    stamp = ENVIRONMENT / "installed.lock"
    if stamp.exists() and stamp.read_bytes() == LOCK.read_bytes():
        return
    say("installing Python packages")
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    wheels = ["--only-binary", ":all:", "--no-binary", ",".join(WITHOUT_WHEEL)]
    run([*pip(), "install", *options, *wheels, "--requirement", str(LOCK)])
    shutil.copyfile(LOCK, stamp)


def link_checkout() -> None:
    """Let the environment find the package in this checkout, and give it the command `kanben`."""
    paths = sysconfig.get_paths(scheme="venv", vars={"base": str(ENVIRONMENT), "platbase": str(ENVIRONMENT)})
    Path(paths["purelib"], "kanben-checkout.pth").write_text(f"{ROOT / 'scripts'}\n", "utf-8")
    command = Path(paths["scripts"], "kanben")
    command.write_text(f"#!{interpreter()}\nfrom kanben.cli import main\n\nmain()\n", "utf-8")
    command.chmod(0o755)


def pip() -> list[str]:
    """A command that is pip for .venv: this Python's own, else one unpacked from the system's packages."""
    own = [sys.executable, "-m", "pip"]
    if subprocess.run([*own, "--version"], capture_output=True, check=False).returncode == 0:
        return [*own, "--python", str(interpreter())]
    wheel = system_packages.pip_wheel(ROOT)
    if wheel is None:
        raise Trouble("this Python has no pip; install your system's python3-pip and run again.")
    return [str(interpreter()), f"{wheel}/pip"]


def interpreter() -> Path:
    """The Python of the environment."""
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(command: list[str]) -> None:
    """Run a command; raise Trouble with the end of what it said where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-5:]
        raise Trouble("\n".join([f"{' '.join(command[:4])} … failed:", *said]))


def say(step: str) -> None:
    """One line for each step that takes its time."""
    print(f"bootstrap: {step}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
