"""A column for a date that may be known to the day, the month or only the year."""

from typing import Any

from django.db import models

from openluban.kernel.dates import ImpreciseDate


class _Following:
    """Keeps the two plain date columns in step with the imprecise date whenever it is set."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, record: Any, owner: Any = None) -> Any:
        if record is None:
            return self
        if self.name not in record.__dict__:
            record.refresh_from_db(fields=[self.name])
        return record.__dict__[self.name]

    def __set__(self, record: Any, value: Any) -> None:
        if isinstance(value, str):
            value = ImpreciseDate.read(value) if value else None
        record.__dict__[self.name] = value
        setattr(record, f"{self.name}_earliest", value.earliest if value else None)
        setattr(record, f"{self.name}_latest", value.latest if value else None)


class _End(models.DateField):  # type: ignore[type-arg]
    """The earliest or the latest day of an imprecise date; set anew whenever a record is written.

    Migrations know it as a plain date column.
    """

    def __init__(self, *args: Any, of: str = "", end: str = "", **kwargs: Any) -> None:
        self.of = of
        self.end = end
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Return what migrations write down: a date column."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs

    def pre_save(self, model_instance: Any, add: bool) -> Any:  # noqa: FBT001
        """Return the day as the imprecise date has it now."""
        value = getattr(model_instance, self.of)
        day = getattr(value, self.end) if value else None
        setattr(model_instance, self.attname, day)
        return day


class ImpreciseDateField(models.CharField):  # type: ignore[type-arg]
    """An ImpreciseDate or None, kept as ISO text beside ``<name>_earliest``, ``<name>_latest``.

    The two are ordinary date columns for comparing and sorting; they follow when the value is set
    on a record. ``update()`` on a queryset does not set them: write through records.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        kwargs["null"] = True
        kwargs["blank"] = True
        kwargs.setdefault("default", None)
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, **kwargs: Any) -> None:  # type: ignore[override]
        """Add the column, its two companions and the descriptor that keeps them in step."""
        # In a migration the companions are listed as columns of their own.
        is_whole = not cls._meta.abstract and cls.__module__ != "__fake__"
        if is_whole:
            for end in ("earliest", "latest"):
                companion = _End(null=True, blank=True, editable=False, of=name, end=end)
                companion.contribute_to_class(cls, f"{name}_{end}")
        super().contribute_to_class(cls, name, **kwargs)
        if is_whole:
            setattr(cls, name, _Following(name))

    def from_db_value(self, value: Any, *_: Any) -> ImpreciseDate | None:
        """Return the stored text as a date."""
        return ImpreciseDate.read(value) if value else None

    def to_python(self, value: Any) -> ImpreciseDate | None:
        """Return a date from a date or its text."""
        if value is None or isinstance(value, ImpreciseDate):
            return value
        return ImpreciseDate.read(str(value)) if value else None

    def get_prep_value(self, value: Any) -> Any:
        """Return the text that is stored."""
        return value.text if isinstance(value, ImpreciseDate) else value
