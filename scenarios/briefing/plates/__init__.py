"""Results of the analyses -> plates: one function a chart, used by the pages, the stage and every export."""
