"""The model's version, logged with every choice."""

MODEL_VERSION = "1"
