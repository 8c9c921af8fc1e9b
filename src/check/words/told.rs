//! What nobody may be told, in every text for people and in each language that has a table here:
//! to put vitamin C or a serum on needled skin, to use a roller at home, a dose of a medicine, and
//! that a visit can be booked.
//!
//! It only knows words. What is told is an order ("use a roller"), or what people may, should or
//! had better do. Allowed are what is forbidden ("never use a home roller"), a question, a
//! condition ("before you book"), what others do, and what the clinician must say first.

use super::sentences::{Sentence, sentences};

/// The words by which one language tells people what to do.
struct Tongue {
    /// The short tag of the language.
    tag: &'static str,
    /// To put something on the skin.
    apply: &'static [&'static str],
    /// What must not go there.
    serums: &'static [&'static [&'static str]],
    /// To use a tool, or to get one.
    employ: &'static [&'static str],
    /// Rollers, and other needles for home.
    rollers: &'static [&'static [&'static str]],
    /// What praises them.
    praise: &'static [&'static str],
    /// To take a medicine.
    take: &'static [&'static str],
    /// Units of a dose, and forms of a medicine that are counted.
    units: &'static [&'static str],
    counted: &'static [&'static str],
    numbers: &'static [&'static str],
    /// Units of time.
    spans: &'static [&'static str],
    /// What stands beside a span that is an age.
    ages: &'static [&'static str],
    /// To agree on a visit.
    book: &'static [&'static str],
    /// What denies.
    denials: &'static [&'static str],
    /// What makes the rest a condition, a question, or somebody else's.
    turns: &'static [&'static str],
    /// What may stand before an order.
    leads: &'static [&'static str],
    /// What turns a verb into advice.
    modals: &'static [&'static str],
    /// What stands between one of [`Self::modals`] and the verb, or is said of what is told.
    free: &'static [&'static str],
    /// What leaves it to somebody who may say so.
    left_open: &'static [&'static str],
    /// Yes and no, as the first words of a label.
    yes: &'static [&'static str],
    no: &'static [&'static str],
}

const TONGUES: [Tongue; 2] = [
    Tongue {
        tag: "en",
        apply: &[
            "add", "apply", "dab", "massage", "pat", "press", "put", "rub", "smooth", "spread",
            "try", "use", "wear",
        ],
        serums: &[
            &["vitamin", "c"],
            &["vitamin-c"],
            &["ascorbic"],
            &["serum"],
            &["serums"],
        ],
        employ: &[
            "buy", "choose", "continue", "get", "keep", "order", "roll", "try", "use",
        ],
        rollers: &[
            &["roller"],
            &["rollers"],
            &["dermaroller"],
            &["dermarollers"],
            &["derma-roller"],
            &["derma-rollers"],
            &["home", "needling"],
            &["pen", "at", "home"],
            &["needles", "at", "home"],
        ],
        praise: &[
            "fine",
            "good",
            "help",
            "helpful",
            "helps",
            "ideal",
            "ok",
            "recommended",
            "useful",
        ],
        take: &["apply", "have", "swallow", "take", "try", "use"],
        units: &[
            "mg",
            "mcg",
            "µg",
            "μg",
            "iu",
            "milligram",
            "milligrams",
            "microgram",
            "micrograms",
        ],
        counted: &[
            "capsule", "capsules", "drops", "pill", "pills", "puffs", "tablet", "tablets",
        ],
        numbers: &[
            "one", "two", "three", "four", "five", "six", "half", "double",
        ],
        spans: &[
            "second", "seconds", "min", "mins", "minute", "minutes", "h", "hr", "hrs", "hour",
            "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
        ],
        ages: &["old", "of"],
        book: &["book", "reserve"],
        denials: &[
            "avoid", "cannot", "except", "neither", "never", "no", "nobody", "none", "nor", "not",
            "nothing", "stop", "without",
        ],
        turns: &[
            "after",
            "ask",
            "before",
            "clinic",
            "clinician",
            "clinics",
            "doctor",
            "how",
            "if",
            "people",
            "some",
            "that",
            "they",
            "unless",
            "until",
            "when",
            "whether",
            "which",
            "who",
        ],
        leads: &[
            "also", "always", "and", "gently", "just", "now", "or", "please", "simply", "then",
        ],
        modals: &[
            "can", "could", "may", "might", "must", "ought", "shall", "should",
        ],
        free: &[
            "ahead", "best", "better", "fine", "free", "good", "need", "ok", "ready", "remember",
            "to", "try",
        ],
        left_open: &["only", "unless", "agrees", "ask"],
        yes: &["yes"],
        no: &["no", "not", "never", "neither"],
    },
    Tongue {
        tag: "es",
        apply: &[
            "aplicar",
            "aplicarse",
            "aplique",
            "aplíquese",
            "eche",
            "extienda",
            "poner",
            "ponerse",
            "ponga",
            "póngase",
            "probar",
            "pruebe",
            "untar",
            "unte",
            "usar",
            "use",
            "utilice",
            "utilizar",
        ],
        serums: &[
            &["vitamina", "c"],
            &["ascórbico"],
            &["suero"],
            &["sueros"],
            &["sérum"],
            &["sérums"],
            &["serum"],
        ],
        employ: &[
            "comprar",
            "compre",
            "continúe",
            "pase",
            "probar",
            "pruebe",
            "siga",
            "usar",
            "use",
            "utilice",
            "utilizar",
        ],
        rollers: &[
            &["rodillo"],
            &["rodillos"],
            &["roller"],
            &["dermaroller"],
            &["agujas", "en", "casa"],
            &["lápiz", "en", "casa"],
        ],
        praise: &[
            "ayuda",
            "ayudan",
            "bueno",
            "buenos",
            "recomendable",
            "recomendables",
            "recomienda",
            "recomiendan",
            "útil",
            "útiles",
        ],
        take: &["aplique", "tomar", "tome", "trague", "use"],
        units: &[
            "mg",
            "mcg",
            "µg",
            "μg",
            "ui",
            "miligramo",
            "miligramos",
            "microgramo",
            "microgramos",
        ],
        counted: &[
            "comprimido",
            "comprimidos",
            "cápsula",
            "cápsulas",
            "gotas",
            "pastilla",
            "pastillas",
            "píldora",
            "píldoras",
            "tableta",
            "tabletas",
        ],
        numbers: &[
            "dos", "tres", "cuatro", "cinco", "seis", "media", "medio", "doble",
        ],
        spans: &[
            "segundo", "segundos", "min", "minuto", "minutos", "h", "hora", "horas", "día", "días",
            "semana", "semanas", "mes", "meses", "año", "años",
        ],
        ages: &["de", "los", "o"],
        book: &["reservar", "reserve", "agendar", "agende"],
        denials: &[
            "deje", "evite", "excepto", "jamás", "nada", "nadie", "ni", "ninguna", "ninguno",
            "ningún", "no", "nunca", "sin", "tampoco",
        ],
        turns: &[
            "algunas",
            "antes",
            "clínica",
            "clínicas",
            "cuando",
            "cuándo",
            "después",
            "hasta",
            "médico",
            "pregunte",
            "profesional",
            "que",
            "quien",
            "si",
        ],
        leads: &[
            "favor",
            "luego",
            "o",
            "siempre",
            "simplemente",
            "solo",
            "también",
            "u",
            "y",
        ],
        modals: &[
            "conviene",
            "debe",
            "debería",
            "podría",
            "puede",
            "recomendamos",
            "recomienda",
        ],
        free: &["bien", "bueno", "mejor", "libremente", "ya"],
        left_open: &["menos", "solo", "pregunte", "salvo"],
        yes: &["sí", "si"],
        no: &["no", "nunca", "ninguno", "ninguna"],
    },
];

/// A rule that a text breaks.
#[derive(Debug)]
pub struct Broken {
    /// The name of the rule.
    pub rule: &'static str,
    /// Why no text may say so, and where this one does.
    pub says: String,
}

/// What a text tells people in a language, that no text may; nothing where the language has no
/// table.
#[must_use]
pub fn broken(tag: &str, text: &str) -> Vec<Broken> {
    let Some(tongue) = tongue(tag) else {
        return Vec::new();
    };
    let mut broken: Vec<Broken> = Vec::new();
    for sentence in sentences(text).iter().filter(|it| !it.is_question()) {
        for found in tongue.broken(sentence) {
            if broken.iter().all(|known| known.rule != found.rule) {
                broken.push(found);
            }
        }
    }
    broken
}

/// The first number of minutes, days or the like that is written out in a text, and not as the
/// name of a wait. An age is none.
#[must_use]
pub fn loose_number(tag: &str, written: &str) -> Option<String> {
    let tongue = tongue(tag)?;
    sentences(written).iter().find_map(|sentence| {
        (0..sentence.words.len()).find_map(|at| {
            let word = sentence.says(at);
            let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
            let number = word.strip_suffix(rest).filter(|it| !it.is_empty())?;
            let (unit, next) = match rest.trim_start_matches('-') {
                "" => (sentence.says(at + 1), at + 2),
                unit => (unit, at + 1),
            };
            let beside = [sentence.before(at, 1), sentence.says(next)];
            let age = beside.iter().any(|word| tongue.ages.contains(word));
            let known = tongue.spans.contains(&unit) && !age;
            known.then(|| format!("{number} {unit}"))
        })
    })
}

/// Whether a label says the opposite of the option that it stands for: "Yes" for `no`.
#[must_use]
pub fn is_swapped(tag: &str, option: &str, label: &str) -> bool {
    let sentences = sentences(label);
    let (Some(tongue), Some(sentence)) = (tongue(tag), sentences.first()) else {
        return false;
    };
    let opposite = match option {
        "yes" => tongue.no,
        "no" => tongue.yes,
        _ => return false,
    };
    opposite.contains(&sentence.says(0))
}

fn tongue(tag: &str) -> Option<&'static Tongue> {
    let tag = tag.to_ascii_lowercase();
    let language = tag.split('-').next().unwrap_or_default();
    TONGUES.iter().find(|tongue| tongue.tag == language)
}

impl Tongue {
    /// The rules that a sentence breaks.
    fn broken(&self, sentence: &Sentence<'_>) -> impl Iterator<Item = Broken> {
        let says = |why: &str| format!("{why}: \"{}\".", sentence.start());
        let serum = self
            .tells(sentence, self.apply, self.serums)
            .then(|| Broken {
                rule: "serum",
                says: says(
                    "No text may say to put vitamin C or a serum on the skin. Hard bumps have \
                     grown where it was done",
                ),
            });
        let at_home = self.tells(sentence, self.employ, self.rollers) || self.praises(sentence);
        let roller = at_home.then(|| Broken {
            rule: "home-roller",
            says: says("No text may recommend needles for home: they infect and scar"),
        });
        let dose = self.doses(sentence).then(|| Broken {
            rule: "dose",
            says: says("No text may name a dose of a medicine. Only the prescriber may"),
        });
        let booking = self.books(sentence).then(|| Broken {
            rule: "booking",
            says: says("No text may say that a visit can be booked: a clinician must agree first"),
        });
        [serum, roller, dose, booking].into_iter().flatten()
    }

    /// Whether a sentence tells to do something with one of these things.
    fn tells(&self, sentence: &Sentence<'_>, verbs: &[&str], things: &[&[&str]]) -> bool {
        let verbs = (0..sentence.words.len()).filter(|at| verbs.contains(&sentence.says(*at)));
        let mut told = verbs.filter(|at| self.is_told(sentence, *at));
        told.any(|at| {
            let thing = (at + 1..sentence.words.len()).find(|at| stands(sentence, *at, things));
            thing.is_some_and(|thing| !self.any(sentence, at + 1..thing, self.denials))
                && !self.is_left_open(sentence, at)
        })
    }

    /// Whether a verb tells people to do it, or that they may.
    fn is_told(&self, sentence: &Sentence<'_>, verb: usize) -> bool {
        let start = (1..=verb).rev().find(|at| sentence.opens(*at));
        let start = start.unwrap_or_default();
        // "do not wash, scrub or use": what a list begins with holds for all of it
        let in_list = (verb..sentence.words.len())
            .chain(start..verb)
            .any(|at| ["or", "nor", "o", "u", "ni"].contains(&sentence.says(at)));
        let scope = if in_list { 0..verb } else { start..verb };
        if self.any(sentence, scope, self.denials) || self.any(sentence, start..verb, self.turns) {
            return false;
        }
        if start == verb {
            return true;
        }
        let last = sentence.before(verb, 1);
        self.leads.contains(&last)
            || self.modals.contains(&last)
            || self.free.contains(&last)
                && self.any(sentence, start..verb, &[self.modals, self.free].concat())
    }

    /// "Only if the clinic says so", "unless a clinician agrees".
    fn is_left_open(&self, sentence: &Sentence<'_>, from: usize) -> bool {
        self.any(sentence, from..sentence.words.len(), self.left_open)
    }

    /// "Home rollers help."
    fn praises(&self, sentence: &Sentence<'_>) -> bool {
        let all = 0..sentence.words.len();
        let thing = all.clone().find(|at| stands(sentence, *at, self.rollers));
        thing.is_some_and(|thing| {
            self.any(sentence, thing..sentence.words.len(), self.praise)
                && !self.any(sentence, all, self.denials)
        })
    }

    /// "500 mg", "take two tablets".
    fn doses(&self, sentence: &Sentence<'_>) -> bool {
        let takes = (0..sentence.words.len())
            .any(|at| self.take.contains(&sentence.says(at)) && self.is_told(sentence, at));
        (0..sentence.words.len()).any(|at| {
            let word = sentence.says(at);
            let digits = word.trim_start_matches(|c: char| c.is_ascii_digit() || ".,".contains(c));
            let number = digits.len() < word.len();
            let unit = if number && !digits.is_empty() {
                digits.trim_start_matches('-')
            } else {
                sentence.says(at + 1)
            };
            number && self.units.contains(&unit)
                || takes && (number || self.numbers.contains(&word)) && self.counted.contains(&unit)
        })
    }

    /// "You can book", "book your visit now".
    fn books(&self, sentence: &Sentence<'_>) -> bool {
        let mut verbs =
            (0..sentence.words.len()).filter(|at| self.book.contains(&sentence.says(*at)));
        verbs.any(|at| self.is_told(sentence, at) && !self.is_left_open(sentence, at))
    }

    fn any(&self, sentence: &Sentence<'_>, range: std::ops::Range<usize>, words: &[&str]) -> bool {
        range.into_iter().any(|at| {
            let word = sentence.says(at);
            words.contains(&word) || std::ptr::eq(words, self.denials) && word.ends_with("n't")
        })
    }
}

/// Whether one of these things stands at a place of a sentence.
fn stands(sentence: &Sentence<'_>, at: usize, things: &[&[&str]]) -> bool {
    things.iter().any(|thing| {
        let mut words = thing.iter().enumerate();
        words.all(|(steps, word)| sentence.says(at + steps) == *word)
    })
}
