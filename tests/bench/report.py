"""What the benchmark found: each row is printed as text as soon as its table is whole, and kept for the JSON."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from tests.bench.clients import Window

Row = Mapping[str, str | int | float | None]


@dataclass
class Series:
    """The windows of one side, in the order in which they were measured."""

    name: str
    windows: list[Window] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        """The median of the CPU milliseconds for one step."""
        return median(w.cpu_ms for w in self.windows)

    @property
    def p99(self) -> float:
        """The median of the milliseconds in which 99 of 100 steps were answered."""
        return median(w.percentile(0.99) for w in self.windows)

    def row(self, what: str, database: str, stored: int) -> dict[str, str | int | float | None]:
        """A row of a table: medians, and the least and the most."""
        cpu = [w.cpu_ms for w in self.windows]
        high = [w.percentile(0.99) for w in self.windows]
        return {
            "what": what,
            "database": database,
            "stored": stored,
            "side": self.name,
            "cpu_ms": self.cpu,
            "cpu_ms_min": min(cpu),
            "cpu_ms_max": max(cpu),
            "p50_ms": median(w.percentile(0.5) for w in self.windows),
            "p99_ms": self.p99,
            "p99_ms_min": min(high),
            "p99_ms_max": max(high),
            "steps_s": median(len(w.seconds) / w.wall for w in self.windows),
        }


class Report:
    """Every row so far, and what else was busy on the machine when each table was begun."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def table(self, title: str, rows: Sequence[Row]) -> None:
        """Print these rows, which have the same keys, and keep them."""
        self.rows += [{**row, "load": round(os.getloadavg()[0], 2)} for row in rows]
        heads = [key for key in rows[0] if key != "what"]
        cells = [heads, *([_cell(row[key]) for key in heads] for row in rows)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        print(f"\n{title}\n")
        for line in cells:
            print("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)), flush=True)

    def json(self) -> str:
        """Everything, for another program."""
        machine = {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.platform()}
        return json.dumps({"machine": machine, "rows": self.rows}, indent=2)


def _cell(value: str | int | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"
