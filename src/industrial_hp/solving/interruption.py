"""Ctrl-C as a wish to stop, so that an answer at hand is not lost."""

import signal
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any, Self

import highspy

SECONDS_BETWEEN_LOOKS = 0.1
LONGEST_FAREWELL_S = 5.0


class Interruption:
    """Notes the first Ctrl-C while it is entered; a second one raises KeyboardInterrupt.

    Parameters
    ----------
    on_wish : callable
        Called once, when the wish to stop is first seen.

    Notes
    -----
    Python hands signals to the main thread of a program only: in another one, and where the
    program was told to ignore Ctrl-C, nothing is ever noted.
    """

    def __init__(self, on_wish: Callable[[], None] = lambda: None) -> None:
        self._wished = self._told = False
        self._on_wish = on_wish
        self._before: Any = None

    def stopped(self) -> bool:
        """Whether a stop is wished; to be asked now and then by who can stop."""
        if self._wished and not self._told:
            self._told = True
            self._on_wish()
        return self._wished

    def __enter__(self) -> Self:
        is_main = threading.current_thread() is threading.main_thread()
        if is_main and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self._wished:
            raise KeyboardInterrupt
        self._wished = True


def run_until(highs: highspy.Highs, stopped: Callable[[], bool]) -> None:
    """Run HiGHS in a thread of its own, so that a wish to stop is heard while it works."""
    if not highs.HandleKeyboardInterrupt:  # each setting would add one more listener
        highs.HandleKeyboardInterrupt = True
    highs.startSolve()
    try:
        while not highs.wait(SECONDS_BETWEEN_LOOKS)[0]:
            if stopped():
                highs.cancelSolve()  # type: ignore[no-untyped-call]
    except BaseException:
        highs.cancelSolve()  # type: ignore[no-untyped-call]
        highs.wait(LONGEST_FAREWELL_S)
        raise
