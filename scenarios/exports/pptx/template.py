"""The XML files of ``template/`` -> an empty presentation with our theme, layouts and stamp."""

import io
from pathlib import Path
from zipfile import ZipFile

from pptx import Presentation

TITLE, CHART, ABOUT = range(3)
"""Places of the layouts."""

FOLDER = Path(__file__).with_name("template")

_STAMP = "Stamp"
_THEME, _THEME_OF_NOTES = "ppt/theme/theme1.xml", "ppt/theme/theme2.xml"


def blank(stamp):
    """An empty presentation.

    Parameters
    ----------
    stamp : str
        Stands in every layout, so that no slide can lose it.

    Returns
    -------
    pptx.presentation.Presentation
    """
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for path in sorted(FOLDER.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(FOLDER).as_posix())
        # A theme belongs to one master only, so that of the notes is a copy.
        archive.write(FOLDER / _THEME, _THEME_OF_NOTES)
    presentation = Presentation(stream)
    for page in (*presentation.slide_layouts, presentation.notes_master):
        for shape in page.shapes:
            if shape.name == _STAMP:
                shape.text_frame.paragraphs[0].runs[0].text = stamp
    return presentation
