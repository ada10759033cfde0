"""``luban courseware``: packages of other learning systems, looked into, listed and written."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from openluban.config.cli import ABOUT
from openluban.config.files import read_file, written_file
from openluban.config.management.prepared import PreparedCommand
from openluban.teaching.courseware.public import FORMS, KeptPackage, built, read_package
from openluban.teaching.library.folders import placed
from openluban.teaching.packs.public import the_resource


class Command(PreparedCommand):
    """Says what a package is, lists what is kept, writes a resource for another system."""

    help = ABOUT["courseware"]

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the deed and what it needs."""
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
        inspect = deeds.add_parser("inspect", help="say what a package is and what would come over")
        inspect.add_argument("file", type=Path)
        deeds.add_parser("list", help="say which packages are kept")
        export = deeds.add_parser("export", help="write a resource as a package")
        export.add_argument("resource", help="its key")
        export.add_argument("--as", dest="form", choices=sorted(FORMS), required=True)
        export.add_argument("--languages", default="", help="zh-hans,ru; the original first")
        export.add_argument("out", type=Path, help="a new file")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do the deed."""
        if options["deed"] == "inspect":
            self._inspect(options["file"])
        elif options["deed"] == "export":
            self._export(options)
        else:
            for kept in KeptPackage.objects.order_by("kept_at", "pk"):
                became = kept.resource_key or "no resource"
                self.stdout.write(
                    f"{kept.digest[:12]}  {kept.kind} {kept.version}  "
                    f"{kept.size} bytes  {kept.title} -> {became}, {len(kept.units)} units"
                )

    def _inspect(self, place: Path) -> None:
        reading = read_package(read_file(place), place.name)
        parcel, folder = reading.parcel, reading.folder
        self.stdout.write(f"{place.name}: {parcel.kind.value} {parcel.version}")
        for language, title in parcel.about.title.items():
            self.stdout.write(f"  title{f' ({language})' if language else ''}: {title}")
        said = folder.metadata.values.get("rights", "")
        self.stdout.write(f"  rights: {said or parcel.about.rights or 'not said'}")
        self.stdout.write(f"  identifier: {parcel.identifier}")
        self.stdout.write(f"  SHA-256: {reading.digest}, {reading.size} bytes")
        self.stdout.write(
            f"What comes over: {len({text.slug for text in folder.texts})} units, "
            f"{len(folder.texts)} texts from {reading.pages} pages, {len(folder.images)} images"
        )
        for text in folder.texts:
            self.stdout.write(f"  {text.number:3} {text.slug} [{text.language or '?'}] {text.file}")
        if folder.notes:
            self.stdout.write(f"What does not come over ({len(folder.notes)}):")
        for note in folder.notes:
            self.stdout.write(f"  {placed(note)}")

    def _export(self, options: dict[str, Any]) -> None:
        languages = [each for each in options["languages"].split(",") if each]
        resource = the_resource(options["resource"])
        data = built(resource, options["form"], languages or [resource.original_language])
        with written_file(options["out"]) as file:
            file.write(data)
        self.stdout.write(f"{options['out']}: {len(data)} bytes")
