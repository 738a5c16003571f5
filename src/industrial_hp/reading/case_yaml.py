"""YAML text -> plain data and, tolerantly, a `Case` with every finding of its fields."""

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import ValidationError

from industrial_hp.case.calendar import Calendar
from industrial_hp.case.case import Case
from industrial_hp.case.consistency import GROUPS
from industrial_hp.case.estimated_machines import EstimatedMachines
from industrial_hp.case.heat_sinks import HeatSink
from industrial_hp.case.heat_sources import HeatSource
from industrial_hp.errors import Finding
from industrial_hp.reading.field_findings import field_finding
from industrial_hp.reading.readable_parts import Location, models_in, readable

MAX_BYTES = 20_000_000
MAX_DEPTH = 20
LARGEST_BITS = 1024
"""Length of the largest whole number that a floating-point number can stand for."""
MAX_ALIASES = 20
"""Each may double what it stands for: twenty are harmless, a hundred fill any memory."""


class _CaseLoader(yaml.SafeLoader):
    """A safe loader of plain data: keys are text and given once, nesting and aliases are few."""

    depth = 0
    aliases = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Count what can make a small file endless."""
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        self.aliases += self.check_event(yaml.AliasEvent)
        if self.aliases > MAX_ALIASES:
            raise _refused(f"more than {MAX_ALIASES} aliases (*); write the values out", mark)
        if self.depth >= MAX_DEPTH:
            raise _refused(f"nested more than {MAX_DEPTH} deep", mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Tell where a value cannot be made what it looks like, such as a number too long."""
        try:
            return super().construct_object(node, deep)
        except (ValueError, KeyError, TypeError) as error:
            raise _refused(f"a value that cannot be read ({error})", node.start_mark) from None


def _refused(problem: str, mark: yaml.Mark) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen = set()
    for key_node, _ in node.value:
        if key_node.tag != "tag:yaml.org,2002:str":
            shown = key_node.value if isinstance(key_node, yaml.ScalarNode) else "a list or mapping"
            raise _refused(f"the key {shown} is no text", key_node.start_mark)
        if key_node.value in seen:
            raise _refused(f"the key {key_node.value} is given twice", key_node.start_mark)
        seen.add(key_node.value)
    return loader.construct_mapping(node, deep=True)


def _integer(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    value = loader.construct_yaml_int(node)
    if value.bit_length() > LARGEST_BITS:
        raise _refused("a number larger than any", node.start_mark)
    return value


def _text(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


def _no_plain_data(loader: yaml.SafeLoader, node: yaml.Node) -> None:
    raise _refused(f"{node.tag.rpartition(':')[2]} has no place in a case", node.start_mark)


_CaseLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_CaseLoader.add_constructor("tag:yaml.org,2002:int", _integer)
_CaseLoader.add_constructor("tag:yaml.org,2002:timestamp", _text)
for _kind in ("binary", "set", "omap", "pairs"):
    _CaseLoader.add_constructor(f"tag:yaml.org,2002:{_kind}", _no_plain_data)


def load_yaml(path: Path) -> tuple[dict[str, Any], list[Finding]]:
    """Plain data of a YAML file; a syntax error is a finding with its line."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return {}, [Finding(path.name, "is too large for a case", permitted="20 MB")]
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return {}, [Finding(path.name, "is not UTF-8 text", mend="save it as UTF-8")]
    except OSError as error:
        return {}, [Finding(path.name, "cannot be read", str(error.strerror))]
    try:
        data = yaml.load(text, Loader=_CaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{path.name}: line {mark.line + 1}" if mark else path.name
        return {}, [Finding(place, f"is not valid YAML: {error.problem}")]
    except yaml.YAMLError as error:
        return {}, [Finding(path.name, f"is not valid YAML: {str(error).splitlines()[0]}")]
    if not isinstance(data, dict):
        return {}, [Finding(path.name, "holds no fields", mend="see `industrial-hp schema`")]
    return data, []


def parse_case(
    data: dict[str, Any], file_name: str, unreadable: AbstractSet[Location] = frozenset()
) -> tuple[Case, list[Finding]]:
    """Validate plain data field by field.

    Parameters
    ----------
    data : dict
        The case as stated.
    file_name : str
        File that holds it.
    unreadable : set of tuple
        Places that have findings already; nothing more is told of them.

    Returns
    -------
    case : Case
        The case; with findings, only what can be read of it, for further checks.
    findings : list of Finding
        One for each wrong field.
    """
    try:
        return Case.model_validate(data), []
    except ValidationError as error:
        first: dict[Location, Any] = {}  # of a number or name, what is wrong as a number
        for problem in error.errors():
            first.setdefault(_location(problem["loc"]), problem)
        problems = _without_echoes(first)
    findings = [
        field_finding(file_name, loc, e, data)
        for loc, e in problems.items()
        if loc not in unreadable
    ]
    wrong = {loc for loc, e in problems.items() if e["type"] != "extra_forbidden"}
    return readable_case(data, wrong), findings


def _without_echoes(problems: dict[Location, Any]) -> dict[Location, Any]:
    """Problems without lists that are too short only because of what is wrong inside them."""
    return {
        loc: problem
        for loc, problem in problems.items()
        if problem["type"] != "too_short"
        or not any(other[: len(loc)] == loc != other for other in problems)
    }


def readable_case(data: dict[str, Any], wrong: set[Location]) -> Case:
    """The readable part of a case; all that has no meaning in parts has its default."""
    whole = {place[0] for place in wrong if place[:1] == ("calendar",) or len(place) == 1}
    case = readable(Case, {k: v for k, v in data.items() if k not in whole}, wrong)
    empty = {name: () for name in GROUPS if name in whole}
    calendar = {"calendar": Calendar()} if "calendar" in whole else {}
    return case.model_copy(update=empty | calendar)


TAGS = {
    str(kind)
    for union in (HeatSource, HeatSink, EstimatedMachines)
    for model in models_in(union)
    for kind in get_args(model.model_fields["kind"].annotation)
} | {"float", "str", "function-before[_number(), float]"}
"""What pydantic puts into the place of a finding beside the fields: which of several it tried."""


def _location(loc: Location) -> Location:
    return tuple(
        part
        for i, part in enumerate(loc)
        if not (isinstance(part, str) and (part in TAGS or "[" in part) and i > 0)
    )
