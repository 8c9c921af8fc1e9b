//! Every test in one program: linked once, and run at once. What needs a process of its own, since
//! it sends signals, stands beside this folder.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::missing_panics_doc,
    reason = "a test may stop"
)]

mod common;

mod aftercare;
mod again;
mod against;
mod calendar;
mod check;
mod claims;
mod cli;
mod clinic;
mod code;
mod cohort;
mod compare;
mod contradictions;
mod contrast;
mod contributing;
mod copies;
mod dates;
mod demo;
mod desk;
mod desk_staff;
mod documents;
mod due_dates;
mod ends;
mod evaluate;
mod faces;
mod form;
mod fuzz;
mod glossary;
mod help;
mod hostile;
mod in_sight;
mod keeping;
mod kept_to_itself;
mod keys;
mod languages;
mod machine;
mod mentions;
mod mouse;
mod packs;
mod paper;
mod pictures;
mod plain;
mod proofs;
mod properties;
mod protocol;
#[allow(clippy::cast_precision_loss, reason = "counts of words are small")]
mod reading;
mod readme;
mod records;
mod records_commands;
#[cfg(unix)]
mod records_terminal;
mod retention;
mod review;
mod rules;
mod sample;
mod schema;
mod screen;
mod screening;
mod sheet;
mod short;
mod small;
mod somebody_listens;
mod sources;
mod statements;
mod summary;
mod surroundings;
mod terminals;
mod told_apart;
mod walls;
mod what_if;
mod words;
