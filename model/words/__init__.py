"""Words for people, apart from the logic; one file a language."""

from model.words.words import Noun, QuantityWords, Words, load_words

__all__ = ["Noun", "QuantityWords", "Words", "load_words"]
