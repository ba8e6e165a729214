"""Pango and the Chinese fonts: used where present, else installed, else unpacked inside the checkout.

With the right to install (root, or sudo without a password) the system's package manager is used; without it,
on Debian and Ubuntu, the same packages are downloaded and unpacked into .system/.  Nothing waits for a password.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MANAGERS = {
    "apt-get": {
        "install": ["apt-get", "install", "--yes", "--no-install-recommends"],
        "pango": ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"],
        "text": ["fonts-noto-cjk"],
        "heading": ["fonts-noto-cjk"],
        "quotation": ["fonts-lxgw-wenkai"],
        "all": ["chromium", "libreoffice-writer-nogui", "nodejs", "npm"],
    },
    # Untested: no machine with these was at hand.
    "dnf": {
        "install": ["dnf", "install", "--assumeyes"],
        "pango": ["pango", "harfbuzz"],
        "text": ["google-noto-serif-cjk-fonts"],
        "heading": ["google-noto-sans-cjk-fonts"],
        "quotation": ["lxgw-wenkai-fonts"],
        "all": ["chromium", "libreoffice-writer", "nodejs", "npm"],
    },
    "brew": {
        "install": ["brew", "install"],
        "pango": ["pango"],
        "text": ["font-noto-serif-cjk"],
        "heading": ["font-noto-sans-cjk"],
        "quotation": ["font-lxgw-wenkai"],
        "all": ["chromium", "libreoffice", "node"],
    },
}
PROGRAMS = {"chromium": ("chromium", "chromium-browser"), "node": ("node",), "soffice": ("soffice",)}
QUIET = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


class Missing(Exception):
    """Something of the system is missing and can't be got from here."""


@dataclass(frozen=True)
class Unpacked:
    """Where packages are unpacked inside the checkout."""

    folder: Path

    @property
    def root(self) -> Path:
        """The unpacked file tree."""
        return self.folder / "root"

    @property
    def lists(self) -> list[str]:
        """Options that keep apt's lists and downloads in here, where no right is needed to write them."""
        state, cache = self.folder / "apt" / "state", self.folder / "apt" / "cache"
        for place in (state / "lists" / "partial", cache / "archives" / "partial"):
            place.mkdir(parents=True, exist_ok=True)
        options = [f"Dir::State={state}", f"Dir::Cache={cache}", "Dir::State::status=/var/lib/dpkg/status"]
        options += ["APT::Sandbox::User=root", "Debug::NoLocking=1"]
        return [part for option in options for part in ("-o", option)]


def provide(checkout: Path, environment: Path, everything: bool) -> None:
    """Provide what is missing; raises Missing with the commands to give where it can't be."""
    needed = missing(environment)
    if everything:
        needed += ["all"] if any(not any(map(shutil.which, names)) for names in PROGRAMS.values()) else []
    if not needed:
        return
    say(f"missing on this system: {', '.join(needed)}")
    manager = next((name for name in MANAGERS if shutil.which(name)), None)
    if manager and may_install(manager) and install(manager, needed):
        return
    if manager == "apt-get" and "all" not in needed:
        unpack(Unpacked(checkout / ".system"), packages(manager, needed))
        needed = missing(environment)
    if needed:
        raise Missing(advice(needed))


def missing(environment: Path) -> list[str]:
    """Which of pango, text, heading and quotation this system doesn't have, as kanben itself sees it."""
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    asked = (
        "from kanben.publish.fonts import font_roles; print(*(r.role for r in font_roles() if not r.family))"
    )
    done = subprocess.run([python, "-W", "ignore", "-c", asked], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return done.stdout.split()
    if "cannot load library" in done.stderr or "OSError" in done.stderr:
        return ["pango", "text", "heading", "quotation"]
    raise Missing(f"kanben does not start:\n{done.stderr.strip()}")


def may_install(manager: str) -> bool:
    """Whether packages may be installed here without asking anybody."""
    if manager == "brew" or os.geteuid() == 0:
        return True
    sudo = shutil.which("sudo")
    return (
        bool(sudo)
        and subprocess.run([str(sudo), "-n", "true"], capture_output=True, check=False).returncode == 0
    )


def install(manager: str, needed: list[str]) -> bool:
    """Install through the system's package manager; whether that went well."""
    say(f"installing with {manager}: {' '.join(packages(manager, needed))}")
    before = [] if manager == "brew" or os.geteuid() == 0 else ["sudo", "-n"]
    if manager == "apt-get":
        run([*before, "apt-get", "update"])
    return run([*before, *MANAGERS[manager]["install"], *packages(manager, needed)])


def packages(manager: str, needed: list[str]) -> list[str]:
    """The packages that hold what is needed, each once."""
    return list(dict.fromkeys(name for need in needed for name in MANAGERS[manager][need]))


def unpack(place: Unpacked, names: list[str]) -> None:
    """Download packages and all they depend on that is not installed, and unpack them into the checkout."""
    say(f"no right to install: unpacking into .system/: {' '.join(names)}")
    fetch(place, names)
    for archive in sorted((place.folder / "debs").glob("*.deb")):
        run(["dpkg-deb", "-x", str(archive), str(place.root)])
    note_libraries(place)
    write_font_configuration(place)


def fetch(place: Unpacked, names: list[str]) -> None:
    """Download the packages and their missing dependencies into .system/debs/."""
    archives = place.folder / "debs"
    archives.mkdir(parents=True, exist_ok=True)
    run(["apt-get", *place.lists, "update"])
    simulated = ["apt-get", *place.lists, "--simulate", "--no-install-recommends", "install", *names]
    done = subprocess.run(simulated, capture_output=True, text=True, check=False, env=QUIET)
    closure = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("Inst ")]
    run(["apt-get", *place.lists, "download", *(closure or names)], folder=archives)


def note_libraries(place: Unpacked) -> None:
    """Write down the unpacked libraries in an order in which each finds those it needs loaded before it."""
    waiting = sorted(
        path for path in place.root.rglob("*.so.*") if not path.is_symlink() and "gconv" not in path.parts
    )
    ordered: list[Path] = []
    while waiting:
        loaded = [path for path in waiting if loads(path)]
        if not loaded:
            break
        ordered += loaded
        waiting = [path for path in waiting if path not in loaded]
    text = "".join(f"{path.relative_to(place.folder)}\n" for path in ordered)
    (place.folder / "libraries.txt").write_text(text, "utf-8")


def loads(path: Path) -> bool:
    """Whether the library can be loaded now."""
    try:
        ctypes.CDLL(str(path), ctypes.RTLD_LOCAL)
    except OSError:
        return False
    return True


def write_font_configuration(place: Unpacked) -> None:
    """Write a fontconfig file that knows the system's fonts and the unpacked ones."""
    text = (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{place.root / 'usr/share/fonts'}</dir><cachedir>{place.folder / 'fontcache'}</cachedir></fontconfig>\n"
    )
    (place.folder / "fonts.conf").write_text(text, "utf-8")


def pip_wheel(checkout: Path) -> Path | None:
    """The wheel of pip from the system's packages, unpacked in the checkout; None where there is no apt."""
    if not shutil.which("apt-get"):
        return None
    place = Unpacked(checkout / ".system" / "pip")
    if not any(place.root.rglob("pip-*.whl")):
        say("this Python has no pip: unpacking python3-pip-whl into .system/")
        (place.folder / "debs").mkdir(parents=True, exist_ok=True)
        run(["apt-get", *place.lists, "update"])
        run(["apt-get", *place.lists, "download", "python3-pip-whl"], folder=place.folder / "debs")
        for archive in (place.folder / "debs").glob("*.deb"):
            run(["dpkg-deb", "-x", str(archive), str(place.root)])
    return next(iter(place.root.rglob("pip-*.whl")), None)


def advice(needed: list[str]) -> str:
    """The commands that would provide what is missing."""
    lines = [" ".join([*MANAGERS[name]["install"], *packages(name, needed)]) for name in MANAGERS]
    return "\n  ".join([f"missing: {', '.join(needed)}. Give one of these and run again:", *lines])


def run(command: list[str], folder: Path | None = None) -> bool:
    """Run a command without asking anything; whether it went well, its complaint shown where it did not."""
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=QUIET, cwd=folder, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        print(done.stderr.strip()[-600:], file=sys.stderr)
    return done.returncode == 0


def say(step: str) -> None:
    """One line for each step that takes its time."""
    print(f"bootstrap: {step}", file=sys.stderr, flush=True)
