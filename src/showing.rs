//! `needlefit demo`: ready-made people, on the full screen or as sheets.

use std::{
    io::{self, Write},
    iter,
};

use jiff::{Timestamp, civil::Date};
use needlefit::{
    cli::{Cli, DemoArgs},
    demo::{self, Person},
    interview::Interview,
    pack::{Editions, Pack},
    sheet::{self, Wishes},
    tui::{
        self,
        theme::{self, Surroundings, Theme},
    },
};

/// Shows the people, or one of them first.
pub fn demo(args: &DemoArgs, cli: &Cli, editions: &Editions, today: Date) -> anyhow::Result<bool> {
    let (common, screening) = (&cli.common, &cli.screening);
    let pack = super::spoken(editions, common.lang)?;
    let people = demo::people(pack, today)?;
    let first = args.person.as_ref();
    let first = first.and_then(|id| people.iter().position(|it| it.id == *id));
    if super::wants_plain(args.plain || screening.plain) {
        print(&people, first, pack, today)?;
        return Ok(true);
    }
    tui::terminal::guard::forbid_core_dumps();
    let wishes = Wishes {
        save: None,
        print: false,
        started: Timestamp::now(),
        now: Timestamp::now,
    };
    let name = theme::choose(&Surroundings::now(true), common.color, args.theme);
    let interview = Interview::new(pack, today);
    let mut app = tui::App::new(interview, Theme::new(name, common.ascii), wishes);
    if args.mouse || screening.mouse {
        app = app.with_mouse();
    }
    let app = tui::DemoApp::new(app.in_any_of(editions), people, first);
    let closed = tui::run(app)?;
    if closed.print {
        let (columns, _) = tui::terminal::tty::size();
        let sheet = sheet::text::render_within(&closed.interview, usize::from(columns));
        let sheet = demo::MARK.on_sheet(&sheet, closed.interview.language());
        io::stdout().write_all(sheet.as_bytes())?;
    }
    Ok(true)
}

/// Each person, or the one that was named: who it is, and the sheet with the answers.
fn print(people: &[Person], one: Option<usize>, pack: &Pack, today: Date) -> io::Result<()> {
    let wanted = |place: &usize| one.is_none_or(|one| one == *place);
    for (_, person) in iter::zip(0.., people).filter(|(place, _)| wanted(place)) {
        let (name, shows) = (person.name(pack), &person.shows);
        let sheet = sheet::text::render(&person.asked_all(pack, today));
        let sheet = demo::MARK.on_sheet(&format!("{name}\n{shows}\n\n{sheet}"), pack.language);
        writeln!(io::stdout(), "{sheet}")?;
    }
    Ok(())
}
