"""The only door to CoolProp: states of pure fluids and of humid air, in SI.

One ``AbstractState`` per fluid and thread is kept. Vapour states at given pressure and entropy
or enthalpy are found by Newton's method on the Helmholtz equation, several times faster than
CoolProp's own flash, which remains the fallback. What was asked for stands in the answer as
asked: flashes give it back to nine digits only. Enthalpies and entropies count from CoolProp's
reference state, which changes between versions: only their differences may be stored.

References
----------
Bell et al. (2014), Pure and pseudo-pure fluid thermophysical property evaluation and the
open-source library CoolProp, https://doi.org/10.1021/ie4033999
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import import_module
from threading import get_ident
from typing import Any, Literal, NoReturn

from industrial_hp.catalogue.refrigerants import refrigerant
from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.units import bar_from_pa, c_from_k, kj_from_j

Phase = Literal["liquid", "vapour", "two_phase", "supercritical"]

NEWTON_STEPS = 30
NEWTON_TOLERANCE = 1e-9  # of the relative step; the next error is its square


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
        coolprop = _coolprop()
        self.name, coolprop_name = _names(name)
        self._coolprop_name = coolprop_name
        try:
            self._eos: Any = coolprop.AbstractState("HEOS", coolprop_name)
        except ValueError:
            refrigerant(name)  # raises with the names that are known
            raise UsageError(f"CoolProp does not know the fluid {coolprop_name!r}") from None
        self._cp = coolprop
        self.critical_temperature_k: float = self._eos.T_critical()
        self.critical_pressure_pa: float = self._eos.p_critical()
        self.minimum_temperature_k: float = max(self._eos.Tmin(), self._eos.Ttriple())
        self.maximum_temperature_k: float = self._eos.Tmax()
        self.maximum_pressure_pa: float = self._eos.pmax()
        self._eos.update(coolprop.QT_INPUTS, 1.0, self.minimum_temperature_k)
        self.minimum_saturation_pressure_pa: float = self._eos.p()

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
        return self._saturated_at_pressure(p_pa)[0].t_k

    def at_pt(self, p_pa: float, t_k: float) -> State:
        """The single-phase state at pressure [Pa] and temperature [K].

        Raises
        ------
        FluidRangeError
            Outside the range of the equation of state.
        """
        self._check_pressure(p_pa)
        self._check_temperature(t_k)
        found = self._flash(self._cp.PT_INPUTS, p_pa, t_k, f"{c_from_k(t_k):.2f} degC")
        return replace(found, p_pa=p_pa)

    def at_ph(self, p_pa: float, h_j_per_kg: float) -> State:
        """The state at pressure [Pa] and specific enthalpy [J/kg].

        Raises
        ------
        FluidRangeError
            Outside the range of the equation of state.
        """
        self._check_pressure(p_pa)
        asked = f"an enthalpy of {kj_from_j(h_j_per_kg):.2f} kJ/kg"
        if self._is_subcritical(p_pa):
            liquid, vapour = self._saturated_at_pressure(p_pa)
            width = vapour.h_j_per_kg - liquid.h_j_per_kg
            quality = (h_j_per_kg - liquid.h_j_per_kg) / width
            if 0.0 <= quality <= 1.0:
                return _mixed(liquid, vapour, quality)
            if quality > 1.0:
                start = vapour.t_k + (h_j_per_kg - vapour.h_j_per_kg) / self.heat_capacity(vapour)
                found = self._vapour(vapour, h_j_per_kg, "h", start, asked)
                return replace(found, p_pa=p_pa, h_j_per_kg=h_j_per_kg)
        found = self._flash(self._cp.HmassP_INPUTS, h_j_per_kg, p_pa, asked)
        return replace(found, p_pa=p_pa, h_j_per_kg=h_j_per_kg)

    def at_ps(self, p_pa: float, s_j_per_kg_k: float) -> State:
        """The state at pressure [Pa] and specific entropy [J/(kg K)].

        Raises
        ------
        FluidRangeError
            Outside the range of the equation of state.
        """
        self._check_pressure(p_pa)
        asked = f"an entropy of {kj_from_j(s_j_per_kg_k):.4f} kJ/(kg K)"
        if self._is_subcritical(p_pa):
            liquid, vapour = self._saturated_at_pressure(p_pa)
            width = vapour.s_j_per_kg_k - liquid.s_j_per_kg_k
            quality = (s_j_per_kg_k - liquid.s_j_per_kg_k) / width
            if 0.0 <= quality <= 1.0:
                return _mixed(liquid, vapour, quality)
            if quality > 1.0:
                exponent = (s_j_per_kg_k - vapour.s_j_per_kg_k) / self.heat_capacity(vapour)
                start = vapour.t_k * math.exp(min(exponent, 1.0))
                found = self._vapour(vapour, s_j_per_kg_k, "s", start, asked)
                return replace(found, p_pa=p_pa, s_j_per_kg_k=s_j_per_kg_k)
        found = self._flash(self._cp.PSmass_INPUTS, p_pa, s_j_per_kg_k, asked)
        return replace(found, p_pa=p_pa, s_j_per_kg_k=s_j_per_kg_k)

    def heat_capacity(self, state: State) -> float:
        """Isobaric heat capacity [J/(kg K)] of a single-phase or saturated state."""
        with self._one_phase(state):
            return float(self._eos.cpmass())

    def heat_capacity_slope(self, state: State) -> float:
        """Derivative of the heat capacity on the isobar [J/(kg K2)], single phase."""
        with self._one_phase(state):
            kinds = (self._cp.iHmass, self._cp.iT, self._cp.iP, self._cp.iT, self._cp.iP)
            return float(self._eos.second_partial_deriv(*kinds))

    def saturated_pair(self, p_pa: float) -> tuple[State, State]:
        """Boiling liquid and dew-point vapour at a subcritical pressure [Pa]."""
        return self._saturated_at_pressure(p_pa)

    def _is_subcritical(self, p_pa: float) -> bool:
        return self.minimum_saturation_pressure_pa <= p_pa < self.critical_pressure_pa

    def _saturated(self, t_k: float, *, quality: float) -> State:
        if not self.minimum_temperature_k <= t_k < self.critical_temperature_k:
            self._outside(
                f"saturation at {c_from_k(t_k):.2f} degC",
                f"{c_from_k(self.minimum_temperature_k):.2f} to below the critical "
                f"{c_from_k(self.critical_temperature_k):.2f} degC",
            )
        return self._saturation_update(self._cp.QT_INPUTS, quality, t_k, quality)

    def _saturated_at_pressure(self, p_pa: float) -> tuple[State, State]:
        if not self._is_subcritical(p_pa):
            self._outside(
                f"saturation at {bar_from_pa(p_pa):.5g} bar",
                f"{bar_from_pa(self.minimum_saturation_pressure_pa):.3g} to below the critical "
                f"{bar_from_pa(self.critical_pressure_pa):.2f} bar",
            )
        inputs = self._cp.PQ_INPUTS
        return (
            self._saturation_update(inputs, p_pa, 0.0, 0.0),
            self._saturation_update(inputs, p_pa, 1.0, 1.0),
        )

    def _saturation_update(self, inputs: int, one: float, two: float, quality: float) -> State:
        try:
            self._eos.update(inputs, one, two)
        except ValueError as error:
            self._renew()
            self._outside(f"saturation ({error})", "a smooth vapour pressure curve")
        return self._read("liquid" if quality == 0.0 else "vapour")

    def _flash(self, inputs: int, one: float, two: float, asked: str) -> State:
        try:
            self._eos.update(inputs, one, two)
        except ValueError:
            self._renew()
            self._outside(asked, self._temperature_range())
        self._check_temperature(self._eos.T())
        phase = _phase_of(self._eos.phase(), self._cp)
        return self._read(phase, self._eos.Q() if phase == "two_phase" else None)

    def _vapour(
        self, dew: State, target: float, kind: Literal["s", "h"], start_k: float, asked: str
    ) -> State:
        """Superheated vapour at the dew point's pressure: Newton on temperature and density."""
        key = self._cp.iSmass if kind == "s" else self._cp.iHmass
        density = dew.rho_kg_per_m3 * dew.t_k / start_k
        self._eos.specify_phase(self._cp.iphase_gas)
        try:
            found = self._newton(dew.p_pa, key, target, start_k, density)
            if found and dew.t_k <= self._eos.T() <= self.maximum_temperature_k:
                return self._read("vapour")
        except ValueError:
            self._renew()
        finally:
            self._eos.unspecify_phase()
        pair = (dew.p_pa, target) if kind == "s" else (target, dew.p_pa)
        inputs = self._cp.PSmass_INPUTS if kind == "s" else self._cp.HmassP_INPUTS
        return self._flash(inputs, *pair, asked)

    def _newton(self, p_pa: float, key: int, target: float, t_k: float, rho: float) -> bool:
        r"""Solve p(T, rho) = p and x(T, rho) = x*; True when the last step was negligible."""
        eos, temperature, density, pressure = self._eos, self._cp.iT, self._cp.iDmass, self._cp.iP
        slope: Callable[[int, int, int], float] = eos.first_partial_deriv
        for _ in range(NEWTON_STEPS):
            eos.update(self._cp.DmassT_INPUTS, rho, t_k)
            p_t, p_rho = (
                slope(pressure, temperature, density),
                slope(pressure, density, temperature),
            )
            x_t, x_rho = slope(key, temperature, density), slope(key, density, temperature)
            p_miss, x_miss = p_pa - eos.p(), target - eos.keyed_output(key)
            determinant = p_t * x_rho - p_rho * x_t
            t_step = (p_miss * x_rho - p_rho * x_miss) / determinant
            rho_step = (p_t * x_miss - x_t * p_miss) / determinant
            t_k += max(min(t_step, 0.2 * t_k), -0.2 * t_k)
            rho += max(min(rho_step, 0.5 * rho), -0.5 * rho)
            if abs(t_step) < NEWTON_TOLERANCE * t_k and abs(rho_step) < NEWTON_TOLERANCE * rho:
                eos.update(self._cp.DmassT_INPUTS, rho, t_k)
                return True
        return False

    @contextmanager
    def _one_phase(self, state: State) -> Iterator[None]:
        phase = self._cp.iphase_liquid if state.phase == "liquid" else self._cp.iphase_gas
        if state.phase != "supercritical":
            self._eos.specify_phase(phase)
        try:
            self._eos.update(self._cp.DmassT_INPUTS, state.rho_kg_per_m3, state.t_k)
            yield
        finally:
            self._eos.unspecify_phase()

    def _read(self, phase: Phase, quality: float | None = None) -> State:
        eos = self._eos
        return State(eos.T(), eos.p(), eos.hmass(), eos.smass(), eos.rhomass(), phase, quality)

    def _renew(self) -> None:
        """Start afresh: a failed update leaves marks that would bend the next answers."""
        self._eos = self._cp.AbstractState("HEOS", self._coolprop_name)

    def _check_temperature(self, t_k: float) -> None:
        if not self.minimum_temperature_k <= t_k <= self.maximum_temperature_k:
            self._outside(f"{c_from_k(t_k):.2f} degC", self._temperature_range())

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
