"""Tables and words -> charts: one function a chart, each stamped and with its table beside it."""
