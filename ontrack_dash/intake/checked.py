"""A recognised sheet as the checks see it: every column read once, and the typed rows it gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import numpy.typing as npt
import pandas as pd

from ontrack_dash.fields import Field, Layout
from ontrack_dash.intake.asked import Known, Options
from ontrack_dash.intake.coded import Coded, Rows
from ontrack_dash.intake.findings import Findings, mask
from ontrack_dash.intake.points import Block
from ontrack_dash.intake.values import Reading


@dataclass(frozen=True)
class Slot:
    """One column of a sheet and the field it fills.

    `readings`: one for each distinct text, None where any text will do.
    """

    field: Field
    label: str
    coded: Coded
    readings: Sequence[Reading] | None
    is_required: bool = False

    def rows_breaking(self, rule: str) -> Rows:
        """Tell which rows break a rule."""
        if self.readings is None:
            return np.zeros(len(self.coded.codes), dtype=bool)
        return self.coded.rows_where([reading.rule == rule for reading in self.readings])

    def shown(self) -> list[str | None]:
        """Return each distinct text as findings may show it: in full what a closed list has, the rest masked."""
        pairs = zip(self.coded.texts, self.readings or repeat(Reading()), strict=False)
        return [self._show(text, reading) for text, reading in pairs]

    def _show(self, text: str, reading: Reading) -> str | None:
        is_listed = reading.value is not None or reading.detail is not None
        if is_listed and self.field.type in ("profession", "specialty"):
            return str(reading.value)
        if is_listed and self.field.type in ("choice", "oblast", "settlement"):
            return text
        return mask(text, self.field.type)


@dataclass(frozen=True)
class Checked:
    """`numbers`: the row people see of each row. `typed`: the raw table's rows, same order (see `tidy`).

    `block`: the answers of self-assessments, where the file holds such.
    """

    layout: Layout
    numbers: npt.NDArray[np.int64]
    slots: tuple[Slot, ...]
    typed: pd.DataFrame
    options: Options
    known: Known
    block: Block | None = None

    def slot(self, field_id: str) -> Slot | None:
        """Return the column that fills a field."""
        return next((slot for slot in self.slots if slot.field.id == field_id), None)

    def of_type(self, *types: str) -> tuple[Slot, ...]:
        """Return the columns of some types."""
        return tuple(slot for slot in self.slots if slot.field.type in types)

    def flag_readings(self, slots: Sequence[Slot], *rules: str) -> Findings:
        """Report every cell of some columns whose text breaks one of the rules, with what the reading says of it."""
        findings = Findings()
        for slot in slots:
            for rule in rules:
                bad = slot.rows_breaking(rule)
                if bad.any():
                    details = slot.coded.spread([reading.detail for reading in slot.readings or ()])[bad]
                    self._add(findings, rule, slot, bad, details.tolist())
        return findings

    def flag_rows(
        self, rule: str, bad: Rows, field_id: str | None = None, detail: Sequence[str | None] | None = None
    ) -> Findings:
        """Report some rows, at the column of a field where one is to blame; `detail` has a text for each bad row."""
        findings = Findings()
        if bad.any():
            self._add(findings, rule, self.slot(field_id) if field_id else None, bad, detail)
        return findings

    def _add(
        self, findings: Findings, rule: str, slot: Slot | None, bad: Rows, detail: Sequence[str | None] | None
    ) -> None:
        values = None
        if slot is not None:
            values = slot.coded.spread(slot.shown())[bad].tolist()
        findings.add_rows(rule, self.numbers[bad], slot.label if slot else None, values, detail)
