// Conjugate the lemmas on standard input with conjugate-esp; print measures and forms as JSON.
const started = process.cpuUsage();
const { createRequire } = require("module");
const load = createRequire(process.argv[2] + "/");
const { Conjugator } = load("@jirimracek/conjugate-esp");
const since = (mark) => { const u = process.cpuUsage(mark); return (u.user + u.system) / 1e6; };
const conjugator = new Conjugator();
const imported = since(started);
const lemmas = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
const persons = ["1s", "2s", "3s", "1p", "2p", "3p"];
const tenses = {
  ind_pres: ["Indicativo", "Presente"], ind_imp: ["Indicativo", "PreteritoImperfecto"],
  ind_pret: ["Indicativo", "PreteritoIndefinido"], ind_fut: ["Indicativo", "FuturoImperfecto"],
  cond: ["Indicativo", "CondicionalSimple"], sub_pres: ["Subjuntivo", "Presente"],
  sub_imp_ra: ["Subjuntivo", "PreteritoImperfectoRa"],
  sub_imp_se: ["Subjuntivo", "PreteritoImperfectoSe"], sub_fut: ["Subjuntivo", "FuturoImperfecto"],
};
const clean = (text) => (text && text !== "-" ? text.replace(/^.* /, "") : "");
const mark = process.cpuUsage();
const results = lemmas.map((lemma) => [lemma, conjugator.conjugateSync(lemma, "castellano")]);
const seconds = since(mark);
const forms = {};
for (const [lemma, answer] of results) {
  const table = (forms[lemma] = {});
  if (!Array.isArray(answer) || !answer.length) continue;
  const first = answer[0].conjugation;
  const put = (cell, text) => { if (clean(text)) table[cell] = [clean(text)]; };
  for (const [tense, [mood, name]] of Object.entries(tenses))
    first[mood][name].forEach((text, n) => put(`${tense}.${persons[n]}`, text));
  first.Imperativo.Afirmativo.forEach((text, n) => put(`imp_aff.${persons[n]}`, text));
  put("ger.-", first.Impersonal.Gerundio);
  put("part.-", first.Impersonal.Participio);
}
const megabytes = process.memoryUsage().rss / 1048576;
console.log(JSON.stringify({ import_seconds: imported, seconds, megabytes, forms }));
