"""What a size costs, as plain coefficients; large sizes may follow another law than small ones."""

from dataclasses import dataclass, replace

ROUNDING = 1e-6
"""Share of a size that a solver may be off where one range ends and the next begins."""


@dataclass(frozen=True)
class Investment:
    """What a size costs: at once, and as an annuity over the observation period."""

    law: str
    fixed_eur: float
    eur_per_size: float
    lifetime_a: float
    fixed_om_eur_per_size_a: float
    variable_om_eur_per_mwh: float
    annual_fixed_eur: float
    """Annuity of the fixed part, replacements and residual value included [EUR/a]."""
    annual_eur_per_size: float
    """Annuity of the variable part plus fixed O&M [EUR/a per size]."""
    size_min: float
    size_max: float
    """Range of sizes in which the law holds; outside it extrapolates."""
    age_a: float | None = None
    """Age of what stands; none for what is new."""
    indirect_share: float = 0.0
    """Indirect cost within the price, over the price of the equipment alone."""
    building_eur_per_size: float = 0.0
    """Building beside the price; its annuity is in `annual_eur_per_size`."""
    larger: tuple["Investment", ...] = ()
    """Laws of larger sizes, each from the largest size of the one before; operation by heat is
    that of the first."""

    def at(self, size: float) -> "Investment":
        """The one law that prices a size; where two ranges meet the cheaper one."""
        laws = (replace(self, larger=()), *self.larger)
        near = ROUNDING * max(size, 1.0)
        fitting = [
            law
            for k, law in enumerate(laws)
            if (k == 0 or size >= law.size_min - near)
            and (k == len(laws) - 1 or size <= law.size_max + near)
        ]
        return min(fitting, key=lambda law: law.annual_fixed_eur + law.annual_eur_per_size * size)

    def in_a_building(self, eur_per_size: float, annual_eur_per_size: float) -> "Investment":
        """The same with a building beside its price: at once and as an annuity, by size."""
        return replace(
            self,
            building_eur_per_size=eur_per_size,
            annual_eur_per_size=self.annual_eur_per_size + annual_eur_per_size,
            larger=tuple(
                law.in_a_building(eur_per_size, annual_eur_per_size) for law in self.larger
            ),
        )

    def scaled(self, ratio: float) -> "Investment":
        """The same per a size that is smaller by a ratio: MWh in place of cubic metres."""
        return replace(
            self,
            eur_per_size=self.eur_per_size * ratio,
            fixed_om_eur_per_size_a=self.fixed_om_eur_per_size_a * ratio,
            annual_eur_per_size=self.annual_eur_per_size * ratio,
            size_min=self.size_min / ratio,
            size_max=self.size_max / ratio,
            larger=tuple(law.scaled(ratio) for law in self.larger),
        )
