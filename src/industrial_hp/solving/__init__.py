"""Solving any Pyomo model, with a proof: objective, bound and gap."""
