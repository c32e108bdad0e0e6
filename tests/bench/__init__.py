"""How fast the app is, as ratios to the smallest possible app, measured side by side in one run.

Milliseconds differ from machine to machine and from minute to minute; ratios of things measured in turn
do not. ``python -m tests.bench`` runs everything.
"""
