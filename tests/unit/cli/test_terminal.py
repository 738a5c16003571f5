"""What the terminal shows."""

from industrial_hp.cli.terminal import shown


def test_a_rate_is_shown_in_per_cent_a_year_and_a_missing_figure_as_a_dash() -> None:
    assert shown(None, 0.1037, unit="1/a") == ["-", "10.4", "%/a"]
    assert shown(None, 8.652, unit="a") == ["-", "8.65", "a"]
