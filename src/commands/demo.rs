//! `needlefit demo`: ready-made people, on the full screen or as sheets.

use std::io::{self, Write as _};

use jiff::civil::Date;

use super::{packs, screening, stdio, today::Today};
use crate::{
    cli::{Cli, DemoArgs},
    demo::{self, People, Person},
    pack::Pack,
    sheet,
    text::{self, Language},
    tui::DemoApp,
};

/// Shows the people, or one of them first.
///
/// # Errors
/// Where the pack fits nobody, or not the person that was named, or the terminal fails.
pub fn run(args: &DemoArgs, cli: &Cli) -> anyhow::Result<bool> {
    let (common, screening) = (&cli.common, &cli.screening);
    let today = Today::of(common.today)?;
    let lang = args.lang.or(screening.lang);
    let editions = packs::editions(common.pack.as_deref(), lang, today.date)?;
    let pack = packs::spoken(&editions, lang)?;
    let mut people = People::of(pack, today.date);
    if people.fit.is_empty() {
        let why = people.misfits.first().map(ToString::to_string);
        let why = why.unwrap_or_default();
        anyhow::bail!(Language::english().fill(text::DEMO_NOBODY, &[("why", &why)]));
    }
    let first = args.person.as_ref();
    if let Some(id) = first {
        let misfit = people.misfits.iter().position(|it| it.person == *id);
        if let Some(place) = misfit {
            return Err(people.misfits.swap_remove(place).into());
        }
    }
    let first = first.and_then(|id| people.fit.iter().position(|it| it.id == *id));
    if screening::is_line_by_line(args.plain || screening.plain) {
        today.say_doubts(pack);
        if let Some(one) = first.and_then(|place| people.fit.get(place)) {
            print(one, pack, today.date)?;
            return Ok(true);
        }
        say_who_is_left_out(&people);
        for person in &people.fit {
            print(person, pack, today.date)?;
        }
        return Ok(true);
    }
    let (interview, theme) = (
        demo::begun(pack, today.date),
        screening::theme(common, args.theme),
    );
    let (wishes, mouse) = (
        screening::wishes(None, None, false),
        args.mouse || screening.mouse,
    );
    today.say_doubts(pack);
    let app = screening::full_screen(interview, theme, wishes, mouse);
    let app = app.saying(today.doubts(pack));
    let app = DemoApp::new(app.in_any_of(&editions), people, first);
    // nobody's answers stand on it
    screening::show(
        app,
        |_| Ok(true),
        |sheet, language| demo::MARK.on_sheet(&sheet, language),
    )?;
    Ok(true)
}

/// That somebody is left out, beside the sheets.
fn say_who_is_left_out(people: &People) {
    if let Some(says) = people.left_out(Language::english()) {
        // nothing can be done where even that can't be said
        let _ = writeln!(stdio::Output::talk(), "needlefit: {says}");
    }
}

/// Who a person is, and the sheet with their answers.
fn print(person: &Person, pack: &Pack, today: Date) -> io::Result<()> {
    let (name, shows) = (person.name(pack), &person.shows);
    let asked = person.asked_all(pack, today);
    let sheet = sheet::text::render_for(&asked, sheet::Reader::Clinician);
    let sheet = demo::MARK.on_sheet(&format!("{name}\n{shows}\n\n{sheet}"), pack.language);
    stdio::print(format!("{sheet}\n"))
}
