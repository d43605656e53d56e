"""The front door: settings in, parts wired, nothing else."""
