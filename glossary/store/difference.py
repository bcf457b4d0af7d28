"""What a load changes: by kind, the ids that are added, changed or retired."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The ids of one kind of record, each list sorted. For sources and domains *retired* means taken out."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.added) + len(self.changed) + len(self.retired)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a load changes or, in a dry run, would change."""

    concepts: Changes = Changes()
    pitfalls: Changes = Changes()
    domains: Changes = Changes()
    sources: Changes = Changes()

    def kinds(self) -> dict[str, Changes]:
        """The changes by kind."""
        return {"concepts": self.concepts, "pitfalls": self.pitfalls, "domains": self.domains, "sources": self.sources}

    def __bool__(self) -> bool:
        return any(len(changes) > 0 for changes in self.kinds().values())

    def counts(self) -> tuple[int, int, int]:
        """How many records of all kinds are added, changed, retired."""
        kinds = self.kinds().values()
        return (
            sum(len(changes.added) for changes in kinds),
            sum(len(changes.changed) for changes in kinds),
            sum(len(changes.retired) for changes in kinds),
        )
