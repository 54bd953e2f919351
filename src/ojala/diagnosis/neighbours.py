"""Verbs of the neighbouring languages beside the Spanish ones that they stand for.

A line holds the foreign infinitive, the Spanish verbs it is used for, and after the colon its forms
where no rule makes them. Verbs that are spelt alike in both languages are left out: what learners
make of those is a matter of Spanish.
"""

from collections.abc import Mapping

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
        dire decir: disions disiez disent
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
_INDICATIVE = {
    FindingKind.PORTUGUESE: """
        ser: é são sou
        estar: estão
        ter tener: tenho tem têm tens
        haver haber: há hão
        ir: vai vão
        vir venir: venho vem vêm vens
        fazer hacer: faço faz fazem fazes
        dizer decir: diz dizem dizes
        poder: pode podem
        querer: quer querem
        saber: sei sabemos
        dar: dão
        pôr poner: ponho põe põem
        ver: vejo vê veem
        trazer traer: traz trazem
        sair salir: saio sai saem
    """,
    FindingKind.ITALIAN: """
        essere ser estar: è sono siamo siete
        avere tener haber: ho hai abbiamo avete hanno
        andare ir: vado vai andiamo vanno
        venire venir: vengono veniamo
        fare hacer: faccio fai fanno facciamo
        dire decir: dicono diciamo
        potere poder: posso puoi può possiamo possono
        volere querer: voglio vuoi vuole vogliamo vogliono
        dovere deber: devo devi deve dobbiamo devono
        sapere saber: so sai sa sappiamo sanno
        stare estar: sto stai sta stiamo stanno
        uscire salir: esco esci esce escono
        capire entender comprender: capisco capisci capisce capiscono
    """,
    FindingKind.FRENCH: """
        être ser estar: suis est sommes êtes sont
        avoir tener haber: ai avons avez ont
        aller ir: vais va vont allons allez
        venir: viens vient venons venez viennent
        faire hacer: fais fait faisons font
        dire decir: dis dit disons disent
        pouvoir poder: peux peut pouvons pouvez peuvent
        vouloir querer: veux veut voulons voulez veulent
        devoir deber: dois doit devons doivent
        savoir saber: sais sait savons savent
        mettre poner: mets met mettons mettent
        prendre tomar: prends prend prenons prennent
        comprendre comprender entender: comprends comprend comprenons comprennent
        sortir salir: sors sort sortons sortent
        écrire escribir: écris écrit écrivent
    """,
}
_PRETERITE = {
    FindingKind.PORTUGUESE: """
        ser ir: foi foram
        ter tener: teve tiveram
        estar: esteve estiveram
        haver haber: houve houveram
        fazer hacer: fez fiz fizeram
        dizer decir: disse disseram
        poder: pôde pude puderam
        querer: quis quiseram
        saber: soube souberam
        vir venir: veio vim vieram
        dar: deu deram
        ver: viu viram
        pôr poner: pôs pus puseram
        trazer traer: trouxe trouxeram
    """,
}
_FUTURE_SUBJUNCTIVE = {
    FindingKind.PORTUGUESE: """
        ser ir: for fores formos forem
        ter tener: tiver tiveres tivermos tiverem
        estar: estiver estiveres estivermos estiverem
        haver haber: houver houverem
        fazer hacer: fizer fizeres fizermos fizerem
        dizer decir: disser disseres dissermos disserem
        poder: puder puderes pudermos puderem
        querer: quiser quiseres quisermos quiserem
        saber: souber souberes soubermos souberem
        vir venir: vier vieres viermos vierem
        dar: der deres dermos derem
        ver: vir vires virmos virem
        pôr poner: puser puseres pusermos puserem
        trazer traer: trouxer trouxeres trouxermos trouxerem
    """,
}
FORMS: tuple[tuple[Tense, Mapping[FindingKind, str]], ...] = (
    (Tense.IND_PRES, _INDICATIVE),
    (Tense.IND_PRET, _PRETERITE),
    (Tense.SUB_FUT, _FUTURE_SUBJUNCTIVE),
    (Tense.SUB_IMP_SE, _PAST),
    (Tense.SUB_PRES, _PRESENT),
)
"""The irregular forms by tense; of a form that serves two, the tense named last counts."""
REGULAR: Mapping[FindingKind, str] = {
    FindingKind.PORTUGUESE: """
        falar hablar, chegar llegar, ficar quedar, fechar cerrar, começar comenzar empezar,
        conhecer conocer, ajudar ayudar, escrever escribir, voltar volver, trabalhar trabajar,
        gostar gustar, achar encontrar creer, brincar jugar, jogar jugar, morar vivir,
        esquecer olvidar, lembrar recordar, perguntar preguntar, procurar buscar, deixar dejar,
        mudar cambiar, cozinhar cocinar, receber recibir, sonhar soñar, olhar mirar,
        acordar despertar, almoçar almorzar, ganhar ganar, ligar llamar, precisar necesitar
    """,
    FindingKind.ITALIAN: """
        parlare hablar, arrivare llegar, mangiare comer, aiutare ayudar, scrivere escribir,
        leggere leer, lavorare trabajar, studiare estudiar, trovare encontrar, guardare mirar,
        ascoltare escuchar, chiamare llamar, aspettare esperar, cominciare comenzar empezar,
        vedere ver, chiedere pedir, prendere tomar, viaggiare viajar, giocare jugar,
        imparare aprender, dimenticare olvidar, ricordare recordar, aprire abrir, chiudere cerrar,
        tornare volver, portare llevar traer, lasciare dejar
    """,
    FindingKind.FRENCH: """
        parler hablar, arriver llegar, manger comer, aider ayudar, trouver encontrar,
        travailler trabajar, étudier estudiar, acheter comprar, regarder mirar, écouter escuchar,
        commencer comenzar empezar, chercher buscar, donner dar, jouer jugar,
        aimer gustar amar querer, oublier olvidar, rester quedar, changer cambiar,
        apporter traer, porter llevar, laisser dejar, voyager viajar, chanter cantar,
        demander pedir preguntar, gagner ganar, habiter vivir, montrer mostrar, payer pagar,
        rentrer volver, fermer cerrar
    """,
}
"""Verbs that follow the rule: the foreign infinitive, then the Spanish verbs."""
_E = "e es e emos eis em"
_A = "a as a amos ais am"
ENDINGS: Mapping[str, Mapping[Tense, str]] = {
    "ar": {
        Tense.IND_PRES: "o as a amos ais am",
        Tense.IND_PRET: "ei aste ou amos astes aram",
        Tense.SUB_FUT: "ares armos ardes arem",
        Tense.SUB_IMP_SE: "asse asses ássemos ásseis assem",
        Tense.SUB_PRES: _E,
    },
    "er": {
        Tense.IND_PRES: f"o {_E}",
        Tense.IND_PRET: "i este eu emos estes eram",
        Tense.SUB_FUT: "eres ermos erdes erem",
        Tense.SUB_IMP_SE: "esse esses êssemos êsseis essem",
        Tense.SUB_PRES: _A,
    },
    "are": {
        Tense.IND_PRES: "o i a iamo ate ano",
        Tense.IND_PRET: "ai asti ò ammo aste arono",
        Tense.SUB_IMP_SE: "assi asse assimo aste assero",
        Tense.SUB_PRES: "i iamo iate ino",
    },
    "ere": {
        Tense.IND_PRES: "o i e iamo ete ono",
        Tense.SUB_IMP_SE: "essi esse essimo este essero",
        Tense.SUB_PRES: "a iamo iate ano",
    },
    "ire": {
        Tense.IND_PRES: "o i e iamo ite ono",
        Tense.SUB_IMP_SE: "issi isse issimo iste issero",
        Tense.SUB_PRES: "a iamo iate ano",
    },
    "er-fr": {
        Tense.IND_PRES: "e es e ons ez ent",
        Tense.SUB_PRES: "e es e ions iez ent",
    },
}
"""What the rule puts on a stem, by the end of the infinitive."""
