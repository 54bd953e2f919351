"""Forms of neighbouring languages that learners bring along, by the Spanish verb they stand for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ojala.diagnosis.findings import FindingKind
from ojala.spanish.features import Tense

_PRESENT = {
    FindingKind.PORTUGUESE: """
        ser: seja sejas sejamos sejais sejam
        estar: esteja estejas estejamos estejam
        ter tener: tenha tenhas tenhamos tenhais tenham
        haver haber: haja hajas hajamos hajam
        ir: vá vás vão
        vir venir: venha venhas venhamos venham
        fazer hacer: faça faças façamos façam
        dizer decir: diga
        poder: possa possas possamos possam
        querer: queira queiras queiramos queiram
        saber: saiba saibas saibamos saibam
        dar: dê dês deem
        pôr poner: ponha ponhas ponhamos ponham
        ver: veja vejas vejamos vejam
        trazer traer: traga tragas tragamos tragam
        sair salir: saia saias saiamos saiam
        ouvir oír: ouça ouças ouçamos ouçam
        ler leer: leia leias leiamos leiam
        chegar llegar: chegue chegues cheguemos cheguem
        falar hablar: fale fales falemos falem
        ficar quedar: fique fiques fiquemos fiquem
        fechar cerrar: feche feches fechemos fechem
        começar comenzar empezar: comece comeces comecemos comecem
        conhecer conocer: conheça conheças conheçamos conheçam
        perder: perca percas percamos percam
        pedir: peça peças peçamos peçam
        ajudar ayudar: ajude ajudes ajudemos ajudem
        escrever escribir: escreva escrevas escrevamos escrevam
        voltar volver: volte voltes voltemos voltem
        trabalhar trabajar: trabalhe trabalhes trabalhemos trabalhem
    """,
    FindingKind.ITALIAN: """
        essere ser: sia siamo siate siano
        stare estar: stia stiate stiano
        avere tener haber: abbia abbiate abbiano
        andare ir: vada andiate vadano
        venire venir: vengano veniate
        fare hacer: faccia facciamo facciate facciano
        dire decir: dica diciate dicano
        potere poder: possa possiamo possiate possano
        volere querer: voglia vogliamo vogliate vogliano
        dovere deber: debba dobbiamo dobbiate debbano
        sapere saber: sappia sappiamo sappiate sappiano
        dare dar: dia diate diano
        mettere poner: metta mettiate mettano
        uscire salir: esca usciate escano
        parlare hablar: parli parliate parlino
        arrivare llegar: arrivi arriviate arrivino
        scrivere escribir: scriva scriviate scrivano
        capire entender: capisca capiate capiscano
        mangiare comer: mangi mangiate mangino
        leggere leer: legga leggiate leggano
        aiutare ayudar: aiuti aiutiate aiutino
    """,
    FindingKind.FRENCH: """
        être ser estar: sois soit soyons soyez soient
        avoir tener haber: aie aies ait ayons ayez aient
        aller ir: aille ailles allions alliez aillent
        venir: vienne viennes venions veniez viennent
        faire hacer: fasse fasses fassions fassiez fassent
        dire decir: dise dises disions disiez disent
        pouvoir poder: puisse puisses puissions puissiez puissent
        vouloir querer: veuille veuilles voulions vouliez veuillent
        devoir deber: doive doives doivent
        savoir saber: sache saches sachions sachiez sachent
        mettre poner: mette mettes mettions mettiez mettent
        prendre tomar: prenne prennes prenions prennent
        sortir salir: sorte sortes sortent
        parler hablar: parle parles parlions parliez parlent
        arriver llegar: arrive arrives arrivions arrivent
        écrire escribir: écrive écrives écrivions écrivent
        comprendre comprender entender: comprenne comprennes comprennent
        finir terminar acabar: finisse finisses finissions finissent
    """,
}
_PAST = {
    FindingKind.PORTUGUESE: """
        ser ir: fosse fosses fôssemos fossem
        estar: estivesse estivesses estivéssemos estivessem
        ter tener: tivesse tivesses tivéssemos tivessem
        haver haber: houvesse houvéssemos houvessem
        fazer hacer: fizesse fizesses fizéssemos fizessem
        dizer decir: dissesse dissesses disséssemos dissessem
        poder: pudesse pudesses pudéssemos pudessem
        querer: quisesse quisesses quiséssemos quisessem
        saber: soubesse soubesses soubéssemos soubessem
        vir venir: viesse viesses viéssemos viessem
        pôr poner: pusesse pusesses puséssemos pusessem
        trazer traer: trouxesse trouxéssemos trouxessem
        falar hablar: falasse falasses falássemos falassem
    """,
    FindingKind.ITALIAN: """
        essere ser: fossi fosse fossimo fossero
        stare estar: stessi stesse stessimo stessero
        avere tener haber: avessi avesse avessimo avessero
        andare ir: andassi andasse andassimo andassero
        fare hacer: facessi facesse facessimo facessero
        dire decir: dicessi dicesse dicessimo dicessero
        potere poder: potessi potesse potessimo potessero
        volere querer: volessi volesse volessimo volessero
        sapere saber: sapessi sapesse sapessimo sapessero
        venire venir: venissi venisse venissimo venissero
    """,
    FindingKind.FRENCH: """
        être ser estar: fût fussent
        avoir tener haber: eût eussent
        faire hacer: fît fissent
        pouvoir poder: pût pussent
    """,
}
_WORDS = """
am are is was were been being had has have having does did doing done do goes go going went gone
comes come came coming makes make made making says say said saying takes take took taken gets get
got getting knows know knew known thinks think thought wants want wanted likes liked needs need
needed helps help helped works work worked lives live lived eats eat ate eaten speaks speak spoke
spoken writes write wrote written reads read sleeps sleep slept leaves leave left arrives arrived
feels feel felt finds find found gives give gave given keeps keep kept brings bring brought buys buy
bought calls call called tells tell told talks talk talked tries try tried would could should might
must will can may shall the that there they them she he his her you your we our it its not and with
for yes know
"""
_ENGLISH = frozenset(_WORDS.split())


@dataclass(frozen=True, slots=True)
class Foreign:
    """A form of another language: which one, and the Spanish tense it answers to."""

    kind: FindingKind
    tense: Tense


def foreign(word: str, lemma: str) -> Foreign | None:
    """The neighbouring language in which this word is a form of the verb's counterpart."""
    return _table().get(word, {}).get(lemma)


def english(word: str) -> bool:
    """Whether it is one of the English words learners fall back on."""
    return word in _ENGLISH


@cache
def _table() -> Mapping[str, Mapping[str, Foreign]]:
    table: dict[str, dict[str, Foreign]] = {}
    for tense, tables in ((Tense.SUB_PRES, _PRESENT), (Tense.SUB_IMP_SE, _PAST)):
        for kind, lines in tables.items():
            for word, lemma in _pairs(lines):
                table.setdefault(word, {})[lemma] = Foreign(kind, tense)
    return table


def _pairs(lines: str) -> Iterator[tuple[str, str]]:
    for line in lines.strip().splitlines():
        lemmas, words = line.split(":")
        yield from ((word, lemma) for word in words.split() for lemma in lemmas.split())
