"""What can be read of a case with wrong fields, so that the rest of it is checked, too.

A wrong or missing field is left out as an attribute, a wrong name in a list is none; the part that
it belongs to stays, at its place in its list. Such a case is good for checks of consistency and
for nothing else.
"""

from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

Location = tuple[int | str, ...]
Model = TypeVar("Model", bound=BaseModel)


def readable(model: type[Model], data: Any, wrong: set[Location]) -> Model:
    """An object of a model without the attributes of its wrong and missing fields.

    Parameters
    ----------
    model : type of BaseModel
        What the data should be.
    data : object
        Plain data as stated.
    wrong : set of tuple
        Places of the wrong fields within the data; the empty place means all of them.
    """
    fields = model.model_fields
    gone = {name for name in fields if () in wrong or (name,) in wrong}
    values = {
        name: _value(field.annotation, data[name], _below(wrong, name))
        for name, field in fields.items()
        if name not in gone and isinstance(data, dict) and name in data
    }
    part = model.model_construct(**values)
    for name in gone:
        part.__dict__.pop(name, None)
    return part


def _below(wrong: set[Location], step: int | str) -> set[Location]:
    return {place[1:] for place in wrong if place[:1] == (step,)}


def _value(annotation: Any, data: Any, wrong: set[Location]) -> Any:
    models = models_in(annotation)
    if isinstance(data, list):
        kept = [(item, _below(wrong, i)) for i, item in enumerate(data)]
        if models:
            return tuple(readable(model_of(models, item), item, bad) for item, bad in kept)
        return tuple(None if bad else item for item, bad in kept)
    if isinstance(data, dict) and models:
        return readable(model_of(models, data), data, wrong)
    return data


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """Models that a field may hold: itself, in a tuple, or one of several kinds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in (Union, UnionType, tuple) or hasattr(annotation, "__metadata__"):
        return [model for part in get_args(annotation) for model in models_in(part)]
    return []


def model_of(models: list[type[BaseModel]], data: Any) -> type[BaseModel]:
    """The model of the stated kind; the first where the kind is not known."""
    kind = data.get("kind") if isinstance(data, dict) else None
    for model in models:
        field = model.model_fields.get("kind")
        if field and get_origin(field.annotation) is Literal and kind in get_args(field.annotation):
            return model
    return models[0]
