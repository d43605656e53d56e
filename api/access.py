"""Who is asking, and what is theirs: no token, no data, and what is another's does not exist.

Failed tokens are not rate-limited: of 256 random bits none is ever guessed.
"""

from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.parts import ManagerProfile, Parts
from api.problems import ProblemError

_bearer = HTTPBearer(
    auto_error=False, scheme_name="token", description="A token made by `plantroom token --manager ID`."
)


def bearer(credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> str:
    """Take the token out of the request; a request without one is answered with 401."""
    if credentials is None:
        raise _no_access()
    return credentials.credentials


def signed_in(parts: Parts, token: Annotated[str, Depends(bearer)]) -> ManagerProfile:
    """Find the manager who is asking: 401 for a token that does not hold, 404 for one whom no site names."""
    manager = parts.access.manager_of(token)
    if manager is None:
        raise _no_access()
    profile = parts.manager(manager)
    if profile is None:
        raise not_there()
    return profile


def own_manager(manager: str, profile: Annotated[ManagerProfile, Depends(signed_in)]) -> ManagerProfile:
    """Let ``manager`` of the path be the one who is asking; anyone else is not there, known or not."""
    if manager != profile.id:
        raise not_there()
    return profile


def not_there() -> ProblemError:
    """Make the one 404 for what does not exist and for what is another's: they cannot be told apart."""
    return ProblemError(404, "not-found", "There is nothing here for this token.")


def _no_access() -> ProblemError:
    detail = "Send a valid token as 'Authorization: Bearer …'; plantroom token makes one."
    return ProblemError(401, "no-access", detail, {"WWW-Authenticate": 'Bearer realm="plantroom"'})


Token = Annotated[str, Depends(bearer)]
SignedIn = Annotated[ManagerProfile, Depends(signed_in)]
OwnManager = Annotated[ManagerProfile, Depends(own_manager)]
