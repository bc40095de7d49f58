"""Before NumPy is loaded: one thread for linear algebra, as the command line asks for too.

No field of the sea that this machine's user keeps counts in a test.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# No program of whoever runs the tests is asked for a sea.
os.environ["ESTRAN_COPERNICUS"] = "/nowhere/copernicusmarine"
os.environ["ESTRAN_SEA"] = "/nowhere/sea"
