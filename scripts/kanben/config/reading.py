"""YAML with line numbers, checked by typed models: unknown keys are refused with the nearest right one."""

from __future__ import annotations

from difflib import get_close_matches
from io import StringIO
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from kanben.errors import ConfigError

Path = tuple[int | str, ...]


class Entry(BaseModel):
    """What every typed piece of a YAML file is: frozen, and strict about its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)


Model = TypeVar("Model", bound=Entry)


def load(text: str, file: str) -> Any:
    """The YAML of a file as ruamel's nodes, which know their lines; raises ConfigError where it is none."""
    try:
        return YAML().load(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark else 0
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise ConfigError("config.not-yaml", file, line, problem=problem) from None


def dump(node: Any) -> str:
    """The text of ruamel's nodes, comments and order kept."""
    stream, yaml = StringIO(), YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 1000
    yaml.dump(node, stream)
    return stream.getvalue()


def checked(model: type[Model], node: Any, file: str) -> Model:
    """The node as a model; raises ConfigError with the line of the first thing wrong."""
    try:
        return model.model_validate(_plain(node if node is not None else {}))
    except ValidationError as error:
        # A misspelt key is also a missing one: the misspelling is what the user can mend.
        problems = sorted(error.errors(), key=lambda problem: problem["type"] != "extra_forbidden")
        raise _worded(problems[0], model, node, file) from None


def checked_list(model: type[Model], text: str, file: str) -> tuple[tuple[Model, int], ...]:
    """A file that is a list of entries: each entry with its line; an empty file is an empty list."""
    node = load(text, file)
    if node is None:
        return ()
    if not isinstance(node, CommentedSeq):
        raise ConfigError("config.not-a-list", file, 1)
    lines = (line_of(node, (number,)) for number in range(len(node)))
    return tuple(
        (_checked_item(model, item, file, line), line) for item, line in zip(node, lines, strict=True)
    )


def line_of(node: Any, path: Path) -> int:
    """The line, from 1, of the deepest part of the path that the node has; 1 where it has none."""
    line = 1
    for key in path:
        try:
            position = node.lc.item(key) if isinstance(node, CommentedSeq) else node.lc.key(key)
            line, node = position[0] + 1, node[key]
        except (AttributeError, KeyError, IndexError, TypeError):
            return line
    return line


def _checked_item(model: type[Model], item: Any, file: str, line: int) -> Model:
    if not isinstance(item, CommentedMap):
        raise ConfigError("config.not-a-mapping", file, line)
    return checked(model, item, file)


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    # A date is written unquoted, and YAML makes a date of it; an ISBN or a year becomes a number.
    return node if isinstance(node, bool | None) else str(node)


def _worded(problem: Any, model: type[Entry], node: Any, file: str) -> ConfigError:
    path: Path = problem["loc"]
    line = line_of(node, path)
    key = str(path[-1]) if path else ""
    if problem["type"] == "extra_forbidden":
        nearest = get_close_matches(key, _known_keys(model, path), n=1, cutoff=0.0)
        return ConfigError("config.unknown-key", file, line, unknown=key, nearest=nearest[0])
    if problem["type"] == "missing":
        return ConfigError("config.missing-key", file, line, missing=key)
    if problem["type"] == "literal_error":
        allowed = problem["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        return ConfigError(
            "config.not-allowed", file, line, path=key, value=problem["input"], allowed=allowed
        )
    detail = problem["msg"].removeprefix("Value error, ")
    return ConfigError("config.wrong-value", file, line, path=".".join(map(str, path)), detail=detail)


def _known_keys(model: type[Entry], path: Path) -> list[str]:
    """The keys allowed where the path ends: those of the model that the schema names there."""
    schema = model.model_json_schema()
    definitions, here = schema.get("$defs", {}), schema
    for key in path[:-1]:
        here = _step(here, key, definitions)
    return list(_resolved(here, definitions).get("properties", schema["properties"]))


def _step(schema: dict[str, Any], key: int | str, definitions: dict[str, Any]) -> dict[str, Any]:
    here = _resolved(schema, definitions)
    if isinstance(key, int):
        return dict(here.get("items", {}))
    return dict(here.get("properties", {}).get(key) or here.get("additionalProperties") or {})


def _resolved(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    for option in (schema, *schema.get("anyOf", ())):
        if "$ref" in option:
            return dict(definitions[option["$ref"].rpartition("/")[2]])
    return next((dict(o) for o in schema.get("anyOf", ()) if o.get("type") == "array"), schema)
