"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

CaseArgument = Annotated[
    Path, typer.Argument(help="Folder with case.yaml or case.xlsx, a YAML file or a workbook.")
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="One JSON document on standard output and nothing else.")
]
