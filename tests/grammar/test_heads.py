from collections import defaultdict

from ojala.grammar.heads import Head, heads, stem


def test_number_and_gender_do_not_matter_in_nouns() -> None:
    assert len({stem(word) for word in ("necesario", "necesaria", "necesarios", "necesarias")}) == 1
    assert stem("veces") == stem("vez")
    assert stem("sol") == "sol"


def test_a_head_is_a_governor_and_what_joins_it_to_its_clause() -> None:
    wanting = heads().governed["que"]["verb:querer"]
    assert any(head.trigger.id == "querer-que" and not head.negated for head in wanting)
    assert heads().literal["para que"].id == "para-que"
    assert heads().adverbs["quizás"].id == "quizas"


def test_no_two_triggers_claim_the_same_governor() -> None:
    for connector, by_key in heads().governed.items():
        for key, found in by_key.items():
            claims: defaultdict[object, set[str]] = defaultdict(set)
            for head in found:
                claims[_signature(head)].add(head.trigger.id)
            assert all(len(ids) == 1 for ids in claims.values()), (connector, key, claims)


def _signature(head: Head) -> object:
    earlier = tuple(element.keys for element in head.governor[:-1])
    return head.weight, earlier, head.negated, head.question
