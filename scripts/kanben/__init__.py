"""kanben (刊本): raw chapters of a Chinese study book become printed, electronic and annotated editions.

The flow, one direction:

    manuscript/sources → normalise → extract → assemble → publish → dist/
"""

__version__ = "0.1.0"
