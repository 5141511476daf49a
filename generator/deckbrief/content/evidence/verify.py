"""Pack and source -> every problem between them, and how much of each stands in the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from deckbrief.base.message import Message, msg
from deckbrief.base.problem import Problem
from deckbrief.base.record import record
from deckbrief.content.evidence.citations import cited, missing_sections, verify
from deckbrief.content.evidence.claims import Claim, claims
from deckbrief.content.evidence.free_slides import free_slides, is_with_numbers
from deckbrief.content.evidence.home import Homes
from deckbrief.content.evidence.invention import invented, wrong_metrics
from deckbrief.content.evidence.lists import wrong_lists, wrong_order
from deckbrief.content.evidence.names import Names
from deckbrief.content.evidence.sentences import Carried, carried, copied, uncarried
from deckbrief.content.evidence.source import fold, sections_of
from deckbrief.content.evidence.unsaid import Tally, leave_out, missing_numbers, missing_terms, said, uncited
from deckbrief.content.model import Pack


@record
class Coverage:
    """How much of the evidence stands in the source, and how much of the source in the content."""

    evidence: int
    evidence_verified: int
    paragraphs: int
    paragraphs_cited: int
    paragraphs_left_out: int
    terms: int
    terms_said: int
    terms_left_out: int
    numbers: int
    numbers_said: int
    numbers_left_out: int
    sentences: Carried
    slides: int = 0
    slides_cited: int = 0
    """Free slides that tell numbers, and those of them that carry evidence or are the editor's."""

    @property
    def lines(self) -> tuple[Message, ...]:
        """The coverage as the command line prints it, a line for each kind."""
        carrying = self.sentences.own + self.sentences.inherited
        return (
            msg("evidence: {found} of {total} verified", found=self.evidence_verified, total=self.evidence),
            msg(
                "sentences: {carrying} of {total} carry evidence, {inherited} of them that of what holds them",
                carrying=carrying,
                total=self.sentences.total,
                inherited=self.sentences.inherited,
            ),
            msg(
                "paragraphs: {cited} of {total} cited, {left} left out",
                cited=self.paragraphs_cited,
                total=self.paragraphs,
                left=self.paragraphs_left_out,
            ),
            msg(
                "quoted terms: {said} of {total} said, {left} left out",
                said=self.terms_said,
                total=self.terms,
                left=self.terms_left_out,
            ),
            msg(
                "numbers: {said} of {total} said, {left} left out",
                said=self.numbers_said,
                total=self.numbers,
                left=self.numbers_left_out,
            ),
            *self._of_slides,
        )

    @property
    def _of_slides(self) -> tuple[Message, ...]:
        if not self.slides:
            return ()
        words = msg(
            "free slides with numbers: {cited} of {total} carry evidence or are the editor's",
            cited=self.slides_cited,
            total=self.slides,
        )
        return (words,)

    def __str__(self) -> str:
        """Return its lines in English."""
        return "\n".join(self.lines)


def claim_problems(pack: Pack, told: Iterable[Claim], homes: Homes, names: Names) -> Iterator[Problem]:
    """Claims -> what in their words the source does not say, or says otherwise."""
    for claim in told:
        yield from invented(pack, [claim], homes, names)
        yield from wrong_lists(pack, [claim], homes)


def problems_of_the_rest(pack: Pack, source_text: str, broken: Collection[str]) -> list[Problem]:
    """Pack of what could be read, source, paths of values that could not be -> what else is wrong, sorted by place.

    Whether the whole source is said cannot be told then; nothing is told of an entry that a broken value belongs to.
    """
    sections = sections_of(source_text, [unit.section for unit in pack.units if unit.section])
    citations = [
        citation
        for citation in cited(pack)
        if not _is_broken(citation.path, broken)
        and (fold(citation.evidence.section).text or citation.home) in sections  # else its unit may be what is broken
    ]
    told = [claim for claim in claims(pack) if not _is_broken(claim.path, broken)]
    homes = Homes(pack, sections)
    problems = [problem for citation in citations for problem in verify(pack, sections, citation)]
    problems += claim_problems(pack, told, homes, Names(pack))
    problems += copied(pack, told, homes)
    return sorted(problems, key=lambda problem: (problem.place, problem.code, problem.message))


def _is_broken(path: str, broken: Collection[str]) -> bool:
    """Tell whether a broken value lies in an entry, or the entry in it."""
    return any(f"{path}.".startswith(f"{other}.") or f"{other}.".startswith(f"{path}.") for other in broken)


def check_evidence(pack: Pack, source_text: str, source_name: str) -> tuple[list[Problem], Coverage]:
    """Pack and source -> problems of the evidence and of the coverage, sorted by place; and the coverage in numbers.

    `source_name` is the source file as the user typed it: problems of the coverage stand in its lines.
    """
    sections = sections_of(source_text, [unit.section for unit in pack.units])
    citations = list(cited(pack))
    wrong = [problem for citation in citations for problem in verify(pack, sections, citation)]
    problems = [*missing_sections(pack, sections), *wrong, *leave_out(pack, sections)]
    problems += uncited(sections, source_name)
    told, homes = list(claims(pack)), Homes(pack, sections)
    problems += claim_problems(pack, told, homes, Names(pack))
    problems += wrong_metrics(pack, homes)
    problems += wrong_order(pack, sections)
    problems += uncarried(pack, told)
    problems += copied(pack, told, homes)
    terms, numbers = Tally(), Tally()
    for key, section in sections.items():
        said_there, who = said(pack, key)
        problems += missing_terms(section, said_there, who, source_name, terms)
        problems += missing_numbers(section, said_there, who, source_name, numbers)
    paragraphs = [paragraph for section in sections.values() for paragraph in section.paragraphs]
    with_numbers = [free for path, _, free in free_slides(pack) if is_with_numbers(free, path)]
    coverage = Coverage(
        evidence=len(citations),
        evidence_verified=sum(citation.verified for citation in citations),
        paragraphs=len(paragraphs),
        paragraphs_cited=sum(paragraph.cited for paragraph in paragraphs),
        paragraphs_left_out=sum(not paragraph.cited and paragraph.is_left_out for paragraph in paragraphs),
        terms=terms.total,
        terms_said=terms.said,
        terms_left_out=terms.left_out,
        numbers=numbers.total,
        numbers_said=numbers.said,
        numbers_left_out=numbers.left_out,
        sentences=carried(told),
        slides=len(with_numbers),
        slides_cited=sum(bool(free.evidence or free.ours) for free in with_numbers),
    )
    return sorted(problems, key=lambda problem: (problem.place, problem.code, problem.message)), coverage
