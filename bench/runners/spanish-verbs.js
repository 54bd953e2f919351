// Conjugate the lemmas on standard input with spanish-verbs; print measures and forms as JSON.
const started = process.cpuUsage();
const { createRequire } = require("module");
const load = createRequire(process.argv[2] + "/");
const verbs = load("spanish-verbs");
const since = (mark) => { const u = process.cpuUsage(mark); return (u.user + u.system) / 1e6; };
const imported = since(started);
const lemmas = require("fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
const persons = ["1s", "2s", "3s", "1p", "2p", "3p"];
const tenses = {
  ind_pres: "INDICATIVE_PRESENT", ind_imp: "INDICATIVE_IMPERFECT",
  ind_pret: "INDICATIVE_PRETERITE", ind_fut: "INDICATIVE_FUTURE", cond: "CONDITIONAL_PRESENT",
  sub_pres: "SUBJUNCTIVE_PRESENT", sub_imp_ra: "SUBJUNCTIVE_IMPERFECT_RA",
  sub_imp_se: "SUBJUNCTIVE_IMPERFECT_SE", sub_fut: "SUBJUNCTIVE_FUTURE",
};
const conjugate = (lemma) => {
  const table = {};
  for (const [tense, name] of Object.entries(tenses))
    persons.forEach((person, n) => {
      try {
        const text = verbs.getConjugation(lemma, name, n);
        if (text) table[`${tense}.${person}`] = [text];
      } catch { /* no answer */ }
    });
  return table;
};
const mark = process.cpuUsage();
const forms = Object.fromEntries(lemmas.map((lemma) => [lemma, conjugate(lemma)]));
const seconds = since(mark);
const megabytes = process.memoryUsage().rss / 1048576;
console.log(JSON.stringify({ import_seconds: imported, seconds, megabytes, forms }));
