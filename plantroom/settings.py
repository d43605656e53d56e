"""Every setting, from the environment or a TOML file; ``docs/settings.md`` says what each is for."""

import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from ingest.settings import BatchSettings, BrokerSettings, IntakeSettings

FILE_VARIABLE = "PLANTROOM_SETTINGS"
DEFAULT_FILE = "plantroom.toml"
PREFIX = "PLANTROOM_"
# What else of that prefix is read: by the tests, and by the build of the page.
_NOT_SETTINGS = {FILE_VARIABLE, "PLANTROOM_DATA", "PLANTROOM_PAGE_FOLDER"}


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RoundsSettings(_Group):
    """When the rounds look, and by which clock."""

    every_s: float = Field(default=5.0, gt=0, description="Seconds between two looks for news.")
    clock: Literal["wall", "readings"] = Field(
        default="wall",
        description='What is "now": the wall clock, or the newest reading (replays, simulated time).',
    )
    heard_within_minutes: int = Field(
        default=60,
        gt=0,
        description="A point counts as heard when its newest reading is not older than this.",
    )


class ApiServerSettings(_Group):
    """Where the API and the page are served."""

    host: str = Field(
        default="127.0.0.1", description="Address to listen on; loopback unless you say otherwise."
    )
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on.")
    simulated: bool = Field(default=False, description="The page says that the buildings are simulated.")
    public_url: str | None = Field(
        default=None, description="URL under which phones reach the page, when a proxy stands before it."
    )


class SimulateSettings(_Group):
    """What `plantroom simulate` and `plantroom demo` live through."""

    seed: int = Field(default=7, description="The same seed gives the same buildings, weather and faults.")
    buildings: int = Field(default=3, ge=1, description="Number of buildings.")
    portfolio: Literal["drawn", "demo"] = Field(
        default="drawn",
        description="Buildings of any kind drawn from the seed, or those of the demo, again and again.",
    )
    climate: str | None = Field(
        default=None,
        description="Climate of all drawn buildings, such as chicago; unset: of the whole world.",
    )
    epw: Path | None = Field(
        default=None, description="EPW file whose weather all buildings have; unset: it is made up."
    )
    intensity: float = Field(
        default=1.0, ge=0, description="How often things break in drawn buildings, times the usual rates."
    )
    processes: int = Field(default=1, ge=1, description="Processes that share the buildings.")
    start_days_ago: float | None = Field(
        default=None,
        gt=0,
        description="Days ago that the simulated time starts; unset: on the newest 12 January a month past.",
    )
    history_days: float = Field(
        default=2.0, ge=0, description="Days that are published at once, before fast time begins."
    )
    speed: float | None = Field(
        default=1440.0, ge=0, description="Times real time after the history; 1440 lives a day a minute."
    )
    interval_s: int = Field(default=300, ge=60, description="Seconds between two readings of a point.")
    api_url: str | None = Field(
        default=None, description="API whose answers are obeyed: what is reported done is mended."
    )
    api_manager: str = Field(default="portfolio", description="Manager whose answers are obeyed.")
    api_token: SecretStr | None = Field(
        default=None,
        description="Token of that manager; unset: all managers are obeyed, with tokens made in the store.",
    )


class Settings(BaseSettings):
    """All settings of all commands."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    store: Path = Field(
        default=Path("var/plantroom.sqlite"), description="The SQLite file with everything in it."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least level that is logged."
    )
    ready_file: Path | None = Field(
        default=None, description="File that `ingest` makes once the broker has taken its subscriptions."
    )
    embedded_broker: bool = Field(
        default=True, description="`up` starts a broker of its own; false when you have one."
    )
    broker: BrokerSettings = Field(default=BrokerSettings(), description="The MQTT broker.")
    intake: IntakeSettings = Field(default=IntakeSettings(), description="What is taken in.")
    batch: BatchSettings = Field(default=BatchSettings(), description="When what was gathered is committed.")
    rounds: RoundsSettings = Field(default=RoundsSettings(), description="The rounds.")
    api: ApiServerSettings = Field(default=ApiServerSettings(), description="The API and the page.")
    simulate: SimulateSettings = Field(default=SimulateSettings(), description="The simulator.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment before the file; no .env files, no secrets folder."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, settings_file())


def settings_file() -> Path | None:
    """The TOML file: what PLANTROOM_SETTINGS names, else plantroom.toml here if there is one."""
    named = os.environ.get(FILE_VARIABLE)
    if named:
        return Path(named)
    return Path(DEFAULT_FILE) if Path(DEFAULT_FILE).exists() else None


def unknown_variables() -> list[str]:
    """Variables of the environment that look like settings and are none.

    A name within a group that is not known is an error of its own. These are only told: a platform may set
    variables of the same prefix (Kubernetes does, for a service of that name).
    """
    known = set(Settings.model_fields)
    return sorted(
        name
        for name in os.environ
        if name.startswith(PREFIX)
        and name not in _NOT_SETTINGS
        and name.removeprefix(PREFIX).lower().partition("__")[0] not in known
    )
