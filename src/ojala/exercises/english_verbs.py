"""English verb forms: *call, calls, called, calling*, irregular verbs included."""

import re

# base: past, participle. The regular forms follow from spelling.
_IRREGULAR = {
    line.split()[0]: (line.split()[1], line.split()[2])
    for line in """
    arise arose arisen
    |be was been|beat beat beaten|become became become|begin began begun|bend bent bent|bet bet bet
    |bite bit bitten|bleed bled bled|blow blew blown|break broke broken|breed bred bred
    |bring brought brought|build built built|burst burst burst|buy bought bought
    |catch caught caught|choose chose chosen|come came come|cost cost cost|cut cut cut
    |deal dealt dealt|dig dug dug|do did done|draw drew drawn|drink drank drunk|drive drove driven
    |eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought
    |find found found|flee fled fled|fly flew flown|forbid forbade forbidden
    |foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven
    |freeze froze frozen|get got got|give gave given|go went gone|grow grew grown|hang hung hung
    |have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt
    |keep kept kept|know knew known|lay laid laid|lead led led|leave left left|lend lent lent
    |let let let|light lit lit|lose lost lost|make made made|mean meant meant
    |meet met met|mislead misled misled|misunderstand misunderstood misunderstood
    |mow mowed mown|outgrow outgrew outgrown|overcome overcame overcome|overdo overdid overdone
    |overhear overheard overheard|oversleep overslept overslept|overtake overtook overtaken
    |pay paid paid|prove proved proven|put put put|quit quit quit|read read read
    |rebuild rebuilt rebuilt|redo redid redone|resell resold resold|rethink rethought rethought
    |rewrite rewrote rewritten|ride rode ridden|ring rang rung|rise rose risen|run ran run
    |say said said|see saw seen|seek sought sought|sell sold sold|send sent sent|set set set
    |sew sewed sewn|shake shook shaken|shine shone shone|shoot shot shot|show showed shown
    |shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk|sit sat sat
    |sleep slept slept|slide slid slid|sow sowed sown|speak spoke spoken|spend spent spent
    |speed sped sped
    |spin spun spun|spit spat spat|split split split|spread spread spread
    |spring sprang sprung|stand stood stood
    |steal stole stolen|stick stuck stuck|sting stung stung|strike struck struck
    |strive strove striven|swear swore sworn|sweep swept swept|swell swelled swollen
    |swim swam swum|swing swung swung|take took taken|teach taught taught|tear tore torn
    |tell told told|think thought thought|throw threw thrown|understand understood understood
    |undo undid undone|undergo underwent undergone|undertake undertook undertaken|upset upset upset
    |wake woke woken|wear wore worn|weave wove woven|weep wept wept|win won won|wind wound wound
    |withdraw withdrew withdrawn|withstand withstood withstood|write wrote written
    """.replace("\n", " ").split("|")
}
_POSTURE = {("lie", "down"): ("lay", "lain")}
"""Verbs of another origin, told by the word behind them: *lay down*, but *lied to me*."""
_DOUBLED = frozenset(
    re.findall(
        r"\w+",
        """
        admit allot begin cancel commit compel control counsel enrol equip excel expel forget fuel
        fulfil label model occur omit permit prefer quarrel quit rebel refer regret repel signal
        submit transfer travel unplug unwrap upset
        """,
    )
)
_CVC = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]$")


def past(verb: str, behind: str = "") -> str:
    """Return the simple past of an English verb, which the word behind it may tell."""
    return _irregular(verb, behind)[0] or _suffixed(verb, "ed")


def participle(verb: str, behind: str = "") -> str:
    """Return the past participle of an English verb, which the word behind it may tell."""
    return _irregular(verb, behind)[1] or _suffixed(verb, "ed")


def _irregular(verb: str, behind: str) -> tuple[str, str]:
    return _POSTURE.get((verb, behind)) or _IRREGULAR.get(verb, ("", ""))


def gerund(verb: str) -> str:
    """Return the -ing form of an English verb."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    return (_double(verb) if verb != "be" else verb) + "ing"


def third(verb: str) -> str:
    """Return the form after *she* in the present."""
    if verb in _THIRD:
        return _THIRD[verb]
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return verb + "s"


_THIRD = {"be": "is", "have": "has"}


def _double(verb: str) -> str:
    return verb + verb[-1] if verb in _DOUBLED or _CVC.match(verb) else verb


def _suffixed(verb: str, ending: str) -> str:
    if verb.endswith("e"):
        return verb + ending[1:]
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "i" + ending
    return _double(verb) + ending
