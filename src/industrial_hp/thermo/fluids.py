"""The only door to CoolProp: states of pure fluids and of humid air, in SI.

One instance per fluid and thread is kept. Single-phase states at given pressure and entropy or
enthalpy are found by Newton's method on the Helmholtz equation from a state nearby, many times
faster than CoolProp's own flash, the fallback. What was asked for stands in the answer as asked:
flashes give it back to nine digits only. Enthalpies and entropies count from CoolProp's
reference state, which changes between versions: only their differences may be stored.

References
----------
Bell et al. (2014), Pure and pseudo-pure fluid thermophysical property evaluation and the
open-source library CoolProp, https://doi.org/10.1021/ie4033999
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from threading import get_ident
from typing import Any, Literal, NoReturn

from industrial_hp.catalogue.refrigerants import refrigerant
from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.units import bar_from_pa, c_from_k, kj_from_j

Phase = Literal["liquid", "vapour", "two_phase", "supercritical"]

AskedFor = Literal["T", "h", "s"]

NEWTON_STEPS = 30
NEWTON_TOLERANCE = 1e-7  # of the relative step; the next error is of the order of its square
FALSE_ROOTS_ABOVE = 1.25  # of the coldest liquid's density; above it CoolProp's flash decides
REMEMBERED = 64  # saturations, heat capacities


@dataclass(frozen=True, slots=True)
class State:
    """A thermodynamic state; ``vapour_quality`` [kg/kg] only where two phases meet."""

    t_k: float
    p_pa: float
    h_j_per_kg: float
    s_j_per_kg_k: float
    rho_kg_per_m3: float
    phase: Phase
    vapour_quality: float | None = None


class Fluid:
    """A pure fluid by its equation of state (Helmholtz energy, CoolProp HEOS).

    Use :func:`fluid`, which keeps instances; one instance belongs to one thread.
    """

    def __init__(self, name: str) -> None:
        self._cp: Any = _coolprop()
        self.name, self._coolprop_name = _names(name)
        try:
            self._renew()
        except ValueError:
            refrigerant(name)  # raises with the names that are known
            raise UsageError(f"CoolProp does not know the fluid {self._coolprop_name!r}") from None
        self.critical_temperature_k: float = self._eos.T_critical()
        self.critical_pressure_pa: float = self._eos.p_critical()
        self.minimum_temperature_k: float = max(self._eos.Tmin(), self._eos.Ttriple())
        self.maximum_temperature_k: float = self._eos.Tmax()
        self.maximum_pressure_pa: float = self._eos.pmax()
        self._critical_density: float = self._eos.rhomass_critical()
        self._eos.update(self._cp.QT_INPUTS, 1.0, self.minimum_temperature_k)
        self.minimum_saturation_pressure_pa: float = self._eos.p()
        coldest = self._eos.saturated_liquid_keyed_output(self._cp.iDmass)
        self._densest: float = FALSE_ROOTS_ABOVE * coldest
        # A cycle asks for the same few saturations and slopes again and again.
        self._saturation = lru_cache(maxsize=REMEMBERED)(self._saturation_update)
        self.heat_capacity_and_slope = lru_cache(maxsize=REMEMBERED)(self._heat_capacity_and_slope)

    def saturated_liquid(self, t_k: float) -> State:
        """Boiling liquid at a temperature [K]; FluidRangeError outside triple to critical."""
        return self._saturated(t_k, quality=0.0)

    def saturated_vapour(self, t_k: float) -> State:
        """Dew-point vapour at a temperature [K]; FluidRangeError outside triple to critical."""
        return self._saturated(t_k, quality=1.0)

    def saturation_pressure_pa(self, t_k: float) -> float:
        """Vapour pressure [Pa] at a temperature [K]; FluidRangeError outside the range."""
        return self._saturated(t_k, quality=1.0).p_pa

    def saturation_temperature_k(self, p_pa: float) -> float:
        """Boiling temperature [K] at a pressure [Pa]; FluidRangeError outside the range."""
        return self.saturated_pair(p_pa)[0].t_k

    def saturated_pair(self, p_pa: float) -> tuple[State, State]:
        """Boiling liquid and dew-point vapour at a subcritical pressure [Pa]."""
        if not self._is_subcritical(p_pa):
            self._outside(
                f"saturation at {bar_from_pa(p_pa):.5g} bar",
                f"{bar_from_pa(self.minimum_saturation_pressure_pa):.3g} to below the critical "
                f"{bar_from_pa(self.critical_pressure_pa):.2f} bar",
            )
        given = self._cp.PQ_INPUTS
        return self._saturation(given, p_pa, 0.0), self._saturation(given, p_pa, 1.0)

    def at_pt(self, p_pa: float, t_k: float, *, near: State | None = None) -> State:
        """The single-phase state at pressure [Pa] and temperature [K].

        ``near`` as in :meth:`at_ph`, heeded above the critical pressure only.

        Raises
        ------
        FluidRangeError
            Outside the range of the equation of state.
        """
        self._check_pressure(p_pa)
        self._check_temperature(t_k)
        near = near if p_pa >= self.critical_pressure_pa else None
        found = self._newton(p_pa, "T", t_k, near) if near else None
        if found is None:
            found = self._flash(self._cp.PT_INPUTS, p_pa, t_k, "T", t_k)
        return _as_asked(found, p_pa, "T", t_k)

    def at_ph(self, p_pa: float, h_j_per_kg: float, *, near: State | None = None) -> State:
        """The state at pressure [Pa] and specific enthalpy [J/kg].

        ``near``, a single-phase state, makes the search quicker and changes nothing else.

        Raises
        ------
        FluidRangeError
            Outside the range of the equation of state.
        """
        return self._at(p_pa, "h", h_j_per_kg, near)

    def at_ps(self, p_pa: float, s_j_per_kg_k: float, *, near: State | None = None) -> State:
        """The state at pressure [Pa] and specific entropy [J/(kg K)]; ``near`` as in `at_ph`.

        Raises
        ------
        FluidRangeError
            Outside the range of the equation of state.
        """
        return self._at(p_pa, "s", s_j_per_kg_k, near)

    def _at(self, p_pa: float, kind: Literal["h", "s"], target: float, near: State | None) -> State:
        self._check_pressure(p_pa)
        if self._is_subcritical(p_pa):
            liquid, vapour = self.saturated_pair(p_pa)
            boiling, dew = _value(liquid, kind), _value(vapour, kind)
            quality = (target - boiling) / (dew - boiling)
            if 0.0 <= quality <= 1.0:
                return _mixed(liquid, vapour, quality)
            near = _beside(vapour if quality > 1.0 else liquid, near)
        found = self._newton(p_pa, kind, target, near) if near else None
        if found is None and kind == "h":
            found = self._flash(self._cp.HmassP_INPUTS, target, p_pa, kind, target)
        elif found is None:
            found = self._flash(self._cp.PSmass_INPUTS, p_pa, target, kind, target)
        return _as_asked(found, p_pa, kind, target)

    def _heat_capacity_and_slope(self, state: State) -> tuple[float, float]:
        """Heat capacity [J/(kg K)] and its slope [J/(kg K2)] on the isobar, single phase."""
        eos, cp = self._one_phase_eos, self._cp
        eos.update(cp.DmassT_INPUTS, state.rho_kg_per_m3, state.t_k)
        return eos.cpmass(), eos.second_partial_deriv(cp.iHmass, cp.iT, cp.iP, cp.iT, cp.iP)

    def _is_subcritical(self, p_pa: float) -> bool:
        return self.minimum_saturation_pressure_pa <= p_pa < self.critical_pressure_pa

    def _saturated(self, t_k: float, *, quality: float) -> State:
        if not self.minimum_temperature_k <= t_k < self.critical_temperature_k:
            self._outside(
                f"saturation at {c_from_k(t_k):.2f} degC",
                f"{c_from_k(self.minimum_temperature_k):.2f} to below the critical "
                f"{c_from_k(self.critical_temperature_k):.2f} degC",
            )
        return self._saturation(self._cp.QT_INPUTS, quality, t_k)

    def _saturation_update(self, inputs: int, one: float, two: float) -> State:
        try:
            self._eos.update(inputs, one, two)
        except ValueError as error:
            self._renew()
            self._outside(f"saturation ({error})", "a smooth vapour pressure curve")
        return _read(self._eos, "liquid" if self._eos.Q() == 0.0 else "vapour")

    def _flash(self, inputs: int, one: float, two: float, kind: AskedFor, target: float) -> State:
        try:
            self._eos.update(inputs, one, two)
        except ValueError:
            self._renew()
            self._outside(_asked(kind, target), self._temperature_range())
        self._check_temperature(self._eos.T())
        phase = _phase_of(self._eos.phase(), self._cp)
        return _read(self._eos, phase, self._eos.Q() if phase == "two_phase" else None)

    def _newton(self, p_pa: float, kind: AskedFor, target: float, near: State) -> State | None:
        r"""Solve p(T, rho) = p and x(T, rho) = x* from a state; None where that fails."""
        eos, cp = self._one_phase_eos, self._cp
        temperature, density, pressure = cp.iT, cp.iDmass, cp.iP
        key = {"T": cp.iT, "h": cp.iHmass, "s": cp.iSmass}[kind]
        slope: Callable[[int, int, int], float] = eos.first_partial_deriv
        t_k, rho = _guess(near, p_pa)
        try:
            for _ in range(NEWTON_STEPS):
                eos.update(cp.DmassT_INPUTS, rho, t_k)
                p_t = slope(pressure, temperature, density)
                p_rho = slope(pressure, density, temperature)
                x_t, x_rho = slope(key, temperature, density), slope(key, density, temperature)
                p_miss, x_miss = p_pa - eos.p(), target - eos.keyed_output(key)
                determinant = p_t * x_rho - p_rho * x_t
                t_step = (p_miss * x_rho - p_rho * x_miss) / determinant
                rho_share = (p_t * x_miss - x_t * p_miss) / determinant / rho
                t_k += max(min(t_step, 0.3 * t_k), -0.3 * t_k)
                # A step in volume, not in density: exact for an ideal gas on an isobar.
                rho /= 1.0 - max(min(rho_share, 0.5), -1.0)
                if abs(t_step) < NEWTON_TOLERANCE * t_k and abs(rho_share) < NEWTON_TOLERANCE:
                    eos.update(cp.DmassT_INPUTS, rho, t_k)
                    phase = near.phase if p_pa < self.critical_pressure_pa else "supercritical"
                    found = _read(eos, phase)
                    return found if self._is_stable(found) else None
        except (ValueError, ZeroDivisionError):
            self._renew()
        return None

    def _is_stable(self, found: State) -> bool:
        """Whether a root of the equation of state is the phase in question, within its range."""
        if not self.minimum_temperature_k <= found.t_k <= self.maximum_temperature_k:
            return False
        if found.phase == "two_phase" or found.rho_kg_per_m3 > self._densest:
            return False
        if found.phase == "liquid":
            return found.rho_kg_per_m3 > self._critical_density
        if found.phase == "vapour":
            return found.rho_kg_per_m3 < self._critical_density
        is_hot = found.t_k >= self.critical_temperature_k
        return is_hot or found.rho_kg_per_m3 >= self.saturated_liquid(found.t_k).rho_kg_per_m3

    def _renew(self) -> None:
        """Start afresh: a failed update leaves marks that would bend the next answers."""
        self._eos: Any = self._cp.AbstractState("HEOS", self._coolprop_name)
        # Of temperature and density alone, whatever the phase: nothing is searched for.
        self._one_phase_eos: Any = self._cp.AbstractState("HEOS", self._coolprop_name)
        self._one_phase_eos.specify_phase(self._cp.iphase_gas)

    def _check_temperature(self, t_k: float) -> None:
        if not self.minimum_temperature_k <= t_k <= self.maximum_temperature_k:
            self._outside(_asked("T", t_k), self._temperature_range())

    def _check_pressure(self, p_pa: float) -> None:
        if not 0.0 < p_pa <= self.maximum_pressure_pa:
            permitted = f"above 0 to {bar_from_pa(self.maximum_pressure_pa):.0f} bar"
            self._outside(f"{bar_from_pa(p_pa):.5g} bar", permitted)

    def _temperature_range(self) -> str:
        low, high = c_from_k(self.minimum_temperature_k), c_from_k(self.maximum_temperature_k)
        return f"{low:.2f} to {high:.2f} degC"

    def _outside(self, asked: str, permitted: str) -> NoReturn:
        message = f"{self.name}: {asked} was asked of its equation of state; permitted: {permitted}"
        raise FluidRangeError(message)


def fluid(name: str) -> Fluid:
    """The fluid of a catalogue name ("R717") or CoolProp name ("Water").

    Raises
    ------
    UsageError
        If neither the catalogue nor CoolProp knows the name, or it is a blend.
    """
    return _fluid_of_thread(name, get_ident())


@lru_cache(maxsize=256)
def _fluid_of_thread(name: str, thread: int) -> Fluid:
    return Fluid(name)


@cache
def _coolprop() -> Any:
    """CoolProp, imported at first use: it takes a second."""
    return import_module("CoolProp")


def _names(name: str) -> tuple[str, str]:
    """Catalogue name and CoolProp name; a fluid beyond the catalogue bears its own."""
    try:
        item = refrigerant(name)
    except UsageError:
        return name, name
    if item.blend:
        raise UsageError(f"{item.name} is a blend with a glide; only pure fluids are calculated")
    return item.name, item.coolprop_name


def _beside(saturated: State, near: State | None) -> State:
    """Where a search on a subcritical isobar starts: on the right side of the dome."""
    is_usable = near is not None and near.phase == saturated.phase and near.p_pa == saturated.p_pa
    return near if near is not None and is_usable else saturated


def _guess(near: State, p_pa: float) -> tuple[float, float]:
    """Temperature [K] and density [kg/m3] to start from: on another isobar by a usual isentrope."""
    ratio = p_pa / near.p_pa
    return near.t_k * ratio**0.2, near.rho_kg_per_m3 * ratio**0.8


def _read(eos: Any, phase: Phase, quality: float | None = None) -> State:
    return State(eos.T(), eos.p(), eos.hmass(), eos.smass(), eos.rhomass(), phase, quality)


def _value(state: State, kind: AskedFor) -> float:
    return {"T": state.t_k, "h": state.h_j_per_kg, "s": state.s_j_per_kg_k}[kind]


def _as_asked(found: State, p_pa: float, kind: AskedFor, target: float) -> State:
    """The state with what was asked for in place of what a flash gives back of it."""
    h = target if kind == "h" else found.h_j_per_kg
    s = target if kind == "s" else found.s_j_per_kg_k
    return State(found.t_k, p_pa, h, s, found.rho_kg_per_m3, found.phase, found.vapour_quality)


def _asked(kind: AskedFor, target: float) -> str:
    if kind == "T":
        return f"{c_from_k(target):.2f} degC"
    if kind == "h":
        return f"an enthalpy of {kj_from_j(target):.2f} kJ/kg"
    return f"an entropy of {kj_from_j(target):.4f} kJ/(kg K)"


def _mixed(liquid: State, vapour: State, quality: float) -> State:
    """The two-phase state between boiling liquid and dew-point vapour."""
    volume = (1.0 - quality) / liquid.rho_kg_per_m3 + quality / vapour.rho_kg_per_m3
    return State(
        vapour.t_k,
        vapour.p_pa,
        liquid.h_j_per_kg + quality * (vapour.h_j_per_kg - liquid.h_j_per_kg),
        liquid.s_j_per_kg_k + quality * (vapour.s_j_per_kg_k - liquid.s_j_per_kg_k),
        1.0 / volume,
        "two_phase",
        quality,
    )


def _phase_of(index: int, coolprop: Any) -> Phase:
    """CoolProp's phase in four words; above the critical pressure all is supercritical."""
    if index == coolprop.iphase_liquid:
        return "liquid"
    if index in (coolprop.iphase_gas, coolprop.iphase_supercritical_gas):
        return "vapour"
    return "two_phase" if index == coolprop.iphase_twophase else "supercritical"


def humid_air_enthalpy_j_per_kg(t_k: float, p_pa: float, humidity_ratio: float) -> float:
    """Enthalpy of humid air [J per kg of dry air] at T [K], p [Pa], W [kg/kg].

    Raises
    ------
    FluidRangeError
        Outside the range of the humid-air equation (ASHRAE RP-1485).
    """
    return _humid_air("H", "T", t_k, p_pa, "W", humidity_ratio)


def saturation_humidity_ratio(t_k: float, p_pa: float) -> float:
    """Water that air can hold [kg per kg of dry air] at T [K] and p [Pa].

    Raises
    ------
    FluidRangeError
        Outside the range of the humid-air equation, boiling included.
    """
    return _humid_air("W", "T", t_k, p_pa, "R", 1.0)


def dew_point_k(p_pa: float, humidity_ratio: float) -> float:
    """Temperature [K] at which air with W [kg/kg] begins to lose water at p [Pa].

    Raises
    ------
    FluidRangeError
        Outside the range of the humid-air equation.
    """
    # The dew point belongs to p and W alone; the dry-bulb temperature only closes the call.
    return _humid_air("D", "T", 450.0, p_pa, "W", humidity_ratio)


def _humid_air(wanted: str, first: str, one: float, p_pa: float, second: str, two: float) -> float:
    state = f"humid air at {first} = {one:.5g}, p = {p_pa:.6g} Pa, {second} = {two:.5g}"
    permitted = "permitted: -130 to 350 degC, 0.1 mbar to 100 bar, relative humidity 0 to 1"
    try:
        found = float(
            import_module("CoolProp.CoolProp").HAPropsSI(wanted, first, one, "P", p_pa, second, two)
        )
    except ValueError:
        raise FluidRangeError(f"{state}; {permitted}") from None
    if not math.isfinite(found):
        raise FluidRangeError(f"{state}; {permitted}")
    return found
