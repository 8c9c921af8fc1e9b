//! `needlefit demo`: ready-made people, on the full screen or as sheets.

use std::{io, iter};

use jiff::civil::Date;

use super::{packs, screening, stdio, today::Today};
use crate::{
    cli::{Cli, DemoArgs},
    demo::{self, Person},
    pack::Pack,
    sheet,
    tui::DemoApp,
};

/// Shows the people, or one of them first.
///
/// # Errors
/// Where the pack has no such people, or the terminal fails.
pub fn run(args: &DemoArgs, cli: &Cli) -> anyhow::Result<bool> {
    let (common, screening) = (&cli.common, &cli.screening);
    let today = Today::of(common.today)?;
    let lang = args.lang.or(screening.lang);
    let editions = packs::editions(common.pack.as_deref(), lang, today.date)?;
    let pack = packs::spoken(&editions, lang)?;
    let people = demo::people(pack, today.date)?;
    let first = args.person.as_ref();
    let first = first.and_then(|id| people.iter().position(|it| it.id == *id));
    if screening::is_line_by_line(args.plain || screening.plain) {
        today.say_doubts(pack);
        print_all(&people, first, pack, today.date)?;
        return Ok(true);
    }
    let (interview, theme) = (
        demo::begun(pack, today.date),
        screening::theme(common, args.theme),
    );
    let (wishes, mouse) = (
        screening::wishes(None, false),
        args.mouse || screening.mouse,
    );
    let app = screening::full_screen(interview, theme, wishes, mouse, today);
    let app = DemoApp::new(app.in_any_of(&editions), people, first);
    // nobody's answers stand on it
    screening::show(
        app,
        |_| Ok(true),
        |sheet, language| demo::MARK.on_sheet(&sheet, language),
    )?;
    Ok(true)
}

/// Each person, or the one that was named: who it is, and the sheet with the answers.
fn print_all(people: &[Person], one: Option<usize>, pack: &Pack, today: Date) -> io::Result<()> {
    let wanted = |place: &usize| one.is_none_or(|one| one == *place);
    for (_, person) in iter::zip(0.., people).filter(|(place, _)| wanted(place)) {
        let (name, shows) = (person.name(pack), &person.shows);
        let sheet = sheet::text::render(&person.asked_all(pack, today));
        let sheet = demo::MARK.on_sheet(&format!("{name}\n{shows}\n\n{sheet}"), pack.language);
        stdio::print(format!("{sheet}\n"))?;
    }
    Ok(())
}
