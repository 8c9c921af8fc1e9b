//! Which key does what, where: one table.
//!
//! Dispatch, the footer and the help overlay all read it, so that none of them
//! can promise what the others do not do.
//!
//! Every action has one key without Shift, Ctrl or Alt, but Ctrl-C, Ctrl-Z and Ctrl-L, which only
//! leave, pause and mend. Where letters are text (a date has December in it), these are function
//! keys; in a number letters are commands. In a date the arrows change the day, `<` and `>` the month:
//! no date has these two.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::text::{self, Language, Text};

/// Where keys are pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// The welcome.
    Welcome,
    /// A question with options.
    Options,
    /// A tick list.
    List,
    /// A question that takes a number.
    Number,
    /// A question that takes the person's own words.
    Entry,
    /// A question that takes a date.
    DateEntry,
    /// The answers, to be looked at.
    Review,
    /// The summary.
    Summary,
    /// What to expect.
    Course,
    /// Preparation and aftercare.
    Care,
    /// What to take along.
    Finished,
    /// A day or a file name, under another screen.
    Prompt,
    /// Help, sources or warning signs, over another screen.
    Overlay,
    /// A picture, over another screen.
    Picture,
    /// A picture that somebody may have, over the question that asks it.
    ScarPicture,
    /// Whether to leave.
    Leaving,
    /// What another answer would change.
    WhatIf,
    /// The list of all pictures, in a demo, over another screen.
    Album,
    /// The people of a demo.
    People,
    /// Over a question in a demo.
    DemoQuestion,
    /// Over a question in a demo that is typed into.
    DemoEntry,
    /// Over the summary in a demo, and over what follows.
    DemoPlan,
    /// The screenings of a day, at a desk.
    Desk,
    /// One screening, to the staff of a desk.
    DeskRecord,
    /// Over all answers, where staff type what stands on paper.
    DeskPaper,
    /// Over what a patient at a desk is told first.
    DeskTold,
    /// Over a screening at a desk.
    DeskHands,
    /// Over a question of it that is typed into.
    DeskHandsTyping,
    /// Over a screening at a desk that staff answer.
    DeskStaff,
    /// Over a question of it that is typed into.
    DeskStaffTyping,
    /// A form at a desk.
    DeskForm,
    /// What asks a patient at a desk for one key.
    DeskTurn,
    /// What staff read out before they type for somebody.
    DeskReadOut,
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// To the row above, or a line up.
    Up,
    /// To the row below, or a line down.
    Down,
    /// To the next row, round and round.
    Next,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// A month on, in a date.
    MonthOn,
    /// A month back, in a date.
    MonthBack,
    /// Clears the field.
    Clear,
    /// To the top.
    First,
    /// To the bottom.
    Last,
    /// Answers, confirms, goes on.
    Enter,
    /// Ticks.
    Tick,
    /// Answers or ticks the row of this digit.
    Digit,
    /// Answers yes.
    Yes,
    /// Answers no.
    No,
    /// Answers "not sure".
    Unsure,
    /// Answers "I would rather tell the clinician".
    Declined,
    /// Goes back.
    Back,
    /// Closes an overlay.
    Close,
    /// To Review.
    Review,
    /// What the words mean.
    Glossary,
    /// Who says so.
    Sources,
    /// What to expect.
    Course,
    /// Preparation and aftercare.
    Care,
    /// To saving and printing.
    Take,
    /// Shows the address of the clinic's aftercare as a QR code.
    Code,
    /// Keeps the answers in a file, and leaves.
    Keep,
    /// Gives the day of the treatment.
    Day,
    /// Shows the warning signs.
    Signs,
    /// Shows the picture of this.
    Picture,
    /// To the next picture.
    PictureOn,
    /// To the picture before.
    PictureBack,
    /// Marks or ticks what the picture shows, at its question.
    Mine,
    /// Leaves, and asks first when there are answers.
    Quit,
    /// Leaves at once.
    Abort,
    /// Says what the keys do.
    Help,
    /// Shows it in the next language.
    Language,
    /// Shows the words of the original too, or no longer.
    Original,
    /// Goes on with the answer of a demo's person.
    Step,
    /// Goes on by itself, or stops that.
    Play,
    /// To the people of a demo.
    People,
    /// To the summary of a demo's person.
    ToSummary,
    /// To what another answer would change, or back.
    WhatIf,
    /// Gives the next answer.
    Other,
    /// Gives the answer before.
    OtherBefore,
    /// Takes a changed answer back.
    TakeBack,
    /// What only a desk does.
    Desk(DeskAction),
    /// Paints the screen anew.
    Repaint,
    /// Stops the program until `fg`.
    Suspend,
    /// Blanks the screen, or shows it again.
    Blank,
}

/// What a key does at a desk alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskAction {
    /// Begins a screening at a desk.
    New,
    /// Hands a screening to a patient.
    HandOver,
    /// Goes on with a screening, as staff.
    GoOn,
    /// Screens the same person again.
    Again,
    /// A clinician decides.
    Sign,
    /// Prints the clinician's sheet.
    Print,
    /// Shows some screenings only.
    Filter,
    /// Shows another day.
    OtherDay,
    /// Shows whose wait ends.
    Due,
    /// Ends the day.
    DayEnd,
    /// Adds and changes staff.
    Staff,
    /// Puts down consents.
    Consents,
    /// Says no to what is open in a section, as the paper does.
    AllNo,
    /// Changes the reference or the label.
    Rename,
    /// Locks a desk.
    Lock,
}

/// A key, as the table writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// This key.
    Code(KeyCode),
    /// Ctrl and this letter.
    Ctrl(char),
    /// Any digit; 0 only ends a number.
    Digit,
}

/// One line of the table.
#[derive(Debug)]
pub struct Binding {
    /// Where it holds.
    pub contexts: &'static [Context],
    /// The keys, the one to show first.
    pub keys: &'static [Key],
    /// What they do.
    pub action: Action,
    /// That in a word or two; empty where the footer need not say it.
    pub hint: Text,
    /// That in a sentence.
    pub help: Text,
}

use Context::{
    Album, Care, Course, DateEntry, DemoEntry, DemoPlan, DemoQuestion, Desk, DeskForm, DeskHands,
    DeskHandsTyping, DeskPaper, DeskReadOut, DeskRecord, DeskStaff, DeskStaffTyping, DeskTold,
    DeskTurn, Entry, Finished, Leaving, List, Number, Options, Overlay, People, Picture, Prompt,
    Review, ScarPicture, Summary, Welcome, WhatIf,
};
use Key::{Code, Ctrl};
use KeyCode::{
    BackTab, Backspace, Char, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp, Right, Tab,
    Up,
};

/// The keys of the table that say yes and no; their letters are those of the language.
const YES: KeyCode = Char('y');
const NO: KeyCode = Char('n');

const EVERYWHERE: &[Context] = &[
    Welcome,
    Options,
    List,
    Number,
    Entry,
    DateEntry,
    Review,
    Summary,
    Course,
    Care,
    Finished,
    Prompt,
    Overlay,
    Picture,
    ScarPicture,
    Leaving,
    WhatIf,
    Album,
    People,
];
/// The pages of a desk: what works there stands by itself.
const AT_DESK: &[Context] = &[Desk, DeskRecord, DeskForm, DeskTurn, DeskReadOut];
/// Where letters are commands, and not part of what is typed.
const NOT_TYPING: &[Context] = &[
    Welcome,
    Options,
    List,
    Review,
    Summary,
    Course,
    Care,
    Finished,
    Overlay,
    Picture,
    ScarPicture,
    WhatIf,
    People,
];
/// Those that are no overlay.
const COMMANDS: &[Context] = &[
    Welcome, Options, List, Review, Summary, Course, Care, Finished, WhatIf, People,
];
const ROWS: &[Context] = &[
    Options, List, Review, Care, Finished, Leaving, WhatIf, Album, People,
];
const PAGES: &[Context] = &[Welcome, Summary, Course, Overlay, Picture, ScarPicture];

/// The table: the first binding that fits a key counts, and hints stand in this
/// order in the footer.
#[rustfmt::skip] // one line a key
pub const KEYMAP: &[Binding] = &[
    bind(&[DeskTold], &[Code(Char('c'))], Action::Desk(DeskAction::Consents), text::HINT_CONSENTS, text::HELP_READ_CONSENTS),
    bind(&[DeskHands, DeskStaff, DeskPaper], &[Code(Char('q')), Code(F(10)), Ctrl('c')], Action::Quit, text::NO_HINT, text::HELP_STOP_AT_DESK),
    bind(&[DeskHandsTyping, DeskStaffTyping], &[Code(F(10)), Ctrl('c')], Action::Quit, text::NO_HINT, text::HELP_STOP_AT_DESK),
    bind(EVERYWHERE, &[Ctrl('c')], Action::Abort, text::NO_HINT, text::HELP_ABORT),
    bind(EVERYWHERE, &[Ctrl('z')], Action::Suspend, text::NO_HINT, text::HELP_SUSPEND),
    bind(EVERYWHERE, &[Ctrl('l')], Action::Repaint, text::NO_HINT, text::HELP_REPAINT),
    bind(AT_DESK, &[Ctrl('c')], Action::Abort, text::NO_HINT, text::HELP_ABORT_DESK),
    bind(AT_DESK, &[Ctrl('l')], Action::Repaint, text::NO_HINT, text::HELP_REPAINT),
    bind(AT_DESK, &[Code(PageDown)], Action::PageDown, text::NO_HINT, text::HELP_PAGE_DOWN),
    bind(AT_DESK, &[Code(PageUp)], Action::PageUp, text::NO_HINT, text::HELP_PAGE_UP),
    bind(&[Desk, DeskRecord, DeskForm, DeskReadOut, DeskStaff, DeskStaffTyping, DeskPaper], &[Code(F(9))], Action::Desk(DeskAction::Lock), text::NO_HINT, text::HELP_LOCK),
    bind(EVERYWHERE, &[Code(F(9))], Action::Blank, text::NO_HINT, text::HELP_BLANK),
    // the key that goes on stands first in every footer
    bind(&[DemoQuestion, DemoEntry], &[Code(Char(' '))], Action::Step, text::HINT_STEP, text::HELP_STEP),
    bind(&[DemoQuestion], &[Code(Char('o')), Code(F(5))], Action::Play, text::HINT_PLAY, text::HELP_PLAY),
    bind(&[DemoEntry], &[Code(F(5))], Action::Play, text::HINT_PLAY, text::HELP_PLAY),
    bind(&[WhatIf], &[Code(Right), Code(Char(' ')), Code(Enter)], Action::Other, text::HINT_OTHER, text::HELP_OTHER),
    bind(&[WhatIf], &[Code(Left)], Action::OtherBefore, text::NO_HINT, text::HELP_OTHER_BEFORE),
    bind(&[WhatIf], &[Code(Esc), Code(Char('i')), Code(Char('b'))], Action::WhatIf, text::HINT_CLOSE, text::HELP_WHAT_IF_CLOSE),
    bind(&[WhatIf], &[Code(Backspace)], Action::TakeBack, text::HINT_TAKE_BACK, text::HELP_TAKE_BACK),
    bind(&[DemoQuestion, DemoPlan], &[Code(Char('m'))], Action::People, text::HINT_PEOPLE, text::HELP_PEOPLE),
    bind(&[DeskPaper], &[Code(Char('a'))], Action::Desk(DeskAction::AllNo), text::HINT_ALL_NO, text::HELP_ALL_NO),
    bind(&[Desk], &[Code(Char('n'))], Action::Desk(DeskAction::New), text::HINT_NEW, text::HELP_NEW),
    bind(&[Desk], &[Code(Enter)], Action::Enter, text::HINT_OPEN, text::HELP_OPEN),
    bind(&[DeskTurn, DeskReadOut], &[Code(Enter), Code(Char(' '))], Action::Enter, text::HINT_ON, text::HELP_ON),
    bind(&[DeskReadOut], &[Code(Esc), Code(Char('q')), Code(F(10))], Action::Close, text::HINT_CANCEL, text::HELP_TO_LIST),
    bind(&[Desk, DeskRecord], &[Code(Char('h'))], Action::Desk(DeskAction::HandOver), text::HINT_HAND_OVER, text::HELP_HAND_OVER),
    bind(&[Desk, DeskRecord], &[Code(Char('o'))], Action::Desk(DeskAction::GoOn), text::HINT_GO_ON, text::HELP_GO_ON),
    bind(&[Desk, DeskRecord], &[Code(Char('m'))], Action::Desk(DeskAction::Again), text::HINT_AGAIN, text::HELP_AGAIN),
    bind(&[Desk, DeskRecord], &[Code(Char('f'))], Action::Desk(DeskAction::Sign), text::HINT_SIGN, text::HELP_SIGN),
    bind(&[DeskRecord], &[Code(Char('c'))], Action::Desk(DeskAction::Consents), text::HINT_CONSENTS, text::HELP_CONSENTS),
    bind(&[Desk, DeskRecord], &[Code(Char('k'))], Action::Desk(DeskAction::Print), text::HINT_PRINT, text::HELP_PRINT),
    bind(&[DeskRecord], &[Code(F(3))], Action::Desk(DeskAction::Rename), text::NO_HINT, text::HELP_RENAME),
    bind(&[Desk], &[Code(Char('/'))], Action::Desk(DeskAction::Filter), text::HINT_FILTER, text::HELP_FILTER),
    bind(&[Desk], &[Code(Char('j'))], Action::Desk(DeskAction::OtherDay), text::HINT_OTHER_DAY, text::HELP_OTHER_DAY),
    bind(&[Desk], &[Code(Char('d'))], Action::Desk(DeskAction::Due), text::NO_HINT, text::HELP_DUE),
    bind(&[Desk], &[Code(Char('z'))], Action::Desk(DeskAction::DayEnd), text::NO_HINT, text::HELP_DAY_END),
    bind(&[Desk], &[Code(Char('s'))], Action::Desk(DeskAction::Staff), text::NO_HINT, text::HELP_STAFF),
    bind(&[Desk], &[Code(Down), Code(Tab)], Action::Down, text::NO_HINT, text::HELP_DOWN),
    bind(&[Desk], &[Code(Up)], Action::Up, text::NO_HINT, text::HELP_UP),
    bind(&[DeskRecord], &[Code(Down)], Action::Down, text::NO_HINT, text::HELP_SCROLL_DOWN),
    bind(&[DeskRecord], &[Code(Up)], Action::Up, text::HINT_SCROLL, text::HELP_SCROLL_UP),
    bind(&[DeskRecord], &[Code(Esc), Code(Left), Code(Char('b'))], Action::Back, text::HINT_BACK, text::HELP_TO_LIST),
    bind(&[Desk], &[Code(Esc)], Action::Back, text::NO_HINT, text::HELP_TO_LIST),
    bind(&[Desk], &[Code(Char('q'))], Action::Quit, text::NO_HINT, text::HELP_LEAVE_DESK),
    bind(&[DeskTurn, DeskReadOut], &[Code(Down)], Action::Down, text::NO_HINT, text::HELP_SCROLL_DOWN),
    bind(&[DeskTurn, DeskReadOut], &[Code(Up)], Action::Up, text::NO_HINT, text::HELP_SCROLL_UP),
    bind(&[DeskForm], &[Code(Enter)], Action::Enter, text::HINT_TAKE_FORM, text::HELP_TAKE_FORM),
    bind(&[DeskForm], &[Code(Tab), Code(Down)], Action::Down, text::HINT_FIELD, text::HELP_NEXT_FIELD),
    bind(&[DeskForm], &[Code(BackTab), Code(Up)], Action::Up, text::NO_HINT, text::HELP_FIELD_BEFORE),
    bind(&[DeskForm], &[Code(Esc)], Action::Close, text::HINT_CANCEL, text::HELP_CANCEL),
    bind(&[Album], &[Code(Enter), Code(Char(' '))], Action::Enter, text::HINT_TAKE_ROW, text::HELP_ANSWER),
    bind(&[Album], &[Code(Esc), Code(Char('q')), Code(Char('p')), Code(Char('?')), Code(F(1))], Action::Close, text::HINT_CLOSE, text::HELP_CLOSES),
    bind(&[People], &[Code(Enter), Code(Char(' '))], Action::Enter, text::HINT_BEGIN, text::HELP_CHOOSE_PERSON),
    bind(&[DemoQuestion, People], &[Code(Char('z')), Code(F(11))], Action::ToSummary, text::HINT_TO_SUMMARY, text::HELP_TO_SUMMARY),
    bind(&[DemoEntry], &[Code(F(11))], Action::ToSummary, text::HINT_TO_SUMMARY, text::HELP_TO_SUMMARY),
    bind(&[DemoQuestion, DemoPlan, People], &[Code(Char('p')), Code(F(4))], Action::Picture, text::HINT_PICTURE, text::HELP_PICTURES),
    bind(&[DemoEntry], &[Code(F(4))], Action::Picture, text::HINT_PICTURE, text::HELP_PICTURES),
    bind(&[Options], &[Code(Enter), Code(Char(' '))], Action::Enter, text::HINT_ANSWER, text::HELP_ANSWER),
    bind(&[Review, Finished], &[Code(Enter), Code(Char(' '))], Action::Enter, text::HINT_TAKE_ROW, text::HELP_ANSWER),
    bind(&[Leaving], &[Code(Enter)], Action::Enter, text::HINT_TAKE_ROW, text::HELP_ANSWER),
    bind(&[Welcome], &[Code(Enter), Code(Char(' ')), Code(Right)], Action::Enter, text::HINT_BEGIN, text::HELP_BEGIN),
    bind(&[List, Number, Entry, DateEntry, Prompt], &[Code(Enter)], Action::Enter, text::HINT_ON, text::HELP_ON),
    bind(&[Summary, Course, Care], &[Code(Enter), Code(Right)], Action::Enter, text::HINT_ON, text::HELP_ON),
    bind(&[Overlay], &[Code(Esc), Code(Char('q')), Code(Char('?')), Code(F(1))], Action::Close, text::HINT_CLOSE, text::HELP_CLOSES),
    bind(&[ScarPicture], &[Code(Enter), Code(Char(' '))], Action::Mine, text::HINT_MINE, text::HELP_MINE),
    bind(&[ScarPicture], &[Code(Right)], Action::PictureOn, text::HINT_PICTURE_ON, text::HELP_PICTURE_ON),
    bind(&[Picture], &[Code(Right), Code(Enter), Code(Char(' '))], Action::PictureOn, text::HINT_PICTURE_ON, text::HELP_PICTURE_ON),
    bind(&[Picture, ScarPicture], &[Code(Left), Code(BackTab), Code(Backspace)], Action::PictureBack, text::HINT_BACK, text::HELP_PICTURE_BACK),
    bind(&[Picture, ScarPicture], &[Key::Digit], Action::Digit, text::NO_HINT, text::HELP_PICTURE_DIGIT),
    bind(&[Picture, ScarPicture], &[Code(Esc), Code(Char('q')), Code(Char('p')), Code(Char('?')), Code(F(1))], Action::Close, text::HINT_CLOSE, text::HELP_CLOSES),
    bind(&[Leaving], &[Code(YES)], Action::Yes, text::HINT_YES, text::HELP_YES),
    bind(&[Leaving], &[Code(NO)], Action::No, text::HINT_NO, text::HELP_NO),
    bind(&[Leaving], &[Code(Char('e'))], Action::Keep, text::HINT_KEEP, text::HELP_KEEP),
    bind(&[Leaving], &[Key::Digit], Action::Digit, text::NO_HINT, text::HELP_DIGIT),
    bind(&[Leaving], &[Code(Esc)], Action::Close, text::HINT_CLOSE, text::HELP_CLOSES),
    bind(&[Entry, DateEntry, Prompt], &[Code(Esc), Code(BackTab)], Action::Back, text::HINT_BACK, text::HELP_BACK),
    bind(&[Number], &[Code(Esc), Code(Char('b')), Code(BackTab)], Action::Back, text::HINT_BACK, text::HELP_BACK),
    bind(&[Summary, Course], &[Code(Char('e'))], Action::Take, text::HINT_TAKE, text::HELP_TAKE),
    bind(&[Summary], &[Code(Char('i'))], Action::WhatIf, text::HINT_WHAT_IF, text::HELP_WHAT_IF),
    bind(&[List, Care], &[Code(Char(' '))], Action::Tick, text::HINT_TICK, text::HELP_TICK),
    bind(ROWS, &[Code(Down), Code(Char('j')), Code(Tab)], Action::Down, text::NO_HINT, text::HELP_DOWN),
    bind(&[Options, List, Review, Finished, Leaving, WhatIf, Album, People], &[Code(Up), Code(Char('k'))], Action::Up, text::HINT_CHOOSE, text::HELP_UP),
    bind(&[Care], &[Code(Up), Code(Char('k'))], Action::Up, text::NO_HINT, text::HELP_UP),
    bind(PAGES, &[Code(Down), Code(Char('j'))], Action::Down, text::NO_HINT, text::HELP_SCROLL_DOWN),
    bind(&[Welcome, Overlay, Picture, ScarPicture], &[Code(Up), Code(Char('k'))], Action::Up, text::HINT_SCROLL, text::HELP_SCROLL_UP),
    bind(&[Summary, Course], &[Code(Up), Code(Char('k'))], Action::Up, text::NO_HINT, text::HELP_SCROLL_UP),
    bind(&[DateEntry], &[Code(Up)], Action::Up, text::HINT_DAY, text::HELP_LATER),
    bind(&[DateEntry], &[Code(Down)], Action::Down, text::NO_HINT, text::HELP_EARLIER),
    bind(&[DateEntry], &[Code(Char('>')), Code(F(7))], Action::MonthOn, text::NO_HINT, text::HELP_MONTH_ON),
    bind(&[DateEntry], &[Code(Char('<')), Code(F(6))], Action::MonthBack, text::NO_HINT, text::HELP_MONTH_BACK),
    bind(&[Number, Entry, DateEntry, Prompt], &[Ctrl('u'), Code(F(8))], Action::Clear, text::NO_HINT, text::HELP_CLEAR),
    bind(&[Number], &[Code(Down)], Action::Down, text::NO_HINT, text::HELP_NEXT),
    bind(&[Number], &[Code(Up)], Action::Up, text::NO_HINT, text::HELP_UP),
    bind(&[Number, DateEntry], &[Code(Tab)], Action::Next, text::HINT_NEXT, text::HELP_NEXT),
    bind(&[Options, List, Finished, People], &[Key::Digit], Action::Digit, text::NO_HINT, text::HELP_DIGIT),
    bind(&[Options], &[Code(YES)], Action::Yes, text::NO_HINT, text::HELP_YES),
    bind(&[Options, List], &[Code(NO)], Action::No, text::NO_HINT, text::HELP_NO_OR_NONE),
    bind(&[Options, List, Number], &[Code(Char('u'))], Action::Unsure, text::NO_HINT, text::HELP_UNSURE),
    bind(&[Options, List, Number], &[Code(Char('d'))], Action::Declined, text::NO_HINT, text::HELP_DECLINED),
    bind(&[Options, List], &[Code(Char('p'))], Action::Picture, text::HINT_PICTURE, text::HELP_PICTURE),
    bind(&[Care], &[Code(Char('t'))], Action::Day, text::HINT_TREATMENT, text::HELP_TREATMENT),
    bind(&[Care], &[Code(Char('e'))], Action::Take, text::HINT_TAKE, text::HELP_TAKE),
    bind(&[Summary, Course, Care, Picture, ScarPicture], &[Code(Char('s'))], Action::Sources, text::HINT_SOURCES, text::HELP_SOURCES),
    bind(&[Summary], &[Code(Char('c'))], Action::Course, text::HINT_COURSE, text::HELP_COURSE),
    bind(&[Summary, Course, Care], &[Code(Char('p'))], Action::Picture, text::HINT_PICTURE, text::HELP_PICTURE),
    bind(&[Summary, Course], &[Code(Char('a'))], Action::Care, text::HINT_CARE, text::HELP_CARE),
    bind(&[Summary, Course, Care, Finished], &[Code(Char('x'))], Action::Code, text::NO_HINT, text::HELP_CODE),
    bind(&[Care], &[Code(Char('w'))], Action::Signs, text::HINT_SIGNS, text::HELP_SIGNS),
    bind(&[Options, List, Review, Summary, Course, Care, Finished], &[Code(Left), Code(Char('b')), Code(BackTab), Code(Backspace)], Action::Back, text::HINT_BACK, text::HELP_BACK),
    bind(&[Welcome, People], &[Code(Esc)], Action::Quit, text::NO_HINT, text::HELP_QUIT),
    bind(&[Options, List, Review, Summary, Course, Care, Finished], &[Code(Esc)], Action::Back, text::NO_HINT, text::HELP_BACK),
    bind(QUESTIONS_BY_LETTER, &[Code(Char('r'))], Action::Review, text::HINT_REVIEW, text::HELP_REVIEW),
    bind(NOT_TYPING, &[Code(Char('g')), Code(F(2))], Action::Glossary, text::HINT_GLOSSARY, text::HELP_GLOSSARY),
    bind(&[Number], &[Code(Char('g')), Code(F(2))], Action::Glossary, text::HINT_GLOSSARY, text::HELP_GLOSSARY),
    bind(&[Entry, DateEntry, Prompt], &[Code(F(2))], Action::Glossary, text::HINT_GLOSSARY, text::HELP_GLOSSARY),
    bind(EVERYWHERE, &[Code(PageDown)], Action::PageDown, text::NO_HINT, text::HELP_PAGE_DOWN),
    bind(EVERYWHERE, &[Code(PageUp)], Action::PageUp, text::NO_HINT, text::HELP_PAGE_UP),
    bind(NOT_TYPING, &[Code(Home)], Action::First, text::NO_HINT, text::HELP_FIRST),
    bind(NOT_TYPING, &[Code(End)], Action::Last, text::NO_HINT, text::HELP_LAST),
    bind(&[Desk, DeskRecord], &[Code(Char('?')), Code(F(1))], Action::Help, text::HINT_HELP, text::HELP_HELP),
    bind(COMMANDS, &[Code(Char('?')), Code(F(1))], Action::Help, text::HINT_HELP, text::HELP_HELP),
    bind(&[Number], &[Code(Char('?')), Code(F(1))], Action::Help, text::HINT_HELP, text::HELP_HELP),
    bind(NOT_TYPING, &[Code(Char('l')), Code(F(3))], Action::Language, text::NO_HINT, text::HELP_LANGUAGE),
    bind(&[Number], &[Code(Char('l')), Code(F(3))], Action::Language, text::NO_HINT, text::HELP_LANGUAGE),
    bind(&[Entry, DateEntry, Prompt, Leaving], &[Code(F(3))], Action::Language, text::NO_HINT, text::HELP_LANGUAGE),
    bind(NOT_TYPING, &[Code(Char('v')), Code(F(12))], Action::Original, text::NO_HINT, text::HELP_ORIGINAL),
    bind(&[Number], &[Code(Char('v')), Code(F(12))], Action::Original, text::NO_HINT, text::HELP_ORIGINAL),
    bind(&[Entry, DateEntry, Prompt, Leaving], &[Code(F(12))], Action::Original, text::NO_HINT, text::HELP_ORIGINAL),
    bind(&[Number], &[Code(Char('q'))], Action::Quit, text::HINT_QUIT, text::HELP_QUIT),
    bind(&[Entry, DateEntry, Prompt], &[Code(F(1))], Action::Help, text::HINT_HELP, text::HELP_HELP),
    bind(&[Entry, DateEntry, Prompt], &[Code(F(10))], Action::Quit, text::HINT_QUIT, text::HELP_QUIT),
    bind(COMMANDS, &[Code(Char('q'))], Action::Quit, text::HINT_QUIT, text::HELP_QUIT),
];

/// Review is a letter, so not where one types.
const QUESTIONS_BY_LETTER: &[Context] = &[Options, List, Number];

const fn bind(
    contexts: &'static [Context],
    keys: &'static [Key],
    action: Action,
    hint: Text,
    help: Text,
) -> Binding {
    Binding {
        contexts,
        keys,
        action,
        hint,
        help,
    }
}

/// What the footer says of a binding: a key, and what it does in a word or two.
#[must_use]
pub fn hint_as(binding: &Binding, says: &str, language: &Language) -> String {
    match (binding.action, binding.keys) {
        // one hint for both ways
        (Action::Up, _) => format!("↑↓ {says}"),
        (_, [first, ..]) => format!("{} {says}", first.says(language)),
        (_, []) => String::new(),
    }
}

/// The key of the table for one that was pressed: another letter says yes in another language.
fn in_table(context: Context, event: KeyEvent, language: &Language) -> KeyEvent {
    let code = match event.code {
        Char(typed) if typed != text::plain_digit(typed) => Char(text::plain_digit(typed)),
        Char(letter) if matches!(context, Options | List | Leaving) => {
            let typed = letter.to_string();
            if language.is_yes(&typed) {
                YES
            } else if language.is_no(&typed) {
                NO
            } else {
                event.code
            }
        }
        code => code,
    };
    KeyEvent { code, ..event }
}

/// What a key does here, if anything.
#[must_use]
pub fn action(context: Context, event: KeyEvent, language: &Language) -> Option<Action> {
    let event = in_table(context, event, language);
    bindings(context)
        .find(|binding| binding.keys.iter().any(|key| key.is(event)))
        .map(|binding| binding.action)
}

/// The bindings that hold here, in the order of the table.
pub fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    KEYMAP
        .iter()
        .filter(move |binding| binding.contexts.contains(&context))
}

impl Key {
    fn is(self, event: KeyEvent) -> bool {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        match (self, event.code) {
            _ if alt => false,
            (Self::Ctrl(letter), Char(typed)) => ctrl && typed.eq_ignore_ascii_case(&letter),
            (Self::Digit, Char(typed)) => !ctrl && typed.is_ascii_digit(),
            // a letter is the same in either case
            (Self::Code(Char(letter)), Char(typed)) => !ctrl && typed.eq_ignore_ascii_case(&letter),
            (Self::Code(code), pressed) => !ctrl && code == pressed,
            _ => false,
        }
    }

    /// The key's name, as the footer and the help show it; arrows as arrows.
    #[must_use]
    pub fn says(self, language: &Language) -> String {
        match self {
            Self::Ctrl(letter) => format!("Ctrl-{}", letter.to_ascii_uppercase()),
            Self::Digit => language.says(text::KEY_DIGITS).to_owned(),
            Self::Code(Char(' ')) => language.says(text::KEY_SPACE).to_owned(),
            Self::Code(YES) => language.says(text::KEY_YES).to_owned(),
            Self::Code(NO) => language.says(text::KEY_NO).to_owned(),
            Self::Code(Char(letter)) => letter.to_string(),
            Self::Code(BackTab) => language.says(text::KEY_BACKTAB).to_owned(),
            Self::Code(Up) => "↑".to_owned(),
            Self::Code(Down) => "↓".to_owned(),
            Self::Code(Left) => "←".to_owned(),
            Self::Code(Right) => "→".to_owned(),
            Self::Code(F(number)) => format!("F{number}"),
            Self::Code(code) => format!("{code:?}"),
        }
    }
}
