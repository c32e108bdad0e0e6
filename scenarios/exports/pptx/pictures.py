"""A chart that has no form to edit -> a picture of it, as large as its place allows."""

import io

from scenarios.exports import picture

_SCALE = 2.5


def add_picture(slide, plate, box):
    """Add the picture of a plate, its caption in it, into ``box`` = (left, top, width, height)."""
    left, top, wide, high = box
    pixels = round(picture.height(plate.figure) * wide / high)
    content = io.BytesIO(picture.png(plate.figure, pixels, _SCALE))
    shape = slide.shapes.add_picture(content, left, top)
    ratio = min(wide / shape.width, high / shape.height)
    shape.width, shape.height = round(shape.width * ratio), round(shape.height * ratio)
    return shape
