//! `needlefit schema`: the JSON Schema of what the program reads.

use super::stdio::print;
use crate::{check, cli::SchemaArgs, clinic, interview::screening, pack};

/// Prints the schema of packs, of cases, of translations, of cohorts, of statements, of claims, of screenings
/// or of clinics.
///
/// # Errors
/// When it can't be written.
pub fn run(args: &SchemaArgs) -> anyhow::Result<bool> {
    print(if args.cases {
        check::cases::schema()
    } else if args.translations {
        check::translation::schema()
    } else if args.cohort {
        check::cohort::schema()
    } else if args.statements {
        check::statements::schema()
    } else if args.claims {
        check::claims::schema()
    } else if args.screening {
        screening::schema()
    } else if args.clinics {
        clinic::schema()
    } else {
        pack::schema()
    })?;
    Ok(true)
}
