//! How the commands are used: first in their help, and in their manual pages.

/// A command line, and what it does.
pub type Example = (&'static str, &'static str);

/// How many of the examples fit beside everything else in a small window.
pub const FEW: usize = 3;

const ALL: &[(&str, &[Example])] = &[
    (
        "needlefit",
        &[
            ("needlefit", "start the screening"),
            (
                "needlefit --plain",
                "the same line by line, for screen readers",
            ),
            (
                "needlefit --print > sheet.txt",
                "the same, and keep the sheet to take home",
            ),
            (
                "needlefit evaluate sets.jsonl",
                "many answer sets, one verdict a line",
            ),
            (
                "needlefit --save mine.json",
                "the screening, and keep the answers",
            ),
            (
                "needlefit new ours.json",
                "a small pack of your own, to change",
            ),
            ("needlefit check ours.json --cases", "what is wrong with it"),
            ("needlefit --pack ours.json", "ask it"),
        ],
    ),
    (
        "evaluate",
        &[
            (
                "needlefit evaluate sets.jsonl > verdicts.jsonl",
                "a line a person",
            ),
            (
                r#"needlefit evaluate sets.jsonl | grep '"warning_signs":\[{'"#,
                "see these first",
            ),
            ("needlefit evaluate --questions", "what to answer"),
        ],
    ),
    (
        "desk",
        &[
            ("needlefit desk --try", "look at it, with made-up people"),
            ("needlefit desk", "open the desk"),
        ],
    ),
    (
        "open",
        &[
            ("needlefit open mine.json", "go on, or look at the summary"),
            (
                "needlefit open mine.json --again",
                "before the next session",
            ),
        ],
    ),
    (
        "sheet",
        &[
            ("needlefit sheet mine.json | lp", "print it, to take home"),
            (
                "needlefit sheet mine.json --format html > my.html",
                "for a browser",
            ),
            (
                "needlefit sheet mine.json --format ics > days.ics",
                "for a calendar",
            ),
            (
                "needlefit sheet mine.json --for clinician",
                "with every answer",
            ),
        ],
    ),
    (
        "records",
        &[
            ("needlefit records new", "make them, with a passphrase"),
            (
                "needlefit records import saved/",
                "take in saved screenings",
            ),
            ("needlefit records list", "who was here today"),
            (
                "needlefit records show A7-204",
                "the clinician's sheet of one",
            ),
            (
                "needlefit records backup --to /media/usb",
                "a copy, looked at",
            ),
            ("needlefit records verify", "is all as it was written"),
            (
                "needlefit records retention",
                "what has been kept for long enough",
            ),
        ],
    ),
    (
        "demo",
        &[
            ("needlefit demo", "six people, to step through"),
            ("needlefit demo isotretinoin", "begin with this one"),
            (
                "needlefit demo several --plain | less",
                "the answers and the sheet",
            ),
        ],
    ),
    (
        "check",
        &[
            ("needlefit check ours.json", "what is wrong with it"),
            ("needlefit check ours.json --cases", "and try your cases"),
            (
                "needlefit check ours.json --against old.json",
                "and what changed",
            ),
            (
                "needlefit check ours.json --cohort",
                "and what people are told",
            ),
            (
                "needlefit check --deny-warnings --format json",
                "for a script",
            ),
        ],
    ),
    (
        "compare",
        &[
            (
                "needlefit compare old.json new.json",
                "over all answers there can be",
            ),
            (
                "needlefit compare old.json new.json past.jsonl",
                "over these past answers too",
            ),
        ],
    ),
    (
        "protocol",
        &[
            (
                "needlefit protocol --format html > p.html",
                "to print and sign",
            ),
            ("needlefit protocol ours.json", "as plain text"),
            (
                "needlefit protocol ours.json --hashes",
                "what goes into it, once signed",
            ),
        ],
    ),
    (
        "form",
        &[
            ("needlefit form > form.txt", "as plain text"),
            (
                "needlefit form --format html --out .",
                "as a page, to print from a browser",
            ),
        ],
    ),
    (
        "new",
        &[
            ("needlefit new ours.json", "write it"),
            (
                "needlefit check ours.json",
                "see what is wrong after a change",
            ),
            ("needlefit --pack ours.json", "ask it"),
        ],
    ),
    (
        "schema",
        &[(
            "needlefit schema > schema.json",
            "beside your packs, for your editor",
        )],
    ),
    (
        "translate",
        &[
            (
                "needlefit translate fr > questions/microneedling.fr.json",
                "begin one",
            ),
            (
                "needlefit translate es questions/microneedling.es.json",
                "what is open now",
            ),
            ("needlefit translate fr --program", "the program's words"),
        ],
    ),
    (
        "man",
        &[
            ("needlefit man | man -l -", "read it now"),
            (
                "needlefit man check > needlefit-check.1",
                "keep that of a command",
            ),
        ],
    ),
    (
        "completions",
        &[
            ("source <(needlefit completions bash)", "bash: in ~/.bashrc"),
            (
                "needlefit completions zsh > ~/.zfunc/_needlefit",
                "zsh: in a folder of fpath",
            ),
            (
                "needlefit completions fish | source",
                "fish: in config.fish",
            ),
            (
                "needlefit completions powershell >> $PROFILE",
                "PowerShell: once",
            ),
        ],
    ),
];

/// The examples of a command, by its name.
#[must_use]
pub fn of(command: &str) -> &'static [Example] {
    let found = ALL.iter().find(|(name, _)| *name == command);
    found.map_or(&[], |(_, examples)| examples)
}
