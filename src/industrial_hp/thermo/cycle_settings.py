"""What a machine brings along besides the temperatures of its source and sink."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class CycleSettings:
    """Settings of any cycle; each cycle reads those that concern it.

    Attributes
    ----------
    superheat_k, subcooling_k : float
        At the evaporator's outlet and the condenser's outlet [K].
    eta_isentropic : float
        Isentropic efficiency of every compressor stage.
    suction_rise_k : float
        Warming of the suction gas in an internal heat exchanger [K].
    inner_approach_k : float
        Smallest difference in exchangers between refrigerants [K]: internal heat exchanger,
        closed economiser, cascade.
    intermediate_k : float or None
        Saturation temperature between two stages; of a cascade the lower machine's condensing
        temperature; of steam compression that of the steam from the closed cycle [K].
    intermediate : {"of_best_cop", "at_share"}
        Where ``intermediate_k`` is None: searched for the best COP, or at ``intermediate_share``.
    intermediate_share : float
        Place of the intermediate temperature between evaporating (0) and condensing (1).
    gas_cooler_pa : float or None
        Pressure of the gas cooler [Pa].
    pressure_limit_pa : float or None
        Highest pressure tried where the gas cooler's is optimised [Pa].
    refrigerant_low : str or None
        Refrigerant of a cascade's lower machine; None takes that of the upper one.
    cycle_low, cycle_high : str
        Cycles of a cascade's machines; ``cycle_high`` also of a train's and of the machine
        under steam compression.
    machines_in_series : int
        Machines of a series train, 2 to 4.
    steam_stages : int
        Stages of steam compression, 1 to 4.
    feed_k : float or None
        Feed water of a steam machine [K]; None takes condensate at the delivery pressure.
    spray_k : float or None
        Water sprayed into superheated steam [K]; None takes the feed water.
    steam_suction_pa : float or None
        Lowest pressure [Pa] of the steam from the closed cycle where that is optimised.
    steam_eta_isentropic : float or None
        Isentropic efficiency of steam compressors on top of a closed cycle; None takes
        ``eta_isentropic``.
    """

    superheat_k: float = 0.0
    subcooling_k: float = 0.0
    eta_isentropic: float = 0.75
    suction_rise_k: float = 10.0
    inner_approach_k: float = 5.0
    intermediate_k: float | None = None
    intermediate: Literal["of_best_cop", "at_share"] = "of_best_cop"
    intermediate_share: float = 0.5
    gas_cooler_pa: float | None = None
    pressure_limit_pa: float | None = None
    refrigerant_low: str | None = None
    cycle_low: str = "single_stage"
    cycle_high: str = "single_stage"
    machines_in_series: int = 2
    steam_stages: int = 1
    feed_k: float | None = None
    spray_k: float | None = None
    steam_suction_pa: float | None = None
    steam_eta_isentropic: float | None = None
