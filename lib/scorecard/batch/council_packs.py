"""The packs of one council for a run of months: the other task of a batch, which may be given twice as well."""

import platform
from dataclasses import dataclass

from scorecard.batch.clone import clone_for, report, source
from scorecard.batch.council_months import Done, failing_in_one_line
from scorecard.batch.councils import Council
from scorecard.batch.kept import Kept
from scorecard.batch.storage import Folder
from scorecard.digests import digest, digest_of
from scorecard.provenance import files_of_extract, packages
from scorecard.temporary import private_folder
from scorecard.unusable import Unusable


@dataclass(frozen=True)
class CouncilPacks:
    """What is asked for: the packs of the months (YYYY-MM) of a council, in `packs` of its folder in `out`, a folder each;
    `source` is the digest of the repository that they are made by."""

    council: Council
    months: tuple[str, ...]
    out: Folder
    source: str

    @property
    def folder(self) -> Folder:
        return self.out.within(self.council.key).within("packs")


@failing_in_one_line
def make_packs(asked: CouncilPacks) -> Done:
    """Make the packs that are not kept, one after the other. Whatever goes wrong is told."""
    if asked.source != source():
        raise Unusable("a worker has another version of the scorecard; install this one on all of them")
    council = asked.council
    with council.extract.on_this_machine() as extract, private_folder() as folder:
        made_from = {
            "source": asked.source,
            "packages": digest_of([platform.python_version(), packages()]),
            "council": digest_of(
                [council.name, {name: digest(of) for name, of in council.own_files.items()}]
            ),
            "extract": digest_of(files_of_extract(extract)),
        }
        kept = Kept.of(asked.folder, made_from)
        wanted = kept.without(asked.months)
        clone = clone_for(council, folder) if wanted else None
        for month in wanted:
            pack = report(clone, council, month, extract)
            kept.add(month, {f"{month}/{name}": content for name, content in pack.items()})
            kept.write_record()
    return Done(council, tuple(wanted), len(asked.months) - len(wanted))
