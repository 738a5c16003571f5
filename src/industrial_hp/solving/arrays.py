"""Parameters and variables of a model whose numbers stay in one array.

Rules written with them can be read once for a whole range of numbers (`templates`), and answers
come back as arrays; an object is made only for what is asked for one by one.
"""

from typing import Any

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray
from pyomo.core.base.param import IndexedParam
from pyomo.core.base.var import IndexedVar
from pyomo.core.expr.template_expr import IndexTemplate

from industrial_hp.solving.index_sets import IndexAxes

Array = NDArray[np.float64]


class ArrayParam(IndexedParam):  # type: ignore[misc]
    """A Pyomo parameter whose values stay in one array.

    Parameters
    ----------
    *sets : Set
        Index sets.
    values : array
        One axis for each index set, or what can be broadcast to it.
    """

    def __init__(self, *sets: Any, values: Any, **kwargs: Any) -> None:
        self.values_given = np.asarray(values)
        within = pyo.Integers if self.values_given.dtype.kind in "iu" else pyo.Reals
        super().__init__(*sets, within=within, default=0, **kwargs)

    @property
    def array(self) -> NDArray[Any]:
        """Values over the axes of the index sets."""
        return np.broadcast_to(self.values_given, IndexAxes.of(self).shape)

    def _getitem_when_not_present(self, index: Any) -> Any:
        return self.array[IndexAxes.of(self).place(index)].item()


def at(values: Any, period: Any) -> Any:
    """Value of an array over periods in one of them; in a template the symbol for all of them.

    Parameters
    ----------
    values : array, shape (periods,)
        Real or whole numbers.
    period : int or symbol
        As a rule is given it.
    """
    if isinstance(period, IndexTemplate):
        of_all = ArrayParam(period._set, values=values)
        of_all.construct()
        return of_all[period]
    return np.asarray(values)[period].item()


class ArrayVar(IndexedVar):  # type: ignore[misc]
    """A Pyomo variable whose bounds and values stay in arrays.

    Parameters
    ----------
    *sets : Set
        Index sets.
    lower, upper : array or float
        One axis for each index set, or what can be broadcast to it; infinite where there is none.
    domain : Set, optional
        Of all indices.
    """

    def __init__(
        self, *sets: Any, lower: Any = 0.0, upper: Any = np.inf, domain: Any = pyo.Reals
    ) -> None:
        self.lower, self.upper = np.asarray(lower, dtype=float), np.asarray(upper, dtype=float)
        self.answer: Array | None = None
        super().__init__(*sets, domain=domain, dense=False)

    def bounds_arrays(self) -> tuple[Array, Array]:
        """Lower and upper bounds over the axes of the index sets."""
        shape = IndexAxes.of(self).shape
        if 0 in shape:
            return np.zeros(shape), np.zeros(shape)
        return np.broadcast_to(self.lower, shape), np.broadcast_to(self.upper, shape)

    def load(self, answer: Array) -> None:
        """Take the values of an answer, over the axes of the index sets."""
        self.answer = answer
        axes = IndexAxes.of(self)
        for index, data in self._data.items():
            data.set_value(float(answer[axes.place(index)]), skip_validation=True)

    def values_of(self, *names: Any) -> Array:
        """Values over the last index set, for these members of those before it.

        Before there is an answer they are zero.
        """
        axes = IndexAxes.of(self)
        if self.answer is None:
            return np.zeros(axes.shape[-1])
        found: Array = self.answer[IndexAxes(axes.axes[:-1]).place(names)]
        return found

    def _getitem_when_not_present(self, index: Any) -> Any:
        data = super()._getitem_when_not_present(index)
        place = IndexAxes.of(self).place(index)
        low, high = (float(bound[place]) for bound in self.bounds_arrays())
        data.setlb(low if np.isfinite(low) else None)
        data.setub(high if np.isfinite(high) else None)
        if self.answer is not None:
            data.set_value(float(self.answer[place]), skip_validation=True)
        return data
