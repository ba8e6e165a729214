"""The one module that knows Jinja2: the templates of styles/templates/, sandboxed and always escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from kanben.resources import printed_words, style_text


@cache
def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=FunctionLoader(lambda name: style_text(f"templates/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["words"] = printed_words()
    return environment


def fill(name: str, **values: object) -> Markup:
    """The template of that name with its values: text escaped, `Markup` taken as it is.

    Raises jinja2.TemplateError for a template that names what is not given.
    """
    return Markup(_environment().get_template(name).render(**values))  # noqa: S704 - escaped by the engine
