"""The shares of the toy data written out: what they become when the pull of a destination is multiplied.

A pull is e to the power of what is added to its utility: 1 changes nothing, 2 doubles it. Each takes home,
Northland, Southland and other countries from their shares before: 50, 30, 10, 10 of a hundred students and 15,
80, 5, none of a hundred guests.
"""


def students(north=1.0, south=1.0, world=1.0):
    """Students stay home or move (.8), near (.5) to Northland or Southland, or far to other countries alone."""
    near = (3 / 4 * north ** (1 / 0.5) + 1 / 4 * south ** (1 / 0.5)) ** 0.5
    move = (4 / 5 * near ** (1 / 0.8) + 1 / 5 * world ** (1 / 0.8)) ** 0.8
    leave = 0.5 * move / (0.5 + 0.5 * move)
    to_world = leave * (1 / 5 * world ** (1 / 0.8)) / move ** (1 / 0.8)
    to_near = leave - to_world
    to_north = to_near * (3 / 4 * north ** (1 / 0.5)) / near ** (1 / 0.5)
    return 1 - leave, to_north, to_near - to_north, to_world


def guests(north=1.0, south=1.0):
    """Guests stay in Northland or leave (.8): each of the two ways to leave is alone in its nest."""
    leave = (3 / 4 + 1 / 4 * south ** (1 / 0.8)) ** 0.8
    total = 0.8 * north + 0.2 * leave
    home = 0.2 * leave / total * (3 / 4) / leave ** (1 / 0.8)
    stay = 0.8 * north / total
    return home, stay, 1 - stay - home, 0.0
