"""The door for people: HTTP with bearer tokens, problems as ``application/problem+json``, and the page."""

from api.app import create_app
from api.parts import ApiParts, ApiSettings, ManagerProfile, StoreHealth, profile_of
from api.server import Server

__all__ = [
    "ApiParts",
    "ApiSettings",
    "ManagerProfile",
    "Server",
    "StoreHealth",
    "create_app",
    "profile_of",
]
