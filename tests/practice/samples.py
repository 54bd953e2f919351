"""One practice screen for every state it can be in."""

from ojala.practice.views import (
    Action,
    Bar,
    Feedback,
    Landing,
    Link,
    Meaning,
    NothingDue,
    Phase,
    Question,
    Screen,
    Skill,
    Summary,
)
from ojala.web.typesetting import Change, Letters, segments

LLAMO = (Letters("llam"), Letters("o", Change.EXTRA))
LLAME = (Letters("llam"), Letters("e", Change.EXTRA))
BAR = Bar(session="s1", done=4, remaining=6)
RULE = Link(href="/triggers/querer-que", text="*querer que*")
CALL = Question(
    exercise="e1",
    segments=segments("Mi madre quiere que yo la ____ los domingos.", "quiere que"),
    gloss="My mother wants me to call her on Sundays.",
    lemma="llamar",
    width=10,
    topic="Wishes",
    level="B1",
    reason="You last met *querer que* four days ago.",
)
CHOOSE = Question(
    exercise="e3",
    segments=segments("No creo que Ana ____ razón.", "No creo que"),
    gloss="I don't think Ana is right.",
    lemma="tener",
    width=10,
    subject="ella",
    context="Ana insiste en que llueve.",
    options=("tiene", "tenga"),
)
WRONG = Feedback(
    verdict="wrong",
    typed="llamo",
    sentences=("Right verb, right person.", "*querer que* asks for the subjunctive."),
    letters=LLAMO,
    rule=RULE,
)
DONE = Feedback(
    verdict="wrong",
    typed="llamo",
    sentences=("*querer que* asks for the subjunctive.",),
    letters=LLAMO,
    answer="llame",
    answer_letters=LLAME,
    stages=((Letters("llamar"),), (Letters("llam-"),), LLAME),
    returns="Comes back later in this session.",
    rule=RULE,
)
RIGHT = Feedback(
    verdict="correct",
    typed="llame",
    sentences=("It is her wish, not a fact.",),
    answer="llame",
    also=("llamase",),
    returns="Returns in 6 days.",
)
ALMOST = Feedback(
    verdict="almost",
    typed="llamé",
    sentences=("Only the accent.",),
    letters=(Letters("llam"), Letters("é", Change.EXTRA)),
    answer="llame",
    answer_letters=LLAME,
)
BOTH = Feedback(
    verdict="correct",
    typed="hable",
    sentences=("Both moods are right here.",),
    answer="hable",
    meanings=(Meaning("hable", "anyone who does", yours=True), Meaning("habla", "a certain one")),
)

SCREENS = {
    "empty": Screen(BAR, CALL),
    "hint": Screen(BAR, CALL, hints=("Whose wish is it?",)),
    "last hint": Screen(BAR, CALL, hints=("Whose wish is it?",), more_hints=False),
    "retry": Screen(BAR, CALL, Phase.RETRYING, feedback=WRONG),
    "options": Screen(BAR, CHOOSE),
    "right": Screen(BAR, CALL, Phase.DONE, feedback=RIGHT),
    "almost": Screen(BAR, CALL, Phase.DONE, feedback=ALMOST),
    "wrong": Screen(BAR, CALL, Phase.DONE, feedback=DONE),
    "revealed": Screen(BAR, CALL, Phase.DONE, feedback=DONE, revealed=True),
    "both moods": Screen(BAR, CALL, Phase.DONE, feedback=BOTH),
    "noted": Screen(BAR, CALL, Phase.DONE, feedback=DONE, noted="Noted."),
    "last": Screen(Bar("s1", done=10, remaining=0), CALL, Phase.DONE, feedback=RIGHT),
}

PAGES = {
    "practice/landing.html": (
        Landing(question=CALL),
        Landing(resume=Action("/practice", "Practise"), due=12),
        Landing(resume=Action("/practice", "Practise")),
    ),
    "practice/summary.html": (
        Summary(
            lines=("Nine of ten right.", "*cuando* slips.", "Three return tomorrow."),
            skills=(
                Skill("*querer que*", 3, 3, "in 6 days", "/triggers/querer-que"),
                Skill("imperfect in -ra", 2, 3, "tomorrow"),
            ),
            next=Action("/practice/sessions", "Practise *cuando*"),
        ),
    ),
    "practice/nothing_due.html": (
        NothingDue(
            returns="The next review is tomorrow.",
            next=Action("/practice/sessions", "Learn something new"),
            others=(Action("/triggers", "Read a rule", "get"),),
        ),
    ),
}
