"""What the commands share: where they print, and the settings."""

import tomllib

from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.text import Text

from plantroom.errors import CommandError
from plantroom.settings import FILE_VARIABLE, Settings, settings_file, unknown_variables
from plantroom.terminal import Terminal, visible

console = Terminal()
errors = Terminal(stderr=True)


def settings() -> Settings:
    """The settings, or a clear end."""
    file = settings_file()
    if file is not None and not file.is_file():
        raise CommandError(f"settings: {FILE_VARIABLE} names {file}, and there is no such file")
    for name in unknown_variables():
        complain(f"{name} is no setting; docs/settings.md lists them all", "yellow")
    try:
        return Settings()
    except tomllib.TOMLDecodeError as error:
        raise CommandError(f"settings: {file} is no TOML: {error}") from error
    except SettingsError as error:
        raise CommandError(f"settings: {error}. docs/settings.md lists them all.") from error
    except ValidationError as error:
        told = "; ".join(
            f"{'.'.join(str(p) for p in e['loc'])}: {e['msg'].removeprefix('Value error, ')}"
            for e in error.errors()
        )
        raise CommandError(f"settings: {told}. docs/settings.md lists them all.") from error


def complain(text: str, style: str) -> None:
    """Say in one line what is wrong."""
    errors.print(Text.assemble(("plantroom:", style), " ", visible(text)), soft_wrap=True)
