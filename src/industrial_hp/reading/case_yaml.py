"""YAML text -> plain data and, tolerantly, a `Case` with every finding of its fields."""

import difflib
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from industrial_hp.case.case import Case
from industrial_hp.errors import Finding

MAX_BYTES = 20_000_000
MAX_ROUNDS = 50


class _UniqueKeyLoader(yaml.SafeLoader):
    """A safe loader that refuses a key given twice."""


def _mapping_without_duplicates(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)
        if key in seen:
            raise yaml.MarkedYAMLError(
                problem=f"the key {key} is given twice", problem_mark=key_node.start_mark
            )
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


_UniqueKeyLoader.add_constructor(
    yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_duplicates
)


def load_yaml(path: Path) -> tuple[dict[str, Any], list[Finding]]:
    """Plain data of a YAML file; a syntax error is a finding with its line."""
    if path.stat().st_size > MAX_BYTES:
        return {}, [Finding(path.name, "is too large for a case", permitted="20 MB")]
    try:
        data = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_UniqueKeyLoader)
    except UnicodeDecodeError:
        return {}, [Finding(path.name, "is not UTF-8 text")]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{path.name}: line {mark.line + 1}" if mark else path.name
        return {}, [Finding(place, f"is not valid YAML: {error.problem}")]
    except yaml.YAMLError as error:
        return {}, [Finding(path.name, f"is not valid YAML: {str(error).splitlines()[0]}")]
    if not isinstance(data, dict):
        return {}, [Finding(path.name, "holds no fields", mend="see `industrial-hp schema`")]
    return data, []


def parse_case(data: dict[str, Any], file_name: str) -> tuple[Case | None, list[Finding]]:
    """Validate plain data field by field.

    What is wrong is reported, then left out, and the rest is read again: so the rest can still
    be checked for consistency.

    Returns
    -------
    case : Case or None
        The readable part of the case; None if too much is missing.
    findings : list of Finding
        One for each wrong field.
    """
    findings: list[Finding] = []
    rest = data
    for _ in range(MAX_ROUNDS):
        try:
            return Case.model_validate(rest), findings
        except ValidationError as error:
            problems = {_location(e["loc"]): e for e in error.errors()}
            findings += [_finding(file_name, loc, e) for loc, e in problems.items()]
            smaller = _without(rest, [(loc, e["type"]) for loc, e in problems.items()])
            if smaller == rest:
                return None, findings
            rest = smaller
    return None, findings


TAGS = {
    "liquid",
    "condensing",
    "humid_air",
    "water_body",
    "steam",
    "district_heating",
    "float",
    "str",
    "function-before[_number(), float]",
}


def _location(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    return tuple(
        part
        for i, part in enumerate(loc)
        if not (isinstance(part, str) and (part in TAGS or "[" in part) and i > 0)
    )


def _finding(file_name: str, loc: tuple[int | str, ...], error: Any) -> Finding:
    place = f"{file_name}: " + "".join(
        f"[{part}]" if isinstance(part, int) else f".{part}" if i else part
        for i, part in enumerate(loc)
    )
    kind, given = error["type"], error.get("input")
    value = "" if isinstance(given, dict | list | BaseModel) else repr(given)
    if kind == "extra_forbidden":
        known = _known_fields(loc)
        close = difflib.get_close_matches(str(loc[-1]), known, n=1, cutoff=0.5)
        mend = f"did you mean {close[0]}?" if close else "see `industrial-hp schema`"
        return Finding(place, "unknown field", value, mend=mend)
    if kind == "missing":
        return Finding(place, "is missing", mend="add it")
    message = error["msg"].removeprefix("Value error, ")
    return Finding(place, message[:1].lower() + message[1:], value)


def _known_fields(loc: tuple[int | str, ...]) -> list[str]:
    """Field names of all models a path may lead through; enough for a suggestion."""
    names: set[str] = set()
    seen: set[type[BaseModel]] = set()

    def walk(annotation: Any) -> None:
        is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
        if is_model and annotation not in seen:
            seen.add(annotation)
            for field in annotation.model_fields.values():
                walk(field.annotation)
            names.update(annotation.model_fields)
        for argument in getattr(annotation, "__args__", ()):
            walk(argument)

    if len(loc) == 1:
        return list(Case.model_fields)
    field = Case.model_fields.get(str(loc[0]))
    walk(field.annotation if field else Case)
    return sorted(names)


def _without(data: Any, problems: list[tuple[tuple[int | str, ...], str]]) -> Any:
    """A copy without unknown fields and without the smallest optional parts that are wrong."""
    doomed = set()
    for loc, kind in problems:
        if kind == "extra_forbidden":
            doomed.add(loc)
            continue
        indices = [i for i, part in enumerate(loc) if isinstance(part, int)]
        doomed.add(loc[: indices[0] + 1] if indices else loc[:1])
    return _pruned(data, (), doomed)


def _pruned(data: Any, here: tuple[int | str, ...], doomed: set[tuple[int | str, ...]]) -> Any:
    if isinstance(data, dict):
        return {
            key: _pruned(value, (*here, key), doomed)
            for key, value in data.items()
            if (*here, key) not in doomed
        }
    if isinstance(data, list):
        return [
            _pruned(value, (*here, i), doomed)
            for i, value in enumerate(data)
            if (*here, i) not in doomed
        ]
    return data
