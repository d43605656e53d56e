"""`python -m plantroom.settings_page` writes ``docs/settings.md`` from the settings themselves."""

import dataclasses
import json
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from plantroom.settings import DEFAULT_FILE, FILE_VARIABLE, Settings

PAGE = Path(__file__).resolve().parent.parent / "docs" / "settings.md"

# The ingest keeps its settings as plain records, which have no room for words.
_MEANINGS = {
    "broker": {
        "host": "Name or address of the broker.",
        "port": "Its port; 8883 is usual with TLS.",
        "client_id": "Name of the session that the broker keeps for us; two processes must not share one.",
        "username": "User at the broker.",
        "password": "Password of that user; better in the environment than in a file.",
        "tls": "Speak TLS.",
        "ca_file": "Certificates of the authorities to trust, PEM; unset: the machine's.",
        "certificate_file": "Our own certificate, PEM, where the broker asks for one.",
        "key_file": "The key of that certificate, PEM.",
        "keepalive_s": "Seconds of silence after which either end asks whether the other is there.",
        "session_expiry_s": "Seconds that the broker keeps what comes in while we are away.",
        "receive_maximum": "Messages that the broker may hand out before the first is acknowledged.",
        "largest_packet_bytes": "Largest packet that the broker may send; longer ones it drops.",
        "share_group": "Several `ingest` of one group share the work: each message goes to one.",
        "batch_client": "Read and acknowledge in bulk; false: the stock client alone, slower.",
        "shortest_wait_s": "First wait between two attempts to connect; doubles each time.",
        "longest_wait_s": "Longest wait between two attempts to connect.",
    },
    "intake": {
        "largest_payload_bytes": "A longer payload becomes a dead letter.",
        "future_ms": "A reading further ahead of its arrival than this becomes a dead letter [ms].",
        "most_unknown_points": "New points that no site describes, beyond this many, become dead letters.",
        "dead_letters_kept": "How many of the newest dead letters stay.",
        "udmi_building": "The building of UDMI topics that name none (`/devices/…`).",
    },
    "batch": {
        "messages": "Commit at the latest after this many messages.",
        "size_bytes": "Commit at the latest after this many bytes.",
        "linger_ms": "Commit at the latest after this long [ms].",
        "held_messages": "Messages held in memory while the store takes no writes; then reading stops.",
        "held_bytes": "Bytes held in memory while the store takes no writes; then reading stops.",
        "shortest_wait_s": "First wait before a store that takes no writes is asked again; doubles.",
        "longest_wait_s": "Longest wait before a store that takes no writes is asked again.",
    },
}

_HEAD = f"""# Settings

Every setting of every command. What the environment says goes before the file, the file before the default.
The file is `{DEFAULT_FILE}` in the folder where the command is run, or the one that `{FILE_VARIABLE}` names.
A name in the file that is not listed here is an error that says which; so is a value that does not fit.

```toml
store = "/var/lib/plantroom/plantroom.sqlite"
embedded_broker = false

[broker]
host = "mqtt.example.org"
port = 8883
tls = true
username = "plantroom" # the password: PLANTROOM_BROKER__PASSWORD
```

This page is made by `python -m plantroom.settings_page`; a test fails when it is not the newest.
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Setting:
    """One setting: ``path`` of one or two names, its default and what it is for."""

    path: tuple[str, ...]
    default: Any
    meaning: str

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return "PLANTROOM_" + "__".join(self.path).upper()

    @property
    def key(self) -> str:
        """Its name in the TOML file, dotted."""
        return ".".join(self.path)


def every_setting() -> Iterator[Setting]:
    """Every setting, in the order of the record; groups after what stands alone.

    Raises KeyError when a plain record has a field without words.
    """
    groups = []
    for name, field in Settings.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and (issubclass(kind, BaseModel) or dataclasses.is_dataclass(kind)):
            groups.append((name, kind))
        else:
            yield Setting((name,), field.default, field.description or "")
    for name, kind in groups:
        yield from _of_group(name, kind)


def _of_group(group: str, kind: Any) -> Iterator[Setting]:  # noqa: ANN401, a class of settings
    if issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            default = None if field.default is PydanticUndefined else field.default
            yield Setting((group, name), default, field.description or "")
    else:
        for plain in dataclasses.fields(kind):
            yield Setting((group, plain.name), plain.default, _MEANINGS[group][plain.name])


def choices_of(setting: Setting) -> tuple[str, ...]:
    """The words that a setting may be, where it is a choice of words."""
    kind: Any = Settings
    for name in setting.path:
        kind = typing.get_type_hints(kind)[name]
    return typing.get_args(kind) if typing.get_origin(kind) is typing.Literal else ()


def page() -> str:
    """The whole page, Markdown."""
    text = _HEAD
    last = "before any"
    for setting in every_setting():
        group = setting.path[0] if len(setting.path) == 2 else ""
        if group != last:
            last = group
            said = f"[{group}]: {Settings.model_fields[group].description}" if group else "On top"
            text += f"\n## {said.rstrip('.')}\n\n"
            text += "| environment | TOML | default | what for |\n| --- | --- | --- | --- |\n"
        words = choices_of(setting)
        meaning = (
            f"{setting.meaning} One of {', '.join(f'`{word}`' for word in words)}."
            if words
            else setting.meaning
        )
        text += f"| `{setting.variable}` | `{setting.key}` | {_told(setting.default)} | {meaning} |\n"
    return text


def _told(default: Any) -> str:  # noqa: ANN401, whatever a setting may be
    if default is None:
        return "unset"
    return f"`{json.dumps(str(default) if isinstance(default, Path) else default)}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
