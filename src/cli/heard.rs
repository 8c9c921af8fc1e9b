//! Which commands do something with which flags that stand before them, or go with all of them.

/// The heading of the flags of what is asked, and when.
pub(super) const ASKED: &str = "Questions and days";

/// Whether a command does anything with a flag of the screening, or of what is asked and when.
pub(super) fn hears(command: &str, flag: &str) -> bool {
    match command {
        "open" => true,
        "demo" => matches!(flag, "plain" | "mouse" | "lang" | "pack" | "today"),
        "sheet" | "form" | "desk" => matches!(flag, "lang" | "pack" | "clinic" | "today"),
        "protocol" => matches!(flag, "lang" | "pack" | "today"),
        "evaluate" | "check" | "records" => matches!(flag, "pack" | "clinic" | "today"),
        "translate" => matches!(flag, "pack" | "today"),
        "compare" => flag == "today",
        "new" => flag == "clinic",
        _ => false,
    }
}
