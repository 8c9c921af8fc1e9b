//! What a pack may have at most. Each limit is far above what a real pack needs; together they
//! bound the time and the memory that any file can cost.

/// The largest file taken, in bytes: ten times the built-in pack.
pub const LARGEST_FILE: u64 = 2 * 1024 * 1024;
/// Deeper than any pack needs, and far from the end of the stack.
pub const DEEPEST: usize = 32;
/// The longest text taken, in characters.
pub const LONGEST_TEXT: usize = 2_000;
/// The longest name taken, in characters.
pub const LONGEST_NAME: usize = 64;
/// More faults than an author wants to see at once are not collected.
pub const MOST_FAULTS: usize = 100;
/// The most questions that a pack may have.
pub const MOST_QUESTIONS: usize = 2_000;
/// The most words of a glossary, and their other forms: each is looked for in every text.
pub const MOST_FORMS: usize = 500;
/// The most options that a question may have.
pub const MOST_OPTIONS: usize = 50;
/// The largest number that a question may take: what another number would change is tried with each.
pub const LARGEST_NUMBER: u32 = 100_000;
/// The most outcomes that a question may have: each is held against each other.
pub const MOST_OUTCOMES: usize = 50;
/// The most parts that a condition may have: each is held against each other.
pub const MOST_PARTS: usize = 50;
/// The most sessions that a line of time shows.
pub const MOST_SESSIONS: u32 = 12;
/// The most days that stand side by side.
pub const MOST_DAYS: u32 = 31;
