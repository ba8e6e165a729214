"""Stage 2, extract: clean chapters and the editor's decisions give findings, each with its sentence."""
