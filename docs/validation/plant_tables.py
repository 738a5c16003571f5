"""Tables of the page on real plants."""

from collections.abc import Iterator

from plant_models import (
    DRIVE_FACTOR,
    SINK_HEATED_RANGE_K,
    Model,
    Plant,
    modelled,
    plant,
    plants,
    train,
)

from industrial_hp.thermo.ideal_cop import carnot_cop
from industrial_hp.units import c_from_k, k_from_c


def compared() -> Iterator[tuple[str, ...]]:
    """Plants whose figures allow a comparison."""
    for one in plants():
        if one.use != "no":
            yield _compared(one, modelled(one))


def _compared(one: Plant, model: Model) -> tuple[str, ...]:
    published = float(one.cop)
    return (
        one.name,
        _refrigerant(one),
        _cycle(one, model),
        _temperatures(one, model),
        f"{published:.2f}, {one.cop_is}",
        f"{model.plant_cop:.2f}",
        f"{model.plant_cop / published - 1.0:+.1%}",
        _spread(one),
        f"{model.plant_cop_subcooled:.2f}",
        f"{model.plant_cop_subcooled / published - 1.0:+.1%}",
        f"{c_from_k(model.cycle.discharge_k):.0f}",
    )


def _cycle(one: Plant, model: Model) -> str:
    if one.machines_in_series == 1:
        return model.cycle_name
    return f"{model.cycle_name}, {one.machines_in_series} in series"


def _refrigerant(one: Plant) -> str:
    if one.refrigerant_from in ("found", ""):
        return one.refrigerant or "-"
    return f"{one.refrigerant} ({one.refrigerant_from})"


def _temperatures(one: Plant, model: Model) -> str:
    """Source and sink; what the assumptions filled in stands in brackets."""
    published = (one.source_in_c, one.source_out_c, one.sink_in_c, one.sink_out_c)
    cells = [
        f"{t_c:g}" if given is not None else f"[{t_c:g}]"
        for t_c, given in zip(model.temperatures_c, published, strict=True)
    ]
    return f"{cells[0]} to {cells[1]}; {cells[2]} to {cells[3]}"


def _spread(one: Plant) -> str:
    if one.sink_in_c is not None:
        return "-"
    cops = [modelled(one, sink_heated_k=k).plant_cop for k in SINK_HEATED_RANGE_K]
    return f"{min(cops):.2f} to {max(cops):.2f}"


def remarks() -> Iterator[tuple[str, ...]]:
    """What stands behind each plant that was compared."""
    return ((one.name, one.remark, one.source) for one in plants() if one.use != "no")


def drammen() -> Iterator[tuple[str, ...]]:
    """The plant as one to four machines in series."""
    one = plant("Drammen Fjernvarme")
    model = modelled(one)
    name, glides = model.cycle_name, model.temperatures_c
    single = train(name, one.refrigerant, glides).cop
    for machines in (1, 2, 3, 4):
        cop = train(name, one.refrigerant, glides, machines).cop
        yield (
            str(machines),
            f"{cop:.3f}",
            f"{DRIVE_FACTOR * cop:.3f}",
            f"{DRIVE_FACTOR * cop / float(one.cop) - 1.0:+.1%}",
            f"{cop / single - 1.0:+.1%}" if machines > 1 else "-",
        )


def drammen_with_close_approaches() -> tuple[str, str]:
    """COP of the plant with 3 K instead, and with subcooler as well."""
    model = modelled(plant("Drammen Fjernvarme"), approach_k=3.0)
    return f"{model.plant_cop:.2f}", f"{model.plant_cop_subcooled:.2f}"


def refused() -> Iterator[tuple[str, ...]]:
    """Plants whose figure is not one of a cycle, or that cannot be computed."""
    for one in plants():
        if one.use == "no":
            yield one.name, _refrigerant(one), f"{one.cop}, {one.cop_is}", one.remark


def skjern() -> tuple[str, str, str]:
    """COP of its heat pump alone by arithmetic [8 MW, 5.2 MW], and the model's two."""
    one = plant("Skjern Paper")
    model = modelled(one)
    alone = 5.2 / 8.0 * float(one.cop)
    return f"{alone:.1f}", f"{model.plant_cop:.2f}", f"{model.plant_cop_subcooled:.2f}"


def vartan() -> tuple[str, str, str, str]:
    """Carnot between -3 and 82 degC, the published share of it, and the model's two."""
    one = plant("Vartan Ropsten")
    model = modelled(one)
    carnot = carnot_cop(k_from_c(-3.0), k_from_c(82.0))
    return (
        f"{carnot:.2f}",
        f"{float(one.cop) / carnot:.0%}",
        f"{model.plant_cop:.2f}",
        f"{model.plant_cop_subcooled:.2f}",
    )
