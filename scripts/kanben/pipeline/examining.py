"""What `kanben doctor` looks at: Python, pandoc, WeasyPrint and its libraries, the fonts by role."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass

from kanben.messages import say
from kanben.resources import PACKAGE

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing looked at: what was found, and what to do where it is missing."""

    name: str
    found: bool
    detail: str
    advice: str = ""


def examine() -> tuple[Examined, ...]:
    """Everything a build needs, in the order it needs it; raises nothing."""
    return tuple(finding for look in LOOKS for finding in look())


def python() -> tuple[Examined, ...]:
    """The interpreter."""
    good = sys.version_info[:2] >= OLDEST_PYTHON
    return (Examined("Python", good, platform.python_version(), "" if good else say("doctor.python")),)


def pandoc() -> tuple[Examined, ...]:
    """Pandoc, a program of its own that comes with pypandoc_binary."""
    try:
        import pypandoc

        return (Examined("pandoc", True, f"{pypandoc.get_pandoc_version()}  {pypandoc.get_pandoc_path()}"),)
    except (ImportError, OSError) as error:
        return (Examined("pandoc", False, str(error).splitlines()[0], say("doctor.pandoc")),)


def weasyprint() -> tuple[Examined, ...]:
    """WeasyPrint, and the Pango it draws with."""
    try:
        from kanben.publish.engine import text_engine
        from kanben.publish.engine import weasyprint as engine
    except OSError as error:
        return (Examined("WeasyPrint, Pango", False, str(error).splitlines()[0], say("doctor.pango")),)
    number = text_engine.pango.pango_version()
    pango = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return (Examined("WeasyPrint", True, engine.__version__), Examined("Pango", True, pango))


def fonts() -> tuple[Examined, ...]:
    """The font of each role."""
    try:
        from kanben.publish.fonts import font_roles
    except OSError:
        return ()
    return tuple(
        Examined(f"font: {role.role}", bool(role.family), f"{role.family}  {role.file}" if role.family else "—",
                 "" if role.family else say("doctor.font", **dict(role.packages), family=role.wanted[0]))
        for role in font_roles()
    )  # fmt: skip


def schema() -> tuple[Examined, ...]:
    """The JSON Schema of book.yaml, for an editor that completes keys."""
    path = PACKAGE / "data" / "book.schema.json"
    return (Examined("schema of book.yaml", path.is_file(), str(path)),)


LOOKS: tuple[Callable[[], tuple[Examined, ...]], ...] = (python, pandoc, weasyprint, fonts, schema)
