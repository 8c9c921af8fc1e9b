//! Lines in, lines out: no cursor, no colour, each line a whole thought.

use std::{
    io::{self, BufRead, Read, Write},
    mem,
};

use crate::{
    clean,
    text::{self, Language},
};

/// The longest line that is listened to, in bytes.
const LONGEST_LINE: u64 = 4_000;

/// The most that is said in one go, in lines and in bytes (about 40 seconds of speech), where a
/// person listens.
const PORTION: (usize, usize) = (8, 600);

/// What is left after a portion is said with it when it is no more than this.
const REST: (usize, usize) = (4, 250);

/// Says it again. No `a`: a voice says that as the article.
const AGAIN: &str = "h";
/// Skips to the last line.
const SKIP: &str = "x";

/// A talk with one person.
///
/// What is said is kept until the next line is to be heard. So the talk knows how much there is,
/// and where a person listens it says it in portions that can be stopped; nothing above it knows of
/// them. Enter never acts before all has been said, any other line is an answer. There are portions
/// only where the input is a terminal, so that a script types what it always typed.
#[derive(Debug)]
pub struct Talk<R, W> {
    input: R,
    output: W,
    /// What was said on the screen, and since somebody was last heard.
    said: String,
    /// How much of that is the screen, in bytes; nothing until somebody was heard.
    screen: usize,
    /// Whether what is said next is another reply.
    replies: bool,
    in_portions: bool,
    /// How many columns a line has, where it has an end.
    columns: Option<usize>,
    /// What is to be said next.
    next: Vec<String>,
    /// How much of it is said in one go whatever its length, in lines.
    together: usize,
    /// What was not said because somebody typed before it came.
    unheard: Vec<String>,
    skipped: Vec<String>,
    /// What is said when somebody asks to hear it again: a screen, and the latest reply.
    last: Vec<String>,
    /// How many lines of that are the screen.
    last_screen: usize,
    explained: Vec<String>,
}

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// One line, cleaned.
    Line(String),
    /// A line too long to be an answer; it was dropped.
    TooLong,
    /// A line in another encoding than UTF-8; it was dropped, since its letters would be guessed.
    Unreadable,
    /// The input has ended.
    End,
}

impl<R: BufRead, W: Write> Talk<R, W> {
    /// A talk over these two, which says all that there is to say in one go.
    pub const fn new(input: R, output: W) -> Self {
        Self {
            input,
            output,
            said: String::new(),
            screen: 0,
            replies: false,
            in_portions: false,
            columns: None,
            next: Vec::new(),
            together: 0,
            unheard: Vec::new(),
            skipped: Vec::new(),
            last: Vec::new(),
            last_screen: 0,
            explained: Vec::new(),
        }
    }

    /// The same in portions, for a person who listens.
    #[must_use]
    pub const fn in_portions(mut self) -> Self {
        self.in_portions = true;
        self
    }

    /// The same in lines of this many columns, for a terminal: it would break words.
    #[must_use]
    pub const fn in_columns(mut self, columns: usize) -> Self {
        self.columns = Some(columns);
        self
    }

    /// Says one line, a whole thought: it ends like one, or a voice runs on into the next. The same
    /// line is not said twice in a row.
    pub fn say(&mut self, line: &str) {
        let line = ended(line);
        if mem::take(&mut self.replies) {
            self.said.truncate(self.screen);
        }
        self.said.push_str(&line);
        self.said.push('\n');
        // what is not translated yet would be said in both languages
        if self.next.last() != Some(&line) {
            self.next.push(line);
        }
    }

    /// Says one line unless it has been said so before: how to do something.
    pub fn explain(&mut self, line: &str) {
        if self.is_new(line) {
            self.say(line);
        }
    }

    /// Whether this has been explained.
    pub fn knows(&self, what: &str) -> bool {
        self.explained.iter().any(|known| known == what)
    }

    /// Whether this has not been explained yet; from now on it has.
    pub fn is_new(&mut self, what: &str) -> bool {
        let is_new = !self.knows(what);
        if is_new {
            self.explained.push(what.to_owned());
        }
        is_new
    }

    /// Begins a new screen.
    pub fn begin(&mut self) {
        self.said.clear();
        (self.screen, self.replies) = (0, false);
        self.unheard.clear();
        self.skipped.clear();
    }

    /// All that is to be said so far can't be put off: it is said before anything can be skipped.
    pub const fn together(&mut self) {
        self.together = self.next.len();
    }

    /// Whether some of the screen was not said, because somebody typed before it came or skipped it.
    #[must_use]
    pub const fn is_cut_short(&self) -> bool {
        !self.unheard.is_empty() || !self.skipped.is_empty()
    }

    /// Goes on with what was not said, and what was skipped.
    pub fn say_all(&mut self) {
        self.next.append(&mut self.skipped);
        self.go_on();
    }

    /// Goes on with what was not said.
    pub fn go_on(&mut self) {
        self.next.append(&mut self.unheard);
    }

    /// What was said on the screen, and what was replied last.
    #[must_use]
    pub fn said(&self) -> &str {
        &self.said
    }

    /// Says an empty line: a pause for the ear and the eye.
    pub fn pause(&mut self) {
        self.next.push(String::new());
    }

    /// Prints lines as they are, after all that was said: a sheet, or where it was written.
    ///
    /// # Errors
    /// When they can't be written.
    pub fn print(&mut self, lines: &str) -> io::Result<()> {
        self.flush()?;
        writeln!(self.output, "{}", lines.trim_end())
    }

    /// Says all that is left, and then these lines as they are: a path stays whole.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn say_last(&mut self, lines: &str) -> io::Result<()> {
        self.print(lines)?;
        self.output.flush()
    }

    /// Waits for a line that can be read, and says of another one why it can't; none where the input has
    /// ended.
    ///
    /// # Errors
    /// As [`Talk::hear`].
    pub fn hear_line(&mut self, language: &Language) -> io::Result<Option<String>> {
        loop {
            let why = match self.hear(language)? {
                Heard::Line(line) => return Ok(Some(line)),
                Heard::End => return Ok(None),
                Heard::TooLong => text::LINE_TOO_LONG_TO_TYPE,
                Heard::Unreadable => text::LINE_UNREADABLE,
            };
            self.say(language.says(why));
        }
    }

    /// Says what there is to say, and waits for a line.
    ///
    /// # Errors
    /// When what was said can't be sent, or the input can't be read.
    pub fn hear(&mut self, language: &Language) -> io::Result<Heard> {
        let mut lines = mem::take(&mut self.next);
        let mut together = mem::take(&mut self.together);
        if self.screen == 0 {
            self.screen = self.said.len();
        }
        self.replies = true;
        // a pause begins another screen; what comes without one is a reply on the last
        if self.last.is_empty() || lines.iter().any(String::is_empty) {
            self.last.clone_from(&lines);
            self.last_screen = lines.len();
        } else {
            self.last.truncate(self.last_screen);
            self.last.extend_from_slice(&lines);
        }
        let mut from = 0;
        loop {
            let left = lines.get(from..).unwrap_or_default();
            let size = if self.in_portions {
                portion(left).max(mem::take(&mut together)).min(left.len())
            } else {
                left.len()
            };
            let (now, later) = left.split_at(size);
            self.write(now)?;
            let more = !later.is_empty();
            if more {
                let full = language.says(text::MORE);
                let says = if self.is_new(full) {
                    full
                } else {
                    language.says(text::MORE_SHORT)
                };
                self.write(&[says.to_owned()])?;
            }
            match self.listen()? {
                Heard::Line(typed) if is(&typed, AGAIN) && more => {}
                Heard::Line(typed) if is(&typed, AGAIN) => {
                    lines.clone_from(&self.last);
                    from = 0;
                }
                Heard::Line(typed) if more && typed.is_empty() => from += size,
                Heard::Line(typed) if more && is(&typed, SKIP) => {
                    from = lines.len().saturating_sub(1);
                    self.skipped = later.split_last().map_or_else(Vec::new, |it| it.1.to_vec());
                }
                heard => {
                    if more {
                        self.unheard = later.to_vec();
                    }
                    return Ok(heard);
                }
            }
        }
    }

    fn listen(&mut self) -> io::Result<Heard> {
        self.output.flush()?;
        let mut line = Vec::new();
        let read = (&mut self.input)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(Heard::End);
        }
        if read as u64 == LONGEST_LINE && line.last() != Some(&b'\n') {
            self.input.skip_until(b'\n')?;
            return Ok(Heard::TooLong);
        }
        Ok(match str::from_utf8(&line) {
            Ok(line) => {
                let line: String = line.chars().map(text::plain_digit).collect();
                Heard::Line(clean::clean(&line, line.len()))
            }
            Err(_) => Heard::Unreadable,
        })
    }

    fn write(&mut self, lines: &[String]) -> io::Result<()> {
        for line in lines {
            match self.columns {
                Some(columns) => {
                    let set = textwrap::fill(line, text::lines_of(columns));
                    writeln!(self.output, "{set}")?;
                }
                None => writeln!(self.output, "{line}")?,
            }
        }
        Ok(())
    }

    /// Sends what there is to say, all of it.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn flush(&mut self) -> io::Result<()> {
        let lines = mem::take(&mut self.next);
        self.write(&lines)?;
        self.output.flush()
    }
}

fn is(typed: &str, key: &str) -> bool {
    typed.eq_ignore_ascii_case(key)
}

/// A line with a sign at its end at which a voice stops.
fn ended(line: &str) -> String {
    let line = line.trim_end();
    let words = line.trim_end_matches(['"', ')']);
    match words.chars().last() {
        None | Some('.' | '?' | '!' | ':' | '…' | '。' | '？' | '！') => {
            // a person's own words may have brought a full stop of their own
            let doubled = line.ends_with("..") && !line.ends_with("...");
            line.get(..line.len() - usize::from(doubled))
                .unwrap_or(line)
                .to_owned()
        }
        Some(_) => format!("{line}."),
    }
}

/// How many of these lines are said in one go.
fn portion(lines: &[String]) -> usize {
    let fits = |lines: &[String], (most, bytes): (usize, usize)| {
        let said = lines.iter().filter(|line| !line.is_empty()).count();
        let long: usize = lines.iter().map(String::len).sum();
        said <= most && long <= bytes
    };
    let up_to = |size: usize| lines.split_at(size.min(lines.len()));
    let mut size = 1;
    while size < lines.len() && fits(up_to(size + 1).0, PORTION) {
        size += 1;
    }
    let (now, later) = up_to(size);
    if fits(later, REST) {
        return lines.len();
    }
    // a heading is said with what it heads
    let is_pause = |place: usize| now.get(place).is_none_or(String::is_empty);
    let heads = |(place, line): &(usize, &String)| {
        is_pause(*place) || line.ends_with(':') || (*place > 0 && is_pause(place - 1))
    };
    let kept = size - now.iter().enumerate().rev().take_while(heads).count();
    if kept == 0 { size } else { kept }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    fn lines(count: usize, of: &str) -> Vec<String> {
        vec![of.to_owned(); count]
    }

    #[test]
    fn every_line_ends() {
        for (line, said) in [
            ("1: Yes", "1: Yes."),
            ("How old are you?", "How old are you?"),
            ("Usual:", "Usual:"),
            ("You said: \"Yes.\"", "You said: \"Yes.\""),
            ("(rolling)", "(rolling)."),
            ("I am ill..", "I am ill."),
            ("Wait...", "Wait..."),
            ("", ""),
        ] {
            assert_eq!(ended(line), said);
        }
    }

    #[test]
    fn the_screen_and_the_latest_reply_are_kept_and_no_more() {
        let typed = "x\n".repeat(9);
        let (english, mut said) = (Language::english(), Vec::new());
        let mut talk = Talk::new(typed.as_bytes(), &mut said);
        talk.begin();
        talk.say("How old are you?");
        for reply in ["One.", "Two.", "Three."] {
            talk.hear(english).unwrap();
            talk.say(reply);
            talk.say("Type a number.");
        }
        talk.hear(english).unwrap();
        let kept = ["How old are you?", "Three.", "Type a number."];
        assert_eq!(talk.last, kept);
        assert_eq!(talk.said(), kept.join("\n") + "\n");
        talk.pause();
        talk.say("Where?");
        talk.hear(english).unwrap();
        assert_eq!(talk.last, ["", "Where?"]);
        talk.begin();
        assert_eq!(talk.said(), "");
    }

    #[test]
    fn portions_are_short_and_leave_no_crumbs() {
        assert_eq!(portion(&lines(12, "Yes.")), 12);
        assert_eq!(portion(&lines(13, "Yes.")), 8);
        let long = "x".repeat(400);
        assert_eq!(portion(&lines(3, &long)), 1);
        assert_eq!(portion(&lines(1, &long)), 1);
        assert_eq!(portion(&[]), 0);
        let mut headed = lines(20, "Yes.");
        headed.insert(7, "Usual:".to_owned());
        headed.insert(7, "Meanwhile.".to_owned());
        headed.insert(7, String::new());
        assert_eq!(portion(&headed), 7);
        assert_eq!(portion(&lines(20, "Usual:")), 8, "it always goes on");
    }
}
