//! What `check` says about the words of a pack, and about what nothing in it uses.
//!
//! Each table puts sentences into one place of a small pack: some must be reported
//! by a rule, and some must not. The built-in pack has nothing to report.
use jiff::civil::{Date, date};
use needlefit::{
    check::{
        check,
        problem::{Problem, Severity},
    },
    pack::Pack,
};

const SMALL: &str = include_str!("fixtures/small.json");
const TODAY: Date = date(2026, 11, 21);
/// Stands in a replacement where the problem is expected; taken out again.
const HERE: char = '▸';

/// Where a sentence is put: what stands there, and the id that is named.
type Slot<'s> = (&'s str, &'s str);

const ASK: Slot<'_> = ("Do you have a rash now?", "rash");
const FOLLOW_UP: Slot<'_> = ("When was the last one?", "pills_last");
const TICK: Slot<'_> = ("Raised scars", "keloid");
const OPTION: Slot<'_> = ("Better skin", "hopes");
const ADVICE: Slot<'_> = ("Call your doctor today.", "pills_and_pregnant");
/// Where a medicine was asked about.
const PILLS: Slot<'_> = ("Wait {healed}.", "pills_last");
const CARE: Slot<'_> = ("Wash your face.", "wash");

/// The small pack with one text in place of another, and the byte of [`HERE`].
fn edited(old: &str, new: &str) -> (String, Option<usize>) {
    assert_eq!(SMALL.matches(old).count(), 1, "stands not once: {old}");
    let text = SMALL.replace(old, new);
    let place = text.find(HERE);
    (text.replace(HERE, ""), place)
}

fn problems(text: &str) -> Vec<Problem> {
    check(text.as_bytes(), TODAY, None).problems
}

/// Whether the rule reports something else about this id than it does of the small pack.
fn reports(rule: &str, slot: Slot<'_>, says: &str) -> bool {
    reports_in("en", rule, slot, says)
}

/// The same of the pack in another language.
fn reports_in(tag: &str, rule: &str, (old, id): Slot<'_>, says: &str) -> bool {
    let quoted = serde_json::to_string(says).unwrap();
    let (text, _) = edited(&format!("\"{old}\""), &quoted);
    let language = "\"language\": \"en\"";
    assert!(text.contains(language));
    let text = text.replace(language, &format!("\"language\": \"{tag}\""));
    let place = text.find(&quoted).unwrap();
    let problems = problems(&text);
    assert!(
        problems.iter().all(|it| it.rule != "unreadable"),
        "{says}: {problems:?}"
    );
    problems.iter().any(|it| {
        it.rule == rule
            && it.fault.about.as_deref() == Some(id)
            && it.fault.place == (place..place + quoted.len())
    })
}

/// Tries sentences that the rule must report, and some that it must not.
fn table(rule: &str, slot: Slot<'_>, reported: &[&str], fine: &[&str]) {
    table_in("en", rule, slot, reported, fine);
}

fn table_in(tag: &str, rule: &str, slot: Slot<'_>, reported: &[&str], fine: &[&str]) {
    let missed = reported
        .iter()
        .filter(|it| !reports_in(tag, rule, slot, it));
    let wrong = fine.iter().filter(|it| reports_in(tag, rule, slot, it));
    let all: Vec<String> = missed
        .map(|it| format!("not reported: {it}"))
        .chain(wrong.map(|it| format!("reported: {it}")))
        .collect();
    assert!(all.is_empty(), "{rule}:\n{}", all.join("\n"));
}

#[test]
fn the_built_in_pack_has_no_words_to_mend() {
    let text = str::from_utf8(Pack::built_in_bytes()).unwrap();
    let found = problems(text);
    let found: Vec<String> = found
        .iter()
        .map(|it| format!("{}: {:?}", it.rule, it.fault))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn nothing_is_called_safe() {
    let rule = "banned-word";
    let reported = [
        "This is safe.",
        "It is SAFE for most.",
        "You can safely go on.",
        "A skin-safe pen.",
        "You are cleared for it.",
        "Approved by many.",
        "We guarantee it.",
        "Success is guaranteed.",
        "You are eligible.",
        "This is suitable for you.",
        "Suitable for you.",
    ];
    let fine = [
        "This is unsafe.",
        "This is not suitable for you.",
        "It is suitable for few.",
        "It is clear now.",
        "Safety comes first.",
    ];
    for slot in [ADVICE, OPTION, ASK, CARE] {
        table(rule, slot, &reported, &fine);
    }
    let title = ("A leaflet", "leaflet");
    table(rule, title, &[], &["A safe leaflet"]);
    let (text, _) = edited("Others say 3.", "It is safe.");
    assert!(problems(&text).iter().any(|it| it.rule == rule));
}

#[test]
fn nobody_is_told_to_stop_a_medicine() {
    let reported = [
        "Stop the pills.",
        "Please stop your medicine a week before.",
        "You should stop aspirin.",
        "You must pause the cream for {healed}.",
        "You can halve the dose on that day.",
        "You may skip a tablet.",
        "Call us and stop the pills.",
        "Do not wait, stop the pills.",
        "Do not worry and stop the pills.",
        "For {healed}, reduce your medicine.",
        "It is best to change the drug.",
        "People who take isotretinoin should stop the pills.",
        "Stopping the pills helps.",
        "The pills must be stopped first.",
        "Wait until you have stopped the tablets.",
        "Wait until you stop the tablets.",
        "Cut down on painkillers.",
        "Come off warfarin first.",
        "Double the dose.",
        "Increase the dose slowly.",
        "Switch to another blood thinner.",
        "Start an antiviral medicine.",
        "Start treatment the day before.",
        "Take aspirin for the pain.",
        "Then use a steroid cream.",
        "You should take an antibiotic.",
        "Do not take ibuprofen.",
        "Never use retinoid creams.",
        "You must not take the pills.",
        "Do not start isotretinoin.",
        "Use no retinoid cream.",
        "Put on no cream.",
        "Do not use a roller, a pen or retinoid creams.",
        "If it is red, stop the pills.",
        "Tell your doctor and stop the pills.",
        "No aspirin for a week.",
        "Avoid blood thinners.",
        "Do you use steroid creams? Pause for a week.",
        "You use a cream on prescription. Stop using the cream.",
        "Stop the ointment that was prescribed.",
    ];
    let fine = [
        "Do not stop the pills.",
        "Do NOT stop this medicine on your own.",
        "Never stop a blood thinner on your own.",
        "Do not stop, skip or change a medicine because of it.",
        "You should not stop the pills.",
        "There is no need to stop the pills.",
        "Nobody should stop a medicine on their own.",
        "Do not double the dose.",
        "Do you use retinoid creams? Ask whether and when to pause.",
        "Ask if you should stop the pills.",
        "Ask your doctor before you stop the pills.",
        "Ask about stopping the pills.",
        "If you stop the pills, tell the clinic.",
        "Your doctor may change the dose.",
        "Some doctors change the dose.",
        "Never go without your medicine.",
        "Only the prescriber decides whether to stop the pills.",
        "You stopped isotretinoin.",
        "You have stopped the pills.",
        "Did you stop the pills?",
        "Your last pill was long ago.",
        "You take isotretinoin now.",
        "Did a doctor order tablets? Take them as ordered.",
        "Take the tablets as prescribed.",
        "If you take a blood thinner, press for longer.",
        "Ask a doctor if you need tablets.",
        "Ask when you may use retinoid creams again.",
        "Use sun cream.",
        "Use only numbing cream from the clinic.",
        "Do not use hair-removal cream.",
        "Stop if it hurts.",
        "The skin can change colour.",
        "Some medicines change how skin reacts.",
        "Tell the clinic about a change of medicine.",
    ];
    table("medicine-advice", ADVICE, &reported, &fine);
    table("medicine-advice", CARE, &reported, &fine);
}

#[test]
fn what_was_asked_about_is_called_it() {
    let reported = [
        "Stop them now.",
        "Pause for a week.",
        "You can change it.",
        "They must be stopped.",
    ];
    let fine = [
        "Do not stop them on your own.",
        "Ask whether to pause.",
        "It will stop by itself.",
        "Wait {healed}.",
    ];
    table("medicine-advice", PILLS, &reported, &fine[..2]);
    table(
        "medicine-advice",
        ADVICE,
        &[],
        &["Stop it.", "You can change it."],
    );
    table("medicine-advice", CARE, &[], &fine);
}

#[test]
fn sentences_end_after_twenty_words() {
    let twenty = "a b c d e f g h i j k l m n o p q r s";
    let long = [
        format!("{twenty} t u."),
        format!("Short. {twenty} (t u)."),
        format!("{twenty} well-known end."),
        // "6 months" are two words, and so is what `{answer}` stands for at least
        format!("{twenty} {{healed}}."),
    ];
    let fine = [
        format!("{twenty} t."),
        format!("{twenty}. A {twenty}."),
        format!("{twenty} well-known."),
        format!("{twenty}. 30 people took part."),
    ];
    let long: Vec<&str> = long.iter().map(String::as_str).collect();
    let fine: Vec<&str> = fine.iter().map(String::as_str).collect();
    for slot in [ASK, TICK, OPTION, ADVICE, CARE] {
        table("long-sentence", slot, &long, &fine);
    }
}

#[test]
fn an_answer_counts_as_long_as_it_may_be() {
    let sixteen = "a b c d e f g h i j k l m n o p";
    let slot = ("The last pill was {answer}.", "pills_last");
    let long = format!("{sixteen} q {{answer}}.");
    let fine = format!("{sixteen} {{answer}}.");
    table("long-sentence", slot, &[&long], &[&fine]);
}

#[test]
fn a_question_denies_once() {
    let reported = [
        "Do you not have no rash?",
        "Do you never go without cream?",
        "Don't you have nothing on your skin?",
        "Is there nobody who does not know?",
        "Have you no pain except when you do not rest?",
    ];
    let fine = [
        "Do you have a rash that does not heal?",
        "If you never had one, say that you are not sure.",
        "If you have no clinic yet, say no.",
        "Do you have neither pain nor fever?",
        "Do you feel unwell, unable or insecure?",
        "No rash? It does not count.",
    ];
    table("double-negative", ASK, &reported, &fine);
    table(
        "double-negative",
        TICK,
        &["I have no rash that does not heal"],
        &["I have no rash"],
    );
    table("double-negative", ADVICE, &[], &["Do not go without it."]);
}

#[test]
fn a_question_asks_one_thing() {
    let reported = [
        "Do you have a rash? Do you have a fever?",
        "Do you have a rash and do you have a fever?",
        "Is your sugar high, or do cuts heal slowly?",
        "Do you smoke, or have you had a rash?",
        "Did you have more than one, or did one come from acne?",
        "What is it called, and how is it treated?",
        "Are you ill, or is your skin sore?",
        "How old are you and where do you live?",
        "Do you smoke or are you pregnant?",
    ];
    let fine = [
        "Do you have a rash or a fever?",
        "Do you have, or did you ever have, a rash?",
        "Do you have or have you had a rash?",
        "Do you take pills, or did you in the last {healed}?",
        "Are you burnt, or were you in the last {healed}?",
        "Where is it, or where was it?",
        "Do you have a rash? A fever and a cold count too.",
        "Do you have a spot that bleeds or does not heal?",
        "Do you itch or have a rash?",
        "Was it cut or scratched?",
        "Have you had a clot, or been told so?",
    ];
    table("two-questions", ASK, &reported, &fine);
}

#[test]
fn medical_words_are_explained() {
    let rule = "unexplained-term";
    let reported = [
        "Do you have eczema?",
        "Do you have psoriasis or lupus (an illness)? Rosacea counts too.",
        "Do you take isotretinoin (Accutane)?",
        "Do you have (eczema)?",
        "Do you have KELOIDS?",
        "Do the needles use radiofrequency (RF)?",
    ];
    let fine = [
        "Do you have eczema (dry, itchy skin)?",
        "Do you have dry, itchy skin (eczema)?",
        "Do you have scleroderma or morphoea (hard skin)?",
        "Do you take strong acne pills (isotretinoin, such as Accutane)?",
        "Do the needles use heat (radiofrequency, RF)?",
        "Do you have a cold sore?",
    ];
    table(rule, ASK, &reported, &fine);
    table(
        rule,
        TICK,
        &["I have eczema"],
        &["I have eczema (dry, itchy skin)"],
    );
    table(rule, OPTION, &["Eczema"], &["Dry, itchy skin (eczema)"]);
    table(
        rule,
        ADVICE,
        &["It may be eczema."],
        &["It may be eczema (dry skin)."],
    );
}

#[test]
fn a_medical_word_is_explained_where_it_is_read() {
    let rule = "unexplained-term";
    let ask = "Did you take pills in the last {healed}?";
    let explains = "Did you take pills (isotretinoin)?";
    let follow_up = "When did you last take isotretinoin?";
    let (with, _) = edited(ask, explains);
    let with = with.replace(FOLLOW_UP.0, follow_up);
    let of = |text: &str, id: &str| {
        let problems = problems(text);
        problems
            .iter()
            .any(|it| it.rule == rule && it.fault.about.as_deref() == Some(id))
    };
    assert!(!of(&with, FOLLOW_UP.1), "the topic explains it");
    assert!(reports(rule, FOLLOW_UP, follow_up), "nothing explains it");
    // one question does not explain for another, but for what is said
    let elsewhere = with.replace(ASK.0, "Do you take isotretinoin?");
    assert!(of(&elsewhere, ASK.1));
    let said = with.replace(CARE.0, "Talk about isotretinoin.");
    assert!(!of(&said, CARE.1));
}

/// The small pack with a glossary.
fn with_glossary(text: &str, term: &str) -> String {
    let entry = format!(
        r#""glossary": [ {{ "id": "it", "term": "{term}", "says": "Strong pills.", "sources": [] }} ],
  "sections": ["#
    );
    assert_eq!(text.matches(r#""sections": ["#).count(), 1);
    text.replace(r#""sections": ["#, &entry)
}

#[test]
fn the_glossary_explains_what_is_said_but_not_what_is_asked() {
    let of = |text: &str, rule: &str, id: &str| {
        let problems = problems(text);
        assert!(
            problems.iter().all(|it| it.rule != "unreadable"),
            "{problems:?}"
        );
        problems
            .iter()
            .any(|it| it.rule == rule && it.fault.about.as_deref() == Some(id))
    };
    // said, and explained nowhere
    let (said, _) = edited(CARE.0, "Talk about isotretinoin.");
    assert!(of(&said, "unexplained-term", CARE.1));
    assert!(!of(
        &with_glossary(&said, "Isotretinoin"),
        "unexplained-term",
        CARE.1
    ));
    // said, and explained by another text, which the reader may not have seen
    let elsewhere = said.replace(ASK.0, "Do you take strong pills (isotretinoin)?");
    assert!(!of(&elsewhere, "unexplained-term", CARE.1));
    assert!(of(&elsewhere, "not-in-glossary", CARE.1));
    assert!(!of(
        &with_glossary(&elsewhere, "isotretinoin"),
        "not-in-glossary",
        CARE.1
    ));
    // asked: a key away is too far
    let (asked, _) = edited(ASK.0, "Do you take isotretinoin?");
    assert!(of(
        &with_glossary(&asked, "isotretinoin"),
        "unexplained-term",
        ASK.1
    ));
    // said with its own explanation, it needs no entry
    let (own, _) = edited(CARE.0, "Talk about the pills (isotretinoin).");
    assert!(!of(&own, "not-in-glossary", CARE.1));
    assert!(!of(&own, "unexplained-term", CARE.1));
}

#[test]
fn a_word_that_no_text_uses_is_named() {
    let unused = |term: &str| {
        let text = with_glossary(SMALL, term);
        let problems = problems(&text);
        problems.iter().any(|it| it.rule == "unused-word")
    };
    assert!(!unused("RASH"), "a question has it, in another case");
    assert!(unused("rashes"), "no text has it so");
    assert!(unused("strong"), "only the glossary itself has it");
}

#[test]
fn other_languages_have_their_own_words() {
    let says = "Das ist safe. Stop the pills. Eczema.";
    for (language, reported) in [("en", true), ("en-GB", true), ("de", false)] {
        let (text, _) = edited(ADVICE.0, says);
        let text = text.replace("\"en\"", &format!("\"{language}\""));
        for rule in ["banned-word", "medicine-advice", "unexplained-term"] {
            let found = problems(&text);
            let found = found
                .iter()
                .any(|it| it.rule == rule && it.fault.about.as_deref() == Some(ADVICE.1));
            assert_eq!(found, reported, "{language}: {rule}");
        }
        let long = text.replace(says, &"wort ".repeat(21));
        assert!(problems(&long).iter().any(|it| it.rule == "long-sentence"));
    }
}

#[test]
fn what_nothing_uses_is_named() {
    let wait = r#"{ "id": "soon", "length""#;
    let rows = [
        (
            wait,
            r#"{ "id": ▸"spare", "length": { "days": 3 }, "from": "default", "sources": [] }, { "id": "soon", "length""#,
            ("unused-wait", "spare"),
        ),
        (
            r#"{ "id": "birth", "says": "the birth" }"#,
            r#"{ "id": "birth", "says": "the birth" }, { "id": ▸"end", "says": "the end" }"#,
            ("unused-event", "end"),
        ),
        (
            r#"{ "id": "leaflet", "title""#,
            r#"{ "id": ▸"idle", "title": "A paper", "short": "a paper", "read": "full", "strength": "B" }, { "id": "leaflet", "title""#,
            ("unused-source", "idle"),
        ),
        (
            r#"{ "id": "conditions", "ask""#,
            r#"{ "id": ▸"empty", "ask": "Any?", "why": "To know." }, { "id": "conditions", "ask""#,
            ("unused-list", "empty"),
        ),
        (
            r#""ask": "Do you have a rash now?""#,
            r#""ask": ▸"do your  scars grow?""#,
            ("same-question", "rash"),
        ),
    ];
    for (old, new, (rule, id)) in rows {
        let (text, place) = edited(old, new);
        let found = problems(&text);
        let found: Vec<_> = found.iter().filter(|it| it.rule == rule).collect();
        let [problem] = found.as_slice() else {
            panic!("{rule}: {found:?}");
        };
        assert_eq!(problem.severity, Severity::Warning, "{rule}");
        assert_eq!(problem.fault.about.as_deref(), Some(id), "{rule}");
        assert_eq!(Some(problem.fault.place.start), place, "{rule}");
    }
    let unused: Vec<_> = problems(SMALL)
        .into_iter()
        .filter(|it| it.rule.starts_with("unused") || it.rule.starts_with("same"))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn a_wait_is_used_by_its_name_in_words() {
    let wait = r#"{ "id": "soon", "length""#;
    let (text, _) = edited(
        wait,
        r#"{ "id": "spare", "length": { "days": 3 }, "from": "default", "sources": [] }, { "id": "soon", "length""#,
    );
    for slot in [
        ASK,
        TICK,
        OPTION,
        ADVICE,
        CARE,
        ("Most people need four.", ""),
    ] {
        let text = text.replace(slot.0, "After {spare}.");
        let unused = problems(&text).iter().any(|it| it.rule == "unused-wait");
        assert!(!unused, "{}", slot.0);
    }
}

#[test]
fn two_answers_of_one_question_differ() {
    let (text, place) = edited("\"Better skin\"", "\"Perfect  skin.\"");
    assert_eq!(place, None);
    let found = problems(&text);
    let [problem] = found
        .iter()
        .filter(|it| it.rule == "same-options")
        .collect::<Vec<_>>()[..]
    else {
        panic!("{found:?}");
    };
    assert_eq!(problem.severity, Severity::Error);
    assert_eq!(problem.fault.about.as_deref(), Some("hopes"));
    assert!(text[problem.fault.place.clone()].contains("Perfect skin"));
}

#[test]
fn follow_ups_of_different_topics_may_ask_the_same() {
    let follow_up = "When was the last one?";
    let same = |text: &str| problems(text).iter().any(|it| it.rule == "same-question");
    let (text, _) = edited("When is it due?", follow_up);
    assert!(!same(&text));
    let (text, _) = edited("Are you pregnant?", "When is it due?");
    assert!(same(&text));
}

#[test]
fn nobody_is_told_to_put_a_serum_on() {
    let reported = [
        "Apply vitamin C in the evening.",
        "Apply a vitamin C serum.",
        "Put on a serum.",
        "Put a serum on after a day.",
        "Wash your face and put on a serum.",
        "Wash it, then use a serum or a cream.",
        "You can use a serum again.",
        "You may put vitamin C on your skin.",
        "Feel free to use a serum.",
        "It is good to use a serum.",
        "Do not worry, apply vitamin C.",
        "After {healed}, apply vitamin C.",
    ];
    let fine = [
        "Do not apply vitamin C.",
        "Do not put on a serum.",
        "Don't use a serum.",
        "Never use a serum or vitamin C.",
        "Do not wash, scrub or use a serum.",
        "Use no serum and no vitamin C.",
        "Put nothing on the skin, no serum either.",
        "Use a serum only if the clinic says so.",
        "Put on no serum unless the clinician agrees.",
        "You cannot use a serum yet.",
        "Ask before you use a serum.",
        "Ask whether to use a serum.",
        "Hard bumps have grown where people put on a serum.",
        "If you use a serum, tell the clinic.",
        "Some clinics apply vitamin C.",
        "That goes for vitamin C and for serums from home.",
        "Use sunscreen.",
    ];
    for slot in [ADVICE, CARE] {
        table("serum", slot, &reported, &fine);
    }
    let reported = [
        "Aplique vitamina C por la noche.",
        "Póngase un sérum.",
        "Lávese la cara y use un suero.",
        "Puede usar un sérum.",
        "Se recomienda aplicar vitamina C.",
        "Después, aplique vitamina C.",
    ];
    let fine = [
        "No aplique vitamina C.",
        "No se ponga ningún sérum.",
        "Nunca use un suero.",
        "No se lave, frote ni use un sérum.",
        "No use sérum ni vitamina C.",
        "Use un sérum solo si la clínica lo dice.",
        "Pregunte antes de usar un sérum.",
        "Si usa un sérum, dígalo en la clínica.",
        "Algunas clínicas usan vitamina C.",
    ];
    table_in("es", "serum", CARE, &reported, &fine);
}

#[test]
fn nobody_is_told_to_use_needles_at_home() {
    let reported = [
        "Use a home roller between sessions.",
        "Use a dermaroller once a week.",
        "You can use a roller at home.",
        "Buy a roller and use it gently.",
        "Keep up the results with a roller.",
        "Home rollers help between sessions.",
        "A home roller is useful.",
        "Try a needling pen at home.",
    ];
    let fine = [
        "Never use a home roller.",
        "Do not use a roller or pen at home.",
        "Do not buy, borrow or use a roller.",
        "No home rollers",
        "Home rollers are not a good idea.",
        "Ask before you use a roller.",
        "If you use a roller, tell the clinic.",
        "Home rollers can infect the skin.",
        "A roller does not help.",
    ];
    for slot in [ADVICE, CARE] {
        table("home-roller", slot, &reported, &fine);
    }
    let reported = [
        "Use un rodillo en casa entre las sesiones.",
        "Puede usar un rodillo.",
        "Los rodillos ayudan entre las sesiones.",
    ];
    let fine = [
        "No use un rodillo en casa.",
        "Nunca use rodillos.",
        "No compre, pida ni use un rodillo.",
        "Los rodillos no ayudan.",
        "Si usa un rodillo, dígalo.",
    ];
    table_in("es", "home-roller", CARE, &reported, &fine);
}

#[test]
fn nobody_is_told_a_dose() {
    let reported = [
        "Take 500 mg.",
        "Take 500mg of it before.",
        "500 milligrams are enough.",
        "Do not take more than 400 mg.",
        "Take two tablets before.",
        "You can take 2 pills.",
        "Swallow half a tablet, or take one capsule.",
        "Use three drops.",
    ];
    let fine = [
        "Do you take more than 20 mg a day?",
        "Take it as ordered.",
        "You took 2 tablets before.",
        "Do not take two tablets.",
        "Tell the clinic how many tablets you take.",
        "There were 3 studies.",
        "The tablet before must be prescribed.",
    ];
    for slot in [ADVICE, CARE] {
        table("dose", slot, &reported, &fine);
    }
    let reported = [
        "Tome 500 mg.",
        "Tome dos pastillas.",
        "No tome más de 400 miligramos.",
    ];
    let fine = [
        "¿Toma más de 20 mg al día?",
        "No tome dos pastillas.",
        "Diga cuántas pastillas toma.",
    ];
    table_in("es", "dose", CARE, &reported, &fine);
}

#[test]
fn nobody_is_told_that_they_can_book() {
    let reported = [
        "You can book now.",
        "You may book a session.",
        "Book your visit.",
        "Please book a session.",
        "Go ahead and book.",
        "Feel free to book.",
        "After {healed}, you can book.",
        "You can now book.",
    ];
    let fine = [
        "You cannot book yet.",
        "Do not book yet.",
        "Ask the clinic before you book.",
        "When you book, bring this list.",
        "If you can book, ask for the device.",
        "Book only if a clinician agrees.",
        "This is no book.",
    ];
    for slot in [ADVICE, CARE] {
        table("booking", slot, &reported, &fine);
    }
    let reported = [
        "Puede reservar.",
        "Reserve una sesión.",
        "Ya puede reservar.",
    ];
    let fine = [
        "No reserve todavía.",
        "Todavía no puede reservar.",
        "Pregunte antes de reservar.",
        "Cuando reserve, lleve esta lista.",
    ];
    table_in("es", "booking", CARE, &reported, &fine);
}

#[test]
fn numbers_of_time_have_a_name() {
    let reported = [
        "Press for 10 minutes.",
        "Wait 72 hours.",
        "Use it for 3 days.",
        "Make a 10-minute break.",
        "Wait 48h.",
    ];
    let fine = [
        "Wait {healed}.",
        "This is for people aged 22 and over.",
        "She was 9 years old.",
        "Studies range from 1 to 8.",
        "Use SPF 30 or more.",
        "Call 112 now.",
        "Wait some days.",
    ];
    for slot in [ADVICE, CARE] {
        table("loose-number", slot, &reported, &fine);
    }
    let reported = ["Apriete durante 10 minutos.", "Espere 72 horas."];
    let fine = [
        "Espere {healed}.",
        "Es para personas de 22 años o más.",
        "A partir de los 22 años.",
    ];
    table_in("es", "loose-number", CARE, &reported, &fine);
}

#[test]
fn a_label_does_not_say_the_opposite() {
    let rule = "swapped-label";
    let pack = |tag: &str, yes: &str, no: &str| {
        let option = r#"{ "id": "better", "says": "Better skin" }"#;
        let both = format!(
            r#"{{ "id": "yes", "says": "{yes}" }}, {{ "id": "no", "says": "{no}" }}, {option}"#
        );
        let (text, _) = edited(option, &both);
        text.replace("\"language\": \"en\"", &format!("\"language\": \"{tag}\""))
    };
    let swapped = |tag, yes, no| {
        let problems = problems(&pack(tag, yes, no));
        problems.iter().filter(|it| it.rule == rule).count()
    };
    assert_eq!(swapped("en", "No", "Yes"), 2);
    assert_eq!(swapped("en", "Not now", "Never"), 1);
    assert_eq!(
        swapped("en", "Yes, a doctor said so", "No, or it cannot apply"),
        0
    );
    assert_eq!(swapped("en", "It is so", "It is not"), 0);
    assert_eq!(swapped("es", "No", "Sí"), 2);
    assert_eq!(swapped("es", "Sí, ahora", "No, nunca"), 0);
}
