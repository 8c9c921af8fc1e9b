//! Every sentence that the program says by itself, in English.

/// A text of the program, in whatever language is spoken: see [`Language::says`](super::Language::says).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text(pub(super) usize);

/// A text with a `{count}`, in the forms that a language has for counts: see [`Language::count`](super::Language::count).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted(pub(super) usize);

/// Declares each text by name, and [`ALL`] of them as a list.
macro_rules! words {
    ($($name:ident = $says:literal;)*) => {
        #[expect(
            non_camel_case_types,
            clippy::upper_case_acronyms,
            reason = "they number the texts by their names"
        )]
        enum Place { $($name),* }
        $(#[doc = concat!("\"", $says, "\"")] pub const $name: Text = Text(Place::$name as usize);)*
        /// Every text above, by its name.
        pub const ALL: &[(&str, &str)] = &[$((stringify!($name), $says)),*];
    };
}

/// The same for texts with a `{count}`: for one, and for any other number.
macro_rules! counted {
    ($($name:ident = $one:literal, $other:literal;)*) => {
        #[expect(
            non_camel_case_types,
            clippy::upper_case_acronyms,
            reason = "they number the texts by their names"
        )]
        enum CountedPlace { $($name),* }
        $(#[doc = concat!("\"", $other, "\"")] pub const $name: Counted = Counted(CountedPlace::$name as usize);)*
        /// Every text above, by its name.
        pub const ALL_COUNTED: &[(&str, [&str; 2])] = &[$((stringify!($name), [$one, $other])),*];
    };
}

words! {
    // the language itself
    LANGUAGE = "English";
    CHANGE_LANGUAGE = "For English, press l.";
    TYPE_LANGUAGE = "For English, type l.";
    IN_ORIGINAL = "{language}: {says}";
    MACHINE_TRANSLATED = "A machine made these words ({language}). No clinician has checked them yet. The clinic must go through these answers with you.";

    TRANSLATION_ACCEPTED = "Translation ({language}): accepted by the clinic. No clinician has reviewed it.";

    // what a clinic answers itself
    BY_CLINIC = "{answer} (the clinic's own answer)";
    CLINIC_SAYS = "The clinic's own answer: {answer}.";
    THE_CLINICS_OWN = "This is the clinic's own answer.";
    CLINIC_ANSWERED = "The clinic itself answered: {what}.";

    // answers, and the letters that give them
    KEY_YES = "y";
    KEY_NO = "n";
    YES = "Yes";
    NO = "No";
    NOT_SURE = "Not sure";
    RATHER_TELL = "I would rather tell the clinician";
    NO_WORDS = "Nothing to add";

    // dates; typed in, a month may be shortened to its first three letters. A list of words has
    // spaces between them, a list of phrases commas
    JANUARY = "January";
    FEBRUARY = "February";
    MARCH = "March";
    APRIL = "April";
    MAY = "May";
    JUNE = "June";
    JULY = "July";
    AUGUST = "August";
    SEPTEMBER = "September";
    OCTOBER = "October";
    NOVEMBER = "November";
    DECEMBER = "December";
    SEPTEMBER_ALSO = "September";
    WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun";
    DAY_AND_WEEKDAY = "{weekday} {day}";
    DAY_IN_SHORT = "{weekday} {day} {month}";
    DAY_IN_WORDS = "{day} {month} {year}";
    MONTH_IN_WORDS = "{month} {year}";
    DAY_ENDINGS = "st nd rd th";
    WEEK_NAMES = "weeks week wks wk w";
    DAY_NAMES = "days day";
    MONTH_NAMES = "months month";
    YEAR_NAMES = "years year yrs yr";
    NUMBER_WORDS = "a=1 an=1 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12";
    AGO_WORDS = "ago";
    AHEAD_WORDS = "in from now";
    LAST_WORDS = "last previous";
    THIS_WORDS = "this";
    NEXT_WORDS = "next coming";
    PART_WORDS = "start beginning early mid middle end late";
    HALF_WORDS = "half";
    AND_WORDS = "and";
    MONDAY = "monday mon";
    TUESDAY = "tuesday tues tue";
    WEDNESDAY = "wednesday wed";
    THURSDAY = "thursday thurs thu";
    FRIDAY = "friday fri";
    SATURDAY = "saturday sat";
    SUNDAY = "sunday sun";
    SPRING = "spring";
    SUMMER = "summer";
    AUTUMN = "autumn fall";
    WINTER = "winter";
    DATE_FILLERS = "of the in on about around";
    BEFORE_YESTERDAY = "the day before yesterday, day before yesterday";
    AFTER_TOMORROW = "the day after tomorrow, day after tomorrow";
    YESTERDAY = "yesterday";
    TODAY = "today";
    TOMORROW = "tomorrow";
    AGO = "{span} ago";
    AHEAD = "in {span}";
    ALMOST = "almost {span}";
    ON_DAY = "on {date}";
    IN_PERIOD = "in {date}";
    SPAN_AFTER = "{span} after {event}";

    // what was not taken as an answer
    NO_SUCH_OPTION = "There is no answer \"{given}\" here.";
    NO_SUCH_OPTION_BUT = "There is no answer \"{given}\" here. Did you mean \"{meant}\"?";
    GIVEN_TWICE = "The answer \"{given}\" is given twice. Name each option once.";
    NOTHING_NAMED = "An empty list is no answer. Name at least one option, or leave the question out or null.";
    CHOOSE_FIRST = "Choose an answer first.";
    NOT_A_DATE = "\"{given}\" is not a date. Write it like {date}, or {day}.";
    TWO_DATES = "\"{given}\" can mean {one}, or {other}. Write the month as a word, and the year.";
    A_SEASON = "Which month of \"{given}\"? North of the equator it ends with {north}, south of it with {south}. Write the month.";
    NOT_A_DATE_OF_DATA = "\"{given}\" is not a date. Write it like 2025-03-15, 2025-03 or 2025.";
    IN_THE_FUTURE = "That day is still to come. Today is {today}.";
    HAS_PASSED = "That day has passed. Today is {today}. Give the day that is expected now, or choose \"Not sure\".";
    TOO_EARLY = "That is too long ago. Give a day from {day} on.";
    TOO_LATE = "That is too far ahead. Give a day up to {day}.";
    NOT_A_WHOLE_DATE = "The day is missing. Give a whole date, like {day}.";
    BEFORE_TODAY = "That day lies behind. Today is {today}. Give today or a later day.";
    NOT_A_TREATMENT = "\"{given}\" is no day of a treatment. Write `today`, a day like 2026-11-20, or `none`.";
    NOT_A_NUMBER = "\"{given}\" is not a whole number.";
    OUT_OF_RANGE = "Give a number from {min} to {max}.";
    TOO_LONG = "That is too long. Use {most} characters at most.";
    WRONG_KIND = "Another kind of answer is needed here. It takes {wanted}.";
    ONE_OPTION = "one option";
    A_LIST_OF_OPTIONS = "a list of options";
    A_WORD_OR_NUMBER = "a word, a whole number, a list of words or null";
    A_DATE = "a date";
    A_NUMBER = "a number";
    A_TEXT = "a text";

    // many at once
    IN_LINE = "Line {line}: {says}";
    LINE_TOO_LONG = "The line is too long.";
    NOT_UTF8 = "This is not UTF-8 text. Save it as UTF-8.";
    NOT_JSON = "This is not an answer set: it is not valid JSON.";
    SET_WITHOUT = "This is not an answer set: `{field}` is missing.";
    SET_WITH_UNKNOWN = "This is not an answer set: it has no field `{field}`.";
    SET_WITH_TWICE = "This is not an answer set: `{field}` stands there twice.";
    SET_WITHOUT_OBJECT = "This is not an answer set: `answers` must be an object of answers.";
    SET_WITH_WRONG_DAY = "This is not an answer set: `today` and `for` must be days like \"2026-11-20\".";
    BAD_TODAY = "\"{given}\" is not a day. Write `today` like 2026-11-20.";
    BAD_ID = "The `id` must be a short text without hidden signs, or a whole number.";
    NOT_AN_OBJECT = "This is not an answer set. It needs the form {\"id\":\"a1\",\"answers\":{}}.";
    NO_QUESTION = "There is no question \"{given}\".";
    NO_QUESTION_BUT = "There is no question \"{given}\". Did you mean \"{meant}\"?";
    TWICE = "The question \"{question}\" is answered twice.";
    AT_QUESTION = "At \"{question}\": {says}";
    PROGRESS = "[{bar:20}] {percent} %, {eta} left";

    // the day of the treatment
    DAY_ASK = "When is the treatment?";
    DAY_WHY = "Waits are counted up to that day. How you are on the day itself is asked on that day.";
    DAY_SHORT = "Treatment";
    DAY_TODAY = "Today";
    DAY_BOOKED = "On another day, which is booked";
    DAY_NOT_BOOKED = "Not booked yet";
    WAIT_OVER_BY = "That wait is over on {end}, before the treatment on {day}.";

    // levels
    LEVEL_NO_CONCERN = "No reason to wait was found";
    LEVEL_NO_CONCERN_SO_FAR = "No reason to wait was found so far";
    LEVEL_NO_CONCERN_FOR = "No reason to wait was found so far for {day}";
    LEVEL_CLINICIAN = "A clinician must decide";
    LEVEL_WAIT = "Wait";
    LEVEL_NOT_SUITABLE = "Not suitable";
    NOT_BEFORE = "not before {when}";
    THEN_CLINICIAN = "then a clinician decides";
    AND_NOT_BEFORE = "and not before {when}";

    // the summary
    SUMMARY = "Summary";
    DO_THIS_FIRST = "Do this first";
    WHAT_DECIDES = "What decides";
    ALSO_FOUND = "Also found";
    CLINICIAN_LOOKS = "A clinician should look at";
    MORE_OF_EACH = "More about each";
    WHAT_WAS_ASKED = "What was looked at";
    ASK_CLINIC = "What to ask the clinic";
    HELP_LINE = "{where}: {call}.";
    MENTIONS = "Tell the clinician about this";
    FOR_THE_DAY = "This is about a treatment on {day}.";
    FOR_NO_DAY = "No day of treatment is booked yet.";
    WAIT_UNTIL = "Not before {when}.";
    CLINIC_DEFAULT = "Clinic default: {span}. No source fixes it.";
    MEANWHILE = "What to do meanwhile";
    OWN_WORDS = "In your own words";
    RELIANCE = "How far this goes";
    TOPIC_PART = "{topic}: {part}";
    NOT_REVIEWED = "No clinician has reviewed these questions and answers yet.";
    CHANGED_SINCE_REVIEW = "These questions and answers were changed since they were reviewed on {day}.";
    REVIEWED = "Reviewed by {by}, {role}, on {on}. The review holds until {until}.";
    ANSWERS_HOLD = "These answers hold until {day}. Answer again before each session.";
    ANSWER_AGAIN = "Answer again when the wait is over, and before each session.";
    SOURCES_OLD = "The sources were last read on {day}. Check them for updates.";

    // the plan
    COURSE = "What to expect";
    PREPARATION = "Before the treatment";
    AFTERCARE = "After the treatment";
    WARNING_SIGNS = "Warning signs";
    ONLY_AFTER_CLINICIAN = "Only after a clinician agrees";
    EXPECT = "Usual: {what}";
    STILL_HOLDS = "This still holds: {what}.";
    WHEN_MAY_I = "When you may do what";
    WHEN_OF = "{topic}: {when}.";
    WHEN_NOT = "not yet";
    WHEN_NOT_BEFORE = "not before {span}";
    WHEN_ASK = "ask the clinic first";
    WHEN_AS_BEFORE = "as usual";
    WHEN_UNTIL = "up to {span}, {how}";
    WHEN_THEN = "then {how}";
    FROM_DAY = "from {first}";
    SPAN_TO = "{first} to {last}";
    FROM_TO = "{first} to {last}";
    TREATMENT_AFTER = "The treatment is on {day}. These answers hold until {hold} only. Answer again before it.";
    TREATMENT_DAY = "Treatment: {day}.";
    TREATMENT_TOO_EARLY = "The treatment is on {day}. That is too early: wait at least until {wait}.";
    TREATMENT_BUT_WAIT = "The treatment is on {day}. Your answers say to wait. Ask the clinic first.";

    // pictures
    PICTURE_WHY = "Why: what decides";
    PICTURE_NOTE = "This is a drawing, not a photo. A clinician must look at your scars.";
    TYPE_P = "Type p for what the pictures show, in words.";
    PRESS_P = "Press p to see it as a picture.";
    PICTURE_OF = "{here} of {total}";
    FROM_THE_FRONT = "from the front";
    FROM_THE_SIDE = "cut, from the side";
    MINE_MARKED = "This is marked. Enter answers.";
    MINE_TICKED = "This is ticked. Enter goes on.";
    WOUND_EDGE = "edges of the first wound";
    OTHER_SHADE = "another shade";
    TOP_LAYER = "top layer";
    COLLAGEN = "collagen";
    NEW_COLLAGEN = "new collagen";
    SESSION = "Session {number}";
    SESSION_IF_NEEDED = "Session {number}, if needed";
    FIRST_DAY = "the first day";
    AFTER_FIRST = "{span} after the first session";
    AFTER_LAST = "{span} after the last session";
    COURSE_FROM = "Counted from a first session on {day}. No date here is booked.";
    COURSE_UNDATED = "Give the day of the treatment on the aftercare page. Then this shows dates.";
    COURSE_GAP = "Time between two sessions: {span}.";
    COURSE_NO_BOOKING = "All of this is a range. The clinic sets each day.";
    IN_MONTHS = "months";
    STRIP_DAY_0 = "Day 0 is the day of the treatment.";
    STRIP_SHOWN = "Day {last} is the last one shown: {span} after it.";
    STRIP_TODAY = "Today is day {day}.";
    STRIP_DAY = "day {day}";
    STRIP_DAY_DATE = "day {day} ({date})";
    STRIP_FROM = "from {first} on";
    STRIP_FOR_SOME = "for some people to {last}";
    STRIP_ASK_TO = "ask first to {last}";
    STRIP_ASK_ON = "ask first {span}";
    STRIP_USUAL = "Usual";
    STRIP_NOT_YET = "Not yet";
    STRIP_WARNING = "Warning sign: get help";
    STRIP_KEY = "{some} for some people   {ask} ask first";
    STRIP_NOT_ALL = "This is not all. The aftercare list and the warning signs say more.";
    WHY_DECIDES = "decides";
    WHY_THIS_DECIDES = "This decides: {what}";
    WHY_NOTHING = "Nothing was found in these answers.";

    // the sheet
    YOUR_ANSWERS = "Your answers";
    SHEET_TITLE = "{title}: what to take home";
    SHEET_FOR = "For";
    SHEET_BORN = "Born";
    SHEET_REFERENCE = "Reference";
    SHEET_BY_CARER = "Answered by a parent or a carer.";
    SHEET_BY_STAFF = "Answered by staff of the clinic.";
    SHEET_NOT_BEFORE = "Not before";
    SHEET_SOURCES = "The clinician's copy has all answers, and who says so.";
    SHEET_PATIENT = "Patient";
    SHEET_CLINICIAN = "Clinician";
    SHEET_GO = "go ahead";
    SHEET_WAIT = "wait";
    SHEET_NO = "no";
    SHEET_PHONE = "The clinic's telephone";
    SHEET_KEY = "{usual} usual   {some} for some people   {not_yet} not yet   {ask} ask first";
    SHEET_ON_THE_DAY = "On the day of the treatment";
    SHEET_ALL_DAYS = "On all these days: {what}.";
    SHEET_DETAILS = "All findings and answers";
    SHEET_NOT_KNOWN = "Not known, or not answered";
    SHEET_LANGUAGE = "Asked in: {language}.";
    SHEET_PACK = "Questions: {id} {version}. Program: needlefit {program}.";
    SOURCES = "Who says so";
    SAY_SO = "Who says so: {what}.";
    SOURCES_IN_FULL = "For the clinician: the sources in full";
    SOURCES_ON_SHEET = "The sheet to take home has the sources in full, for the clinician.";
    NO_SOURCES = "What this screen says comes from your answers alone.";
    SOURCE_YEAR = "{title}, {year}";
    STRENGTH_A = "Strength A: a regulator, or a label.";
    STRENGTH_B = "Strength B: trials or experts who agree.";
    STRENGTH_C = "Strength C: reviews or case reports.";
    STRENGTH_D = "Strength D: clinic pages or one expert.";
    STRENGTH_E = "Strength E: an advert.";
    READ_FULL = "Read in full.";
    READ_OPENING = "Only its opening was read.";
    READ_SECOND_HAND = "Read only as others quote it.";
    READ_IN_COPY = "Read in a copy: {copy}";

    // what words mean
    GLOSSARY = "What the words mean";
    GLOSSARY_HERE = "On this screen";
    GLOSSARY_OTHERS = "Other words";
    GLOSSARY_NONE = "No word here is in the list of words.";
    GLOSSARY_PLAIN = "A word without a source is put in plain words. No source was read for it.";
    TERM_MEANS = "{term}: {says}";

    // line by line
    TODAY_IS = "Today is {day}. If that is wrong, leave, and start again with --today.";
    UNKNOWN_ZONE = "Unknown time zone, using UTC: today is {day}.";
    CLOCK_BEHIND = "The clock says {day}, but these questions were checked on {checked}. If the clock is wrong, leave, and start again with --today.";
    LENGTH = "There are about {count} questions. They take about {time}.";
    URGENT = "What cannot wait for these questions";
    SHOW_ORIGINAL = "The letter v shows the {original} words too.";
    BEGIN = "Press Enter to begin. Type q to leave.";
    POSITION_OF = "{here} of {total}";
    POSITION_OR_MORE = "{here} of {total} or more";
    POSITION = "Question {position}: {section}";
    POSITION_LATER = "{position}: {section}";
    POSITION_WITHIN = "{position}.";
    POSITION_EDIT = "Change an answer: {section}";
    OPTION = "{key}: {says}";
    KEY_NONE = "None of these";
    KEY_EACH = "Not sure about one: each of the rest is then asked by itself";
    SO_FAR_WORDS = "Your answer so far: {answer}. Press Enter to keep it. Type a minus sign to take it away.";
    NOT_SURE_ABOUT_ONE = "Not sure about one";
    SO_FAR = "Your answer so far: {answer}. Press Enter to keep it.";
    HOW_ONE = "Type the number of your answer.";
    HOW_YES_NO = "Type the letter of your answer.";
    HOW_DAY = "Type 1 or 3, or the day that is booked, like {day}.";
    HOW_MANY = "Type the numbers of all that apply, with spaces between them.";
    HOW_NUMBER = "Type a number from {min} to {max}.";
    HOW_DATE = "Type a date, like {day}, {month}, {year} or {span}.";
    CONFIRM_DATE = "{answer}: is that right? Type y for yes. Or type the date again.";
    HOW_TEXT = "Type it in your own words. Or press Enter to leave it out.";
    OR_TYPE = "Or type {keys}.";
    LETTER_ALONE = "\"{typed}\" gives numbers, and {letter}, which takes none of them. Type the numbers alone, or {letter} alone.";
    ONE_ALONE = "\"{typed}\" gives more than one answer. Type one alone.";
    ONE_LANGUAGE = "There is no other language here.";
    ASK_HOW = "Type a question mark for why we ask, and for all that you can type.";
    KEYS_YES_NO = "Type y, n, u or d.";
    KEYS_ADDED = "Or type u or d.";
    KEY_ADDED = "Or type u.";
    COMMANDS = "Type g for what words mean, or h to hear it again. Type b to go back, r to review, l for another language, or q to leave.";
    WHOLE_LIST_FIRST = "Please hear the whole list first: what you do not name counts as no.";
    MORE = "Press Enter for more. Or type h to hear that again, x to skip to the end, or what you would answer.";
    MORE_SHORT = "Press Enter for more.";
    WHY_WE_ASK = "Why we ask: {why}";
    YOU_SAID = "You said: {answer}.";
    NOT_UNDERSTOOD = "\"{typed}\" is not one of the choices.";
    LINE_TOO_LONG_TO_TYPE = "That line is too long. Type a shorter one.";
    LINE_UNREADABLE = "That line could not be read: it is not UTF-8 text. Type it again without accents, or set the terminal to UTF-8.";
    REVIEW = "Review: please check your answers";
    REVIEW_NO = "{section}: {answers}, all \"no\"";
    REVIEW_OPEN = "{section}: {screens} still to answer";
    REVIEW_LINE = "{number}: {short}: {answer}";
    NOT_ANSWERED = "not answered yet";
    REVIEW_HOW = "Type a number to change that answer, or to hear those of that section. Press Enter if all are right. Type b to go back.";
    SUMMARY_ON = "Press Enter to go on. Type what if to hear what another answer would change. Type s for all sources, b to go back, or q to finish.";
    SUMMARY_WAIT = "Press Enter to finish. Type c for what to expect, only after a clinician agrees. Type what if to hear what another answer would change. Type s for all sources, or b to go back.";
    ITEM_OPEN = "{number}, to do: {says}";
    ITEM_DONE = "{number}, done: {says}";
    CARE_HOW = "Type a day to set the day of your treatment. Type a number to tick that line. Type s for all sources. Press Enter to go on.";
    UNTICKED = "Not done: {says}";
    TICKED = "Done: {says}";
    FINISHED = "That was all.";
    FINISHED_HOW = "Type p to print your sheet here, w to write it to a file, or s to save your answers. Press Enter to leave.";
    WHERE_TO = "Press Enter for the file {path}, or type another name. Type b to go back.";
    REPLACE = "There is a file {path} already. Type y to replace it, or n to choose another.";
    SAVED = "Saved: {path}";
    SAVE_FAILED = "Not saved, but your answers are still here. {why}";
    LEAVE = "Leave now? Type n to go on, e to keep your answers in a file, or y to leave and keep nothing.";
    LEFT_EARLY = "You left before the end. No verdict was given.";
    INPUT_ENDED = "The input ended before the questions did. No verdict was given. {kept}";
    KEPT_ON_REQUEST = "Nothing is kept unless you ask for it.";
    WILL_BE_SAVED = "At the end, your answers will be saved in {path}.";
    NOTHING_KEPT = "Nothing was kept.";
    ONLY_PRINTED = "The sheet was printed. Nothing else was kept.";
    PRINT_ASK = "The sheet shows your answers. Printed here, it stays in this terminal, where others may scroll back to it. Type y to print it, or n not to.";

    // a screening that was saved, and one that follows it
    OPENED_DRAFT = "This screening was not finished. It goes on where you stopped.";
    OPENED_FIRST_FORM = "An earlier version saved this on {day}. All is asked again, with the old answers beside it.";
    OPENED_OTHER_VERSION = "The questions were version {version} then.";
    OPENED_OTHER_VERDICT = "The file says: {was}. What its answers come to is: {is}. That counts.";
    OPENED_OF_DAY = "These answers are from {day}. What they mean is worked out for today.";
    OPENED_EXPIRED = "They held until {day}, so answer again before any treatment.";
    OPENED_DAY_BEHIND = "The treatment was to be on {day}. When is it now?";
    FIRST_FORM_LINE = "An earlier version saved this. Open it with needlefit open: all is asked again.";
    NO_SUCH_QUESTION_HERE = "There is no such question.";
    REST_ASK = "Is all of this still so?";
    REST_WHY = "You told us this last time. What has changed may change what this says.";
    REST_STILL_SO = "Yes, all of it is still so";
    REST_NOT_SO = "No, something has changed";
    REST_SHORT = "The rest";
    ALL_IS_SO = "All of it is still so";
    LAST_TIME = "Last time, on {day}: {answer}.";
    ANSWERS_HELD = "These answers held until {day}. Answer again before any treatment.";
    ANSWERED_ON = "Answered on {day}, worked out for {today}.";
    SAID_THEN = "Then it said: {what}.";
    CHANGED_SINCE = "Changed since {day}";
    NOTHING_CHANGED = "No answer has changed.";
    NOT_ASKED = "not asked";
    WAS_AND_IS = "{what}: {was}. Now: {is}";

    // a command line that is not understood
    NO_SUCH_FLAG = "There is no flag {flag} here.";
    NO_SUCH_FLAG_BUT = "There is no flag {flag} here. Did you mean {meant}?";
    FLAG_OF_OTHERS = "The flag {flag} does not go with this. It goes with {owner}.";
    FLAG_OF_NONE = "The flag {flag} goes with no command.";
    FLAG_ALONE = "The flag {flag} takes nothing after it.";
    FLAG_TWICE = "The flag {flag} stands here twice.";
    NO_SUCH_COMMAND = "There is no command {given}.";
    NO_SUCH_COMMAND_BUT = "There is no command {given}. Did you mean {meant}?";
    ONE_TOO_MANY = "There is one word too many: {given}.";
    WRONG_VALUE = "{flag} takes one of these: {allowed}. It does not take \"{given}\".";
    WRONG_VALUE_BUT = "{flag} does not take \"{given}\". Did you mean {meant}? It takes one of these: {allowed}.";
    NO_VALUE = "Something is missing after {flag}. Write it like this: {form}";
    NO_VALUE_OF = "Something is missing after {flag}. It takes one of these: {allowed}.";
    IS_MISSING = "Something is missing: {what}. Write it like this: {usage}";
    REFUSED_VALUE = "{flag}: {why}";
    NO_SUCH_LANGUAGE = "\"{given}\" is not a language that it speaks. It speaks {known}.";
    NO_SUCH_DAY = "there is no day \"{given}\". Write a day like 2026-11-20.";
    NO_SUCH_TAG = "\"{given}\" is no tag of a language. Write one like es or pt-BR.";
    OWN_LANGUAGE = "This is already written in {language}. Name another language.";
    NO_FILE_TO_SAVE = "- is no name of a file. For the sheet on the standard output, use --print.";
    NO_SUCH_COUNT = "this takes a whole number from 1 up.";
    ASK_FOR_HELP = "For help: {command} --help";

    // the versions
    VERSION_PACK = "Questions: {id} {version}.";

    // what went wrong
    OUTPUT_CLOSED = "The output was closed before all was written.";
    NO_CASES = "There are no cases to try in {path}. Name their folder: --cases=DIR.";
    TOO_LARGE_TO_COMPARE = "These packs are too large to compare over all answers. Give a file of answers.";
    NEW_IS_SCHEMA = "The name {name} is for the file that explains the fields. Choose another name.";
    NEW_EXISTS = "{path} is already there. Nothing was written. Choose another name.";
    NO_EDITION = "These questions are not there in {language}. Put a translation beside the pack, with .{tag}.json at its end, or leave out --lang.";
    CANNOT_READ = "The file {path} can't be read: {why}.";
    INPUT_FAILED = "The input can't be read: {why}.";
    OUTPUT_FAILED = "The output can't be written: {why}.";
    SYSTEM_REFUSED = "It failed: {why}.";
    CLOCK_WRONG = "The clock shows no day from 1900 to 2199. Set it, or name the day: --today 2026-11-20.";

    FORM_EXISTS = "{path} is already there. Nothing was written. Choose another folder, or take it away.";
    FORM_WRITTEN = "Written: {path}.";

    // a pack of one's own
    NEW_WRITTEN = "Written: {path}, a sample of questions to change.";
    NEW_SCHEMA = "Written: {path}. With it, an editor explains every field.";
    NEW_SCHEMA_KEPT = "{path} was there already, and is left as it is.";
    NEW_EDIT = "1. Open {path} in a text editor. Each \"why\" says what its question shows.";
    NEW_CHECK = "2. Check it: needlefit check {path}";
    NEW_TRY = "3. Try it: needlefit --pack {path}";
    NEW_CLINIC = "Written: {path}, a sample of a clinic's own file.";
    NEW_CLINIC_EDIT = "1. Open {path} in a text editor. Change every line, or take it out.";
    NEW_CLINIC_CHECK = "2. Check it: needlefit check --clinic {path}";
    NEW_CLINIC_USE = "3. Put it beside the pack or into ~/.config/needlefit, as clinic.json.";

    // the full screen
    WHY = "Why we ask";
    LIST_HOW = "Space ticks. Enter goes on.";
    ENTER_BEGINS = "Press Enter to begin.";
    ENTER_FIRST = "Choose an answer first, with the arrows or a key.";
    TICK_FIRST = "Tick what fits with Space. Or choose \"None of these\".";
    TYPE_DATE = "Like {day}, {month}, {year} or {span}.";
    CONFIRM_DATE_HERE = "{answer}: is that right? Press Enter again.";
    OR_WEEKS = "{says}, like {weeks}.";
    TYPE_NUMBER = "A number from {min} to {max}.";
    FIELD_FULL = "There is room for {most} characters. The rest was left out.";
    TYPE_TEXT = "In your own words. Enter alone leaves it out.";
    REVIEW_ROWS = "Press Enter on an answer to change it, or on a section to see its answers.";
    ALL_RIGHT = "All is right. Show the summary";
    PLAN_CLOSED = "Press c or a for what to expect and do, only after a clinician agrees.";
    NO_TREATMENT = "Press t to give the day of your treatment. Then each group shows its dates.";
    WHICH_DAY = "On which day is the treatment?";
    TYPE_WHOLE_DATE = "A whole date, like {day} or {span}.";
    WHICH_FILE = "To which file?";
    REPLACE_TITLE = "There is a file {path} already.";
    REPLACE_YES = "Replace it";
    REPLACE_NO = "Choose another name";
    TAKE_SHEET = "Write the sheet to a file, as text";
    TAKE_PAGE = "Write the sheet to a file, as a page for a browser";
    TAKE_DAYS = "Write the days that follow to a file, for a calendar";
    TAKE_ANSWERS = "Save my answers to a file, for the clinic";
    TAKE_PRINT = "Show the sheet in the terminal when I leave";
    TAKE_NOTHING = "Leave";
    WILL_PRINT = "The sheet will be shown when you leave.";
    LEAVE_TITLE = "Leave now?";
    LEAVE_LOSES = "Your answers are not kept.";
    LEAVE_LOSES_UNSAVED = "What you did not save is not kept.";
    LEAVE_SAVES = "Your answers are saved to {path} first.";
    WILL_NOT_PRINT = "The sheet will not be shown.";
    NONE_BUT_TICKED = "Something is ticked. Take the ticks away first, or go up and press Enter there.";
    ROW_FIRST = "Go to a line first, with the arrows.";
    TICK_ONE_FIRST = "Tick what fits with Space. Or choose \"Not sure\".";
    LEAVE_YES = "Leave, and keep nothing";
    LEAVE_NO = "Go on";
    LEAVE_KEEP = "Keep my answers in a file, and leave";
    WHO_ANSWERED = "Who answered the questions?";
    WHAT_TO_WRITE = "What do you want to write?";
    CHOOSE_HOW = "Type a number. Type b to go back.";
    LABEL_HOW = "Type an appointment or initials, to know it by. Or press Enter for none.";
    WHO_PERSON = "I did, about myself";
    WHO_CARER = "I did, for a child or somebody I care for";
    WHO_STAFF = "I work for the clinic, and typed the answers";
    WHICH_LABEL = "An appointment or initials, to know it by (Enter alone: none)";
    SCREENING_OF = "It is a screening of {day}. Its label: {label}.";
    NO_LABEL = "none";
    HELP_TITLE = "Keys";
    HEAD_POSITION = "question {position}";
    HEAD_REVIEW = "Review";
    AFTERCARE_HEAD = "Before and after";
    TAKE_HEAD = "To take along";
    HEAD_EDIT = "change an answer";
    WINDOW_TOO_SMALL = "Make the window at least {width}x{height}. It is {columns}x{rows} now. Your answers are kept. Keys do nothing until then, but Ctrl-C leaves.";
    SIGNS_IN_SHORT = "Warning signs: press w for them all.";
    NO_HINT = "";
    KEY_DIGITS = "1-9";
    KEY_SPACE = "Space";
    KEY_BACKTAB = "Shift-Tab";
    MORE_HERE = "more";
    NO_SUCH_KEY = "{key} does nothing here. These keys do: {keys}";
    A_PASTE = "A paste";
    FIRST_LINE_ALONE = "There is room for one line. The first line of your paste was taken.";
    BLANK = "F9 shows it again";
    AGAIN = "Again? Press {key} once more.";
    SHOWN_FIRST = "Here is that answer. Press the key again to take it.";
    HINT_CHOOSE = "choose";
    HINT_SCROLL = "scroll";
    HINT_DAY = "day";
    HINT_NEXT = "next row";
    HINT_TICK = "tick";
    HINT_ANSWER = "answer";
    HINT_BEGIN = "begin";
    HINT_ON = "go on";
    HINT_SOURCES = "sources";
    HINT_COURSE = "course";
    HINT_CARE = "aftercare";
    HINT_TREATMENT = "date";
    HINT_SIGNS = "signs";
    HINT_PICTURE = "picture";
    HINT_PICTURE_ON = "next";
    HINT_MINE = "this is mine";
    HINT_TAKE = "save or leave";
    HINT_TAKE_ROW = "take";
    HINT_NEW = "new";
    HINT_OPEN = "open";
    HINT_HAND_OVER = "hand over";
    HINT_GO_ON = "go on";
    HINT_AGAIN = "re-screen";
    HINT_SIGN = "sign";
    HINT_PRINT = "print";
    HINT_FILTER = "filter";
    HINT_OTHER_DAY = "day";
    HINT_CONSENTS = "consents";
    HINT_LOCK = "lock";
    HINT_TAKE_FORM = "done";
    HINT_FIELD = "field";
    HINT_CANCEL = "cancel";
    HINT_KEEP = "keep";
    HINT_CHANGE = "change";
    HINT_UNFOLD = "show";
    HINT_FOLD = "hide";
    HINT_TO_END = "to the end";
    HINT_CLOSE = "close";
    HINT_YES = "yes";
    HINT_NO = "no";
    HINT_BACK = "back";
    HINT_GLOSSARY = "words";
    HINT_REVIEW = "review";
    HINT_HELP = "help";
    HINT_QUIT = "quit";
    HELP_ABORT = "Leaves at once. What was not saved is not kept.";
    HELP_SUSPEND = "Stops the program until you type fg.";
    HELP_BLANK = "Blanks the screen at once. The same key shows it again.";
    HELP_REPAINT = "Paints the screen anew.";
    HELP_DOWN = "Goes to the next row.";
    HELP_UP = "Goes to the row above.";
    HELP_SCROLL_DOWN = "Goes a line down.";
    HELP_SCROLL_UP = "Goes a line up.";
    HELP_LATER = "Goes to a later day.";
    HELP_EARLIER = "Goes to an earlier day.";
    HELP_NEXT = "Goes to the next row.";
    HELP_TICK = "Ticks the row, or takes the tick away.";
    HELP_ANSWER = "Takes the row that is marked.";
    HELP_BEGIN = "Begins with the first question.";
    HELP_ON = "Goes on.";
    HELP_DIGIT = "Takes the row of that number. Of two digits, type both.";
    HELP_YES = "Says yes.";
    HELP_NO = "Says no.";
    HELP_NO_OR_NONE = "Says no. On a list it says none of these, and goes on.";
    HELP_UNSURE = "Says that you are not sure. A list then asks each by itself.";
    HELP_DECLINED = "Says that you would rather tell the clinician. A list asks each.";
    HELP_GLOSSARY = "Says what the hard words here mean.";
    HELP_SOURCES = "Shows who says so.";
    HELP_COURSE = "Shows what to expect.";
    HELP_CARE = "Shows what to do before and after.";
    HELP_TREATMENT = "Takes the day of your treatment.";
    HELP_CODE = "Shows the clinic's page on aftercare as a code for a telephone.";
    CODE_TITLE = "The clinic's own page on aftercare";
    CODE_NO_ROOM = "Type this address. In a larger window with colours, a telephone can read it.";
    HELP_SIGNS = "Shows all warning signs.";
    HELP_PICTURE = "Shows a picture, where there is one. It is said in words too.";
    HELP_PICTURE_ON = "Goes to the next picture.";
    HELP_MINE = "Goes back to the question, with what the picture shows marked or ticked.";
    HELP_PICTURE_BACK = "Goes to the picture before.";
    HELP_PICTURE_DIGIT = "Goes to the picture of that number.";
    HELP_NEW = "Begins a screening.";
    HELP_OPEN = "Opens the screening that is marked.";
    HELP_HAND_OVER = "Hands a draft over to the patient. They see nothing else.";
    HELP_GO_ON = "Goes on with it here: staff type.";
    HELP_AGAIN = "Screens the same person again: what may have changed is asked.";
    HELP_SIGN = "A clinician decides, and signs.";
    HELP_PRINT = "Prints the clinician's sheet.";
    HELP_FILTER = "Shows some of them only, or finds a reference.";
    HELP_OTHER_DAY = "Shows another day.";
    HELP_DUE = "Shows whose wait ends this week.";
    HELP_DAY_END = "Ends the day: counts, drafts left, a copy of the records.";
    HELP_STAFF = "Adds staff, or sets a new PIN.";
    HELP_CONSENTS = "Puts down what the person consents to.";
    HELP_RENAME = "Changes the reference or the label.";
    HELP_LOCK = "Locks the desk until a PIN is typed.";
    HELP_LEAVE_DESK = "Closes the desk.";
    HELP_TO_LIST = "Back to the list.";
    HELP_TAKE_FORM = "Takes the form as it stands.";
    HELP_NEXT_FIELD = "To the next field.";
    HELP_FIELD_BEFORE = "To the field before.";
    HELP_CANCEL = "Gives the form up.";
    HELP_KEEP = "Keeps your answers in a file, and leaves.";
    HELP_TAKE = "Saves your answers, or writes your sheet.";
    HELP_BACK = "Goes back. Nothing is lost.";
    HELP_CLOSES = "Closes what lies on top.";
    HELP_REVIEW = "Shows all your answers.";
    HELP_MONTH_ON = "Goes a month on.";
    HELP_MONTH_BACK = "Goes a month back.";
    HELP_CLEAR = "Clears the field.";
    HELP_PAGE_DOWN = "Goes a page down.";
    HELP_PAGE_UP = "Goes a page up.";
    HELP_FIRST = "Goes to the top.";
    HELP_LAST = "Goes to the bottom.";
    HELP_LANGUAGE = "Shows it in the next language. No answer is lost.";
    HELP_ORIGINAL = "Shows the words that were translated, too.";
    HELP_HELP = "Shows the keys.";
    HELP_QUIT = "Leaves. It asks first if there are answers.";

    // what another answer would change
    WHAT_IF = "WHAT IF";
    OTHER_ANSWERS = "Other answers";
    WHAT_IF_NOTE = "This is no verdict. It shows what another answer would change. Your own answers stay, and nothing here is saved.";
    WHAT_IF_HOW = "Change the marked answer with → and ←. Backspace takes it back.";
    WHAT_IF_TYPE = "Type a number to hear what its next answer would change. Or type a number and an answer, such as {example}. Type r to hear every answer, or b to go back to the summary.";
    WHAT_IF_OVER = "That was the what-if. Your answers are as they were.";
    AS_ANSWERED = "As answered: {says}";
    WITH_CHANGE = "What if: {says}";
    SAME_VERDICT = "This changes nothing.";
    FOUND_NEW = "New: {says}";
    FOUND_NO_MORE = "Gone: {says}";
    FOUND_MOVED = "Changed: {says}. Not before {after}, instead of {before}.";
    FOUND_OTHER = "Changed: {says}";
    ANSWER_WAS = "{answer} (was: {before})";
    HINT_WHAT_IF = "what if";
    HINT_OTHER = "another answer";
    HINT_TAKE_BACK = "take back";
    HELP_WHAT_IF = "Shows what another answer would change. Yours stay.";
    HELP_WHAT_IF_CLOSE = "Goes back to the summary. Your answers are as they were.";
    HELP_OTHER = "What if: takes the next answer.";
    HELP_OTHER_BEFORE = "What if: takes the answer before.";
    HELP_TAKE_BACK = "What if: takes this change back, or the last one.";

    // the desk
    HEAD_DESK = "Desk";
    DESK_TODAY = "Today";
    DESK_EMPTY = "No screening yet. Press n to begin one.";
    DESK_EMPTY_DAY = "Nothing happened on this day.";
    DESK_FOUND = "Under the reference {reference}";
    DESK_NOT_FOUND = "There is nothing under the reference {reference}.";
    DESK_DUE = "Waits that end in the week of {day}";
    DESK_FILTERED = "Only those with {filter}. Esc shows all.";
    DESK_AT = "{name} is here";
    DESK_AT_OPENER = "Opened with the key of the records. Set a new PIN with s, then lock with F9.";
    DESK_NO_SUCH_DAY = "That is no day. Type a date, today or yesterday.";
    STATE_CLINICIAN = "for the clinician";
    STATE_SIGNED = "signed: go ahead";
    STATE_DEFERRED = "deferred until {day}";
    STATE_DECLINED = "signed: no treatment";
    STATE_VOIDED = "changed after it was signed";
    STATE_ERASED = "erased";
    STATE_DAMAGED = "can't be read";
    DESK_MISSING = "Missing: {what}.";
    DESK_NOTHING_MISSING = "Nothing is missing.";
    MISSING_ANSWERS = "answers";
    MISSING_DECISION = "a clinician's decision";
    MISSING_CONSENT = "consent {text}";
    CONSENT_OLD = "consent {text} to the new version";
    CONSENT_WITHDRAWN = "consent {text} was withdrawn";
    NEW_TITLE = "A new screening";
    NEW_HOW = "Enter shows the first screen. Then turn the screen to the patient.";
    NEW_REFERENCE = "Reference: a chart or booking number";
    NEW_LABEL = "Label for staff, if wanted: a first name and an initial, or a time";
    NEW_LANGUAGE = "Language";
    NEW_WHO = "Who types";
    NEW_WHO_PATIENT = "the patient";
    NEW_WHO_STAFF = "staff, for the patient";
    NEW_NO_REFERENCE = "Type a reference first.";
    NEW_UNREVIEWED = "Nobody has reviewed the questions in {language}. Staff may type for the patient. To hand it over, the clinic takes it on in clinic.json: languages.";
    LOCK_TITLE = "This desk is locked.";
    LOCK_WHO = "Who are you?";
    LOCK_PIN = "PIN";
    LOCK_OPENER = "I open it with the key of the records";
    LOCK_GIVE_BACK = "Thank you. Please give this back to the desk.";
    LOCK_STOPPED = "Your answers so far are kept. Please give this back to the desk.";
    LOCK_REFUSED = "Nothing was kept. Please give this back to the desk. They have the questions on paper.";
    LOCK_WAS_AWAY = "Welcome. Please ask at the desk.";
    PIN_WRONG = "That is not the PIN of {name}.";
    PIN_WRONG_KEY = "That does not open the records.";
    PIN_WAITS = "Too many wrong PINs. The next one counts in {seconds} s. Anybody else's PIN works now, and so does the key of the records.";
    TOLD_WHO = "{clinic} keeps your answers, so that staff can treat you safely. Staff see them. Nobody else does.";
    TOLD_WHO_NO_NAME = "This clinic keeps your answers, so that staff can treat you safely. Staff see them. Nobody else does.";
    TOLD_RIGHTS = "You can ask to see what is kept, to have it put right, or to have it erased.";
    TOLD_PAPER = "You can also answer on paper. Press q for that. Then nothing is kept here.";
    TOLD_AGREE = "Press Enter if that is all right. Then it begins.";
    AWAY_TITLE = "Are you still there?";
    AWAY_SAYS = "Press any key to go on. In {seconds} s this closes. Your answers are kept, and the desk can bring them back.";
    TURN_TITLE = "Please turn the screen to the patient.";
    TURN_SAYS = "Press Enter to go on with your answers.";
    UNSAVED_TITLE = "Your last answer is not saved yet.";
    UNSAVED_SAYS = "Press any key to try again. If that does not help, please tell the desk.";
    HELP_STOP_AT_DESK = "Stops here. Your answers so far are kept for the clinic.";
    SIGN_TITLE = "Decide about {reference}";
    SIGN_WHAT = "Decision";
    DECIDE_GO = "go ahead";
    DECIDE_WAIT = "wait until a day";
    DECIDE_NO = "do not treat";
    DECIDE_ALTHOUGH = "go ahead although the verdict says otherwise";
    SIGN_DAY = "Wait until this day";
    SIGN_REASON = "Reason, where it goes ahead although";
    SIGN_PERSON = "Is this the person? Ask for two identifiers";
    SIGN_SKIN = "Was the skin examined?";
    CHECKED_NO = "not yet";
    CHECKED_YES = "yes";
    SIGN_PIN = "Your PIN, to sign";
    SIGN_NOTE = "This signs within the desk. It is no qualified electronic signature. To sign in ink, print it with k.";
    SIGN_NOT_A_CLINICIAN = "Only a clinician decides. Lock with F9, and let one come in.";
    SIGN_NOT_FINISHED = "There is no verdict yet. Go on with o, or hand it over with h.";
    SIGN_NO_OVERRIDE = "Something was found that nobody may override. Decide to wait, or not to treat.";
    SIGN_NEEDS_REASON = "The verdict says otherwise. Choose to go ahead although, and give the reason.";
    SIGN_SHORT_REASON = "Give the reason in at least {count} characters.";
    SIGN_DAY_BEHIND = "Type a day to come.";
    SIGN_NOT_EXAMINED = "First make sure who this is, and to go ahead, examine the skin.";
    SIGN_DONE = "Signed.";
    RECORD_DECIDED = "{name} ({role}) decided on {day}: {what}.";
    RECORD_VOIDED = "{name} ({role}) decided on {day}: {what}. That no longer counts, since an answer was changed.";
    RECORD_WAIT_UNTIL = "wait until {day}";
    RECORD_ALTHOUGH = "go ahead, although: {reason}";
    RECORD_COURSE = "Screening {nth} of {count} under this reference.";
    ROLE_RECEPTION = "reception";
    ROLE_CLINICIAN = "clinician";
    RECORD_NAME = "Found under";
    RECORD_ERASED = "This screening was erased. Nothing of it can be read.";
    PRINT_WHICH = "Print the clinician's sheet on {printer}?";
    PRINT_NONE = "No printer was found here. needlefit sheet writes a file to print.";
    PRINT_DONE = "Sent to {printer}.";
    NOT_A_DRAFT = "It has its verdict. Open it with Enter.";
    NOT_FINISHED_YET = "It is a draft. Go on with o, or hand it over with h.";
    CONSENTS_TITLE = "Consents of {reference}";
    CONSENTS_NONE = "The clinic has no consent texts in clinic.json.";
    CONSENT_TEXT = "Text";
    CONSENT_HOW = "The person";
    CONSENT_GIVES = "gives it";
    CONSENT_WITHDRAWS = "withdraws it";
    CONSENT_TIME = "Were questions answered, and time given?";
    CONSENT_ASK_FIRST = "First answer the person's questions, and give time.";
    CONSENT_DONE = "Put down.";
    STAFF_TITLE = "Staff";
    STAFF_WHICH = "Who";
    STAFF_NEW = "somebody new";
    STAFF_NAME = "Name";
    STAFF_ROLE = "Role";
    STAFF_PIN = "New PIN: 6 to 12 digits";
    STAFF_PIN_AGAIN = "The same PIN again";
    STAFF_HERE = "Works here";
    STAFF_YES = "yes";
    STAFF_NO = "no longer";
    STAFF_HOW = "Leave the PIN empty to keep it.";
    STAFF_DONE = "{name} is set.";
    STAFF_NO_NAME = "Type a name.";
    STAFF_NAME_TAKEN = "Somebody has this name already.";
    STAFF_NO_PIN = "A PIN has 6 to 12 digits.";
    STAFF_EASY_PIN = "Everybody tries this PIN first. Choose another.";
    STAFF_PINS_DIFFER = "The two PINs are not the same.";
    STAFF_FIRST = "Who works here? The first one is set now, the others later with s.";
    DAY_END_TITLE = "The end of the day";
    DAY_END_LEFT = "Drafts left: {what}.";
    DAY_END_NONE_LEFT = "No draft is left.";
    DAY_END_BACKUP = "A copy of the records was made today.";
    DAY_END_NO_BACKUP = "No copy of the records was made today. {why}";
    DAY_END_DUE = "Waits that end this week: {what}.";
    DAY_END_NONE_DUE = "No wait ends this week.";
    FILTER_TITLE = "Show only";
    FILTER_WHAT = "A part of a reference or a label; or a whole reference of any day";
    DAY_TITLE = "Another day";
    DAY_WHICH = "Day";
    DESK_BACK_LATER = "The screening could not be opened. {why}";

    // the demo
    DEMO = "DEMO";
    DEMO_MARK = "DEMO. This person is made up. No answers are kept.";
    DEMO_TITLE = "Made-up people, to show what the questions do";
    DEMO_HOW = "Choose one. Space then goes on with their answers, and z goes to the summary. F5 or o plays them at reading pace, and stops it again.";
    DEMO_NOT_SAVED = "This is a demo. Its answers are not saved.";
    DEMO_MISFIT = "The person \"{person}\" of the demo does not fit these questions. At \"{question}\": {why}";
    DEMO_NOBODY = "Nobody of the demo fits these questions. {why}";
    DEMO_STOPS_HERE = "This person has no answer here. Give one to go on.";
    ALL_PICTURES = "All pictures";
    HELP_PICTURES = "Demo: shows a picture, or the list of all.";
    HEAD_PEOPLE = "People";
    HINT_STEP = "next";
    HINT_PLAY = "play";
    HINT_STOP = "stop";
    HINT_PEOPLE = "people";
    HINT_TO_SUMMARY = "summary";
    HELP_STEP = "Demo: answers as this person does, and goes on.";
    HELP_PLAY = "Demo: goes on by itself at reading pace, or stops that.";
    HELP_PEOPLE = "Demo: goes to the list of people.";
    HELP_TO_SUMMARY = "Demo: goes to the summary of the person.";
    HELP_CHOOSE_PERSON = "Demo: begins with the person that is marked.";

    // the protocol, for who reviews a pack
    PROTOCOL_TITLE = "{title}: what is asked, and what it means";
    PROTOCOL_PACK = "Questions: {id} {version}. Program: needlefit {program}. SHA-256 of the file:";
    PROTOCOL_HOW = "For the clinician who reviews it. Each row is an answer and what it comes to. Tick the box of a row to change it, and write beside it or on the last page how.";
    PROTOCOL_UNKNOWN = "Where no row says more, \"not sure\", \"I would rather tell the clinician\" and no answer at all mean: a clinician must decide. An answer without a row is no concern.";
    PROTOCOL_NOT_KNOWING = "Not knowing is no concern at: {what}.";
    PROTOCOL_DEFAULT = "A length with * is a clinic default: no source fixes it, and a clinic may change it.";
    PROTOCOL_ON_THE_DAY = "on the day alone";
    PROTOCOL_CLINIC_MAY = "where the clinic does not answer it itself";
    PROTOCOL_IF = "If {when}";
    PROTOCOL_UNTIL = "until {what}";
    PROTOCOL_AFTER_THAT = "{span} after that date";
    PROTOCOL_THEN = "{event}, then {span}";
    PROTOCOL_AND = "and";
    PROTOCOL_OR = "or";
    PROTOCOL_NOT = "not ({what})";
    PROTOCOL_ALL_OF = "all of: {what}";
    PROTOCOL_NONE_OF = "none of: {what}";
    PROTOCOL_ANY = "any answer";
    PROTOCOL_BLANK = "no answer";
    PROTOCOL_UNDER = "under {number}";
    PROTOCOL_FROM = "{number} or more";
    PROTOCOL_WITHIN = "less than {span} ago";
    PROTOCOL_OVER = "{span} ago or more";
    PROTOCOL_NOT_AFTER = "not yet {span} after it";
    PROTOCOL_LONG_AFTER = "{span} or more after it";
    PROTOCOL_AHEAD = "still to come";
    PROTOCOL_CLINICIAN = "clinician";
    PROTOCOL_WAIT = "wait";
    PROTOCOL_NOT_SUITABLE = "not suitable";
    PROTOCOL_PROMISED = "Proved of all answers: {what}.";
    PROTOCOL_SIGN = "Reviewed";
    PROTOCOL_NAME = "Name";
    PROTOCOL_ROLE = "Role";
    PROTOCOL_DATE = "Date";
    PROTOCOL_HOLDS = "The review holds until";
    PROTOCOL_SIGNATURE = "Signature";
    PROTOCOL_CHANGES = "Changes";
    PROTOCOL_NEVER = "Asked, and never a concern";
    PROTOCOL_MENTIONS = "Mentions: told to the clinician, and no reason to wait";
    PROTOCOL_WARNINGS = "Warnings: said before all else, whatever the verdict";
    PROTOCOL_SAID = "What is said with each row";
    PROTOCOL_QUESTIONS = "Each question with its answers, and why it is asked";
    PROTOCOL_TOLD = "What is told to all";

    // the questions on paper
    FORM_HOW = "Tick a box in each row, or write on the line. What is set in is asked only where its answer above is yours.";
    FORM_BORN = "Date of birth";
    FORM_BOOKED = "on";
    FORM_RATHER_TELL = "Rather tell";
    FORM_TODAY_ALONE = "only if the treatment is today";
    FORM_DAY = "day";
    FORM_MONTH = "month";
    FORM_YEAR = "year";
    FORM_TELEPHONE = "telephone {number}";
    FORM_EMERGENCY = "emergency number {number}";
    FORM_NO_VERDICT = "This form says nothing by itself. Give it to the clinic: what is not \"no\" must be gone through with you.";
    FORM_PATIENT = "Patient";
    FORM_CLINICIAN = "Clinician";
    FORM_PAGE = "Page {page} of {pages}";

    // days in a calendar: a title says neither what was found nor whose it is
    CALENDAR_AFTERCARE = "Skin treatment: aftercare, day {first} to {last}";
    CALENDAR_NEXT = "Skin treatment: earliest day of the next session";
    CALENDAR_NEXT_SAYS = "This is no booking: the clinic sets the day. Answer the questions again before that session.";
    CALENDAR_ASK_AGAIN = "Skin treatment: earliest day to ask again";
    CALENDAR_ASK_AGAIN_SAYS = "This is no booking. Answer the questions again on this day or later. Then a clinician decides.";
    CALENDAR_ANSWER_AGAIN = "Skin treatment: answer the questions again";
    CALENDAR_ON_THE_DAY = "Some things are only known on the day of the treatment. They are asked again before it begins.";
    CALENDAR_HELD = "From this day on, your answers do not hold any more.";

    // the printer
    TAKE_PAPER = "Print the sheet on {printer}";
    PAPER_TITLE = "Print the sheet on {printer} now?";
    PAPER_YES = "Print it";
    PAPER_NO = "Do not print it";
    PAPER_SENT = "{printer} has taken the sheet.";
    NO_PRINTER = "There is no printer here.";
    PAPER_WORD = "paper";
    PAPER_HOW = "Type \"paper\" to print it on {printer}.";
    PAPER_ASK = "Print the sheet on {printer} now? Type y for yes, or n for no.";
    PRINT_REFUSED = "{printer} did not take the sheet. Look at the printer and try again, or save the sheet.";
    PRINT_SLOW = "{printer} does not answer. Look at the printer, or save the sheet.";

    // what is found where nothing is known
    YOU_ARE_NOT_SURE = "You are not sure about this. \"{question}\"";
    YOU_WOULD_RATHER_TELL = "You would rather tell the clinician. \"{question}\"";
    THAT_DAY_HAS_PASSED = "The day that you gave has passed. \"{question}\"";
    YOU_DID_NOT_ANSWER = "You did not answer. \"{question}\"";
    ANSWERS_CONTRADICT = "These answers contradict each other: \"{above}\" {no}; \"{question}\" {answer}.";
    WAIT_STANDS = "{what}: on {day} you gave another answer, and that one means a wait until {until}.";
    ASK_A_CLINICIAN = "Talk about this with the clinician first.";
}

counted! {
    STATE_DRAFT = "draft, {count} answered", "draft, {count} answered";
    PIN_LAPSES = "Since you were here last, {count} wrong PIN was typed for you.", "Since you were here last, {count} wrong PINs were typed for you.";
    DAY_END_COUNT = "{count} screening: {what}", "{count} screenings: {what}";
    MINUTES = "{count} minute", "{count} minutes";
    HOURS = "{count} hour", "{count} hours";
    DAYS = "{count} day", "{count} days";
    WEEKS = "{count} week", "{count} weeks";
    MONTHS = "{count} month", "{count} months";
    YEARS = "{count} year", "{count} years";
    OPENED = "That opens one more question.", "That opens {count} more questions.";
    STILL_OPEN = "One question is still open. Type its number to answer it.", "{count} questions are still open. Type a number to answer one.";
    OPENED_HERE = "Your answer opens one more question.", "Your answer opens {count} more questions.";
    STILL_OPEN_HERE = "One question is still open. Choose it and press Enter.", "{count} questions are still open. Choose one and press Enter.";
    COUNT_ANSWERS = "{count} answer", "{count} answers";
    COUNT_SCREENS = "{count} question", "{count} questions";
    AND_MORE_BELOW = "and one more, below", "and {count} more, below";
    LOOKED_AT = "One thing was asked. It gave no reason to wait.", "{count} things were asked. None of them gave a reason to wait.";
    ASKED_AGAIN = "On the morning of the treatment, answer this again: {what}.", "On the morning of the treatment, answer these {count} things again: {what}.";
    OPENED_ASKED_AGAIN = "One question has changed since and is asked again: {what}.", "{count} questions have changed since and are asked again: {what}.";
    OPENED_OF_A_CLINIC = "One question was answered by the clinic, and is asked now: {what}.", "{count} questions were answered by the clinic, and are asked now: {what}.";
    ALL_OTHERS_NO = "One other answer is \"no\".", "{count} other answers are \"no\".";
    LEFT_OUT = "One person is left out, whose answers don't fit these questions: {who}.", "{count} people are left out, whose answers don't fit these questions: {who}.";
    STILL_BLANK = "One question has no answer. It counts as not known.", "{count} questions have no answer. They count as not known.";
}
