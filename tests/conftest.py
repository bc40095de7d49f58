"""Before NumPy is loaded: one thread for linear algebra, as the command line asks for too."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# No program of whoever runs the tests is asked for a sea.
os.environ["ESTRAN_COPERNICUS"] = "/nowhere/copernicusmarine"
