"""The tables of a storyboard file, as what a file must hold to be one."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scenarios.briefing.storyboard import MOST
from scenarios.engine.scenario import FORMAT
from scenarios.formats import files

MOST_STEPS = 30
_BOX = ConfigDict(strict=True, extra="forbid", frozen=True)

Message = Annotated[str, *files.line(200)]


class NamedTable(BaseModel):
    """A scenario of a step: the id of a preset, or a title with values."""

    model_config = _BOX

    preset: str | None = None
    title: files.Title | None = None
    version: Annotated[int, Field(ge=0, le=10**9)] = 0
    levers: dict[str, files.Number] = {}
    readings: dict[str, str] = {}

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.preset is None and self.title is None:
            raise ValueError("needs a title, or the id of a preset")
        if self.preset is not None and self.model_fields_set != {"preset"}:
            raise ValueError("names a preset, which brings its own title and values; remove the rest")
        return self


class StepTable(BaseModel):
    """One step."""

    model_config = _BOX

    chart: str
    segment: str
    destination: str
    message: Message = ""
    notes: files.Note = ""
    lever: str = ""
    guess: bool = False
    scenarios: Annotated[list[NamedTable], Field(min_length=1, max_length=MOST)]


class StoryboardFile(files.Description):
    """The file format of ready-made storyboards and of exports."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)]
    kind: Literal["storyboard"]
    label: Literal["ILLUSTRATIVE – NOT A FORECAST"]
    date: files.Day = ""
    steps: Annotated[list[StepTable], Field(min_length=1, max_length=MOST_STEPS)]
