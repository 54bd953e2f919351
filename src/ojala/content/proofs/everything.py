"""Every proof of the content, in one list of problems."""

from ojala.content.proofs.maker import maker_problems
from ojala.content.proofs.problem import Problem
from ojala.content.proofs.sentences import sentence_problems
from ojala.content.proofs.triggers import trigger_problems
from ojala.content.proofs.units import unit_problems
from ojala.content.sources import sources, subjects
from ojala.grammar.inventory import triggers


def problems() -> list[Problem]:
    """Return everything wrong with the content, by file."""
    known = triggers()
    return sorted(
        [
            *trigger_problems(list(sources("triggers")), known),
            *sentence_problems(list(sources("sentences")), known),
            *maker_problems(
                list(sources("predicates")), subjects(), list(sources("frames")), known
            ),
            *unit_problems(list(sources("units")), known),
        ]
    )
