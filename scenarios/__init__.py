"""Pull Factors: an illustrative scenario explorer of the global competition for STEM talent."""

import os

# One small matmul can go from 0.25 to 88 ms when OpenBLAS threads fight over two busy cores.
# It has to be set before numpy loads, so it stands here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
