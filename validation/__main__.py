"""All tables: the stream against the atlas, the level against the gauge.

python -m validation [NAME=FILE.npz ...]
"""

from __future__ import annotations

import sys

from validation import level, stream

print(stream.report(sys.argv[1:]), level.report(), sep="\n\n")
