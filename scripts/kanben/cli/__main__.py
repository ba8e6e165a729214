"""python -m kanben.cli."""

from kanben.cli import main

main(prog_name="kanben")
