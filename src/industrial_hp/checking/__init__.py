"""The independent checker of finished results: reads files, shares nothing with what made them."""

from industrial_hp.checking.verdict import Check, Verdict, Violation, verify

__all__ = ["Check", "Verdict", "Violation", "verify"]
