//! `needlefit desk`: reception, on the full screen.

use anyhow::bail;
use uuid::Uuid;

use super::{
    clinics, packs,
    records::{Opened, for_desk},
    screening,
    today::{self, Today},
};
use crate::{
    cli::{Cli, DeskArgs},
    demo::People,
    desk::staff::{Roster, Wish},
    interview::screening::{PutDown, Screening},
    pack::Pack,
    records::{
        Records,
        body::{Named, Role, Says, Staffed},
        event::STORE,
        keys::{self, Opener},
        place::Place,
    },
    text,
    tui::{
        self,
        desk::{DeskApp, Opening, Tried},
    },
};

/// The PIN of everybody who works at a desk that is only tried.
const TRY_PIN: &str = "275934";

/// Opens the desk; gives whether there are records for it.
///
/// # Errors
/// Where there is no full screen, or the records, the pack or the clinic can't be read.
pub fn run(args: &DeskArgs, cli: &Cli) -> anyhow::Result<bool> {
    let common = &cli.common;
    if screening::is_line_by_line(cli.screening.plain) {
        bail!(
            "The desk needs a full screen. Line by line, there is needlefit records: list, show, import, export."
        );
    }
    let today = Today::of(common.today)?;
    let language = args.lang.or(cli.screening.lang);
    let editions = packs::editions(common.pack.as_deref(), language, today.date)?;
    let pack = packs::spoken(&editions, language)?;
    let clinic = clinics::of(common, pack, today.date)?;
    let (records, place, says, tried) = if args.tries {
        let folder = tempfile::Builder::new()
            .prefix("needlefit-try-")
            .tempdir()?;
        let place = Place::make(&folder.path().join("records"))?;
        let records = made_up(&place, pack, today.date)?;
        let says = pack.language.fill(text::TRY_DESK, &[("pin", TRY_PIN)]);
        (records, place, None, Some(Tried { says, folder }))
    } else {
        let Some((Opened { place, records }, warnings)) = for_desk(&args.opening)? else {
            return Ok(false);
        };
        let says: Vec<String> = warnings.iter().map(ToString::to_string).collect();
        (
            records,
            place,
            (!says.is_empty()).then(|| says.join(" ")),
            None,
        )
    };
    let opening = Opening {
        records,
        place,
        editions: &editions,
        pack,
        clinic: clinic.as_ref(),
        theme: screening::theme(common, args.theme),
        wishes: screening::wishes(None, None, false),
        clock: today::here,
        today: common.today,
        says,
        tried,
    };
    tui::run(DeskApp::new(opening)?)?;
    Ok(true)
}

/// Records of made-up people, opened with a key that nobody has.
fn made_up(place: &Place, pack: &Pack, today: jiff::civil::Date) -> anyhow::Result<Records> {
    let opener = Opener::KeyFile(keys::new_key_file()?);
    let mut records = Records::create(place, &[opener], today::here)?;
    let roster = Roster::default();
    for (name, role) in [
        ("Reception", Role::Reception),
        ("Clinician", Role::Clinician),
    ] {
        let id = Uuid::new_v4().to_string();
        if let Ok(member) = roster.set_as(Wish::new(name, role, TRY_PIN), || id) {
            records.note(STORE, Says::Staffed(Staffed::Set(member)))?;
        }
    }
    for (nth, person) in (201..).zip(People::of(pack, today).fit) {
        let put_down = PutDown {
            id: Uuid::new_v4().to_string(),
            started: today::now(),
            now: today::now(),
        };
        let interview = person.asked_all(pack, today);
        let named = Named::cleaned(&format!("DEMO-{nth}"), Some(&person.name(pack)));
        records.begin(named, &Screening::of(&interview, put_down))?;
    }
    Ok(records)
}
