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
_SENTENCES = {
    "missing": "config.missing-key",
    "tuple_type": "config.wants-list",
    "model_type": "config.not-a-mapping",
    "dict_type": "config.not-a-mapping",
    "string_type": "config.wants-text",
    "string_too_short": "config.wants-text",
    "config.outside": "config.outside",
    "config.not-edtf": "config.not-edtf",
    "config.action-needs": "config.action-needs",
}
"""What is said of a problem, by pydantic's name of its type."""
_LIKE = 0.5
"""A key less like every known one than this is no misspelling of any: then all are named."""


def load(text: str, file: str) -> Any:
    """The YAML of a file as ruamel's nodes, which know their lines; raises ConfigError where it is none."""
    yaml = YAML()
    yaml.preserve_quotes = True
    try:
        return yaml.load(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark else 0
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise ConfigError("config.not-yaml", file, line, problem=problem) from None


def dump(node: Any) -> str:
    """The text of ruamel's nodes, comments and order kept."""
    stream, yaml = StringIO(), YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 100_000
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
    """The line, from 1, of the deepest part of the path that the node has; 1 for a node without lines."""
    line = node.lc.line + 1 if isinstance(node, CommentedMap | CommentedSeq) else 1
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
    where = (file, line_of(node, path))
    # A number is the place in a list: what the user can look for is the key before it.
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    if problem["type"] == "extra_forbidden":
        return _stranger(key, _known_keys(model, path), where)
    if problem["type"] == "literal_error":
        allowed = problem["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        return ConfigError("config.not-allowed", *where, path=key, value=problem["input"], allowed=allowed)
    if problem["type"] == "string_pattern_mismatch":
        example = _schema_at(model, path)["examples"][0]
        return ConfigError("config.wants-form", *where, path=key, example=example)
    sentence = _SENTENCES.get(problem["type"], "config.wrong-value")
    return ConfigError(sentence, *where, path=key, **problem.get("ctx", {}))


def _stranger(key: str, known: list[str], where: tuple[str, int]) -> ConfigError:
    nearest = get_close_matches(key, known, n=1, cutoff=_LIKE)
    if nearest:
        return ConfigError("config.unknown-key", *where, unknown=key, nearest=nearest[0])
    return ConfigError("config.strange-key", *where, unknown=key, known=", ".join(known))


def _known_keys(model: type[Entry], path: Path) -> list[str]:
    """The keys allowed where the path ends: those of the model that the schema names there."""
    return list(_schema_at(model, path[:-1])["properties"])


def _schema_at(model: type[Entry], path: Path) -> dict[str, Any]:
    """The part of the model's JSON Schema that describes the value at the path."""
    schema = model.model_json_schema()
    definitions, here = schema.get("$defs", {}), schema
    for key in path:
        here = _step(here, key, definitions)
    return _resolved(here, definitions)


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
