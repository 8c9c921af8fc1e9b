//! The walls of ARCHITECTURE.md, read from the imports of `src`: no arrow between rooms runs up, and
//! no files stand in a circle.
//!
//! An import is a path in a `use` or in code that begins with `crate`, `super`, `self`, the name of
//! the library (in the program) or the name of a module below. It leads to the file that defines
//! what is imported, through every `use` on the way. A parent that only names what stands below it
//! (`mod`, `pub use`) does not import it. Tests inside `src` may import anything.
//!
//! A circle is a set of files each of which imports each other one, if by way of others: none of
//! them can be read, moved or tested without all of them. A file that stands below another one in the
//! modules may name its types, traits and constants though that one calls it: they are what the
//! house speaks of. Its functions it may not. Methods that one file adds to a type of another are
//! called without an import, so that they are no arrow here.
mod imports;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use imports::{Crate, Module, There, arrows, crate_of, is_root, source};

/// The rooms, top to bottom. A room that is not named is part of the one around it.
const FLOORS: &[&str] = &[
    "main",
    "commands",
    "cli",
    "tui",
    "plain",
    "evaluate",
    "form",
    "protocol",
    "desk",
    "records",
    "sheet",
    "demo",
    "check",
    "interview",
    "clinic",
    "pack::read",
    "pack",
    "printing",
    "text",
    // says the names of files, cleaned
    "files",
    "color",
    "locale",
    "clean",
    "process",
];

/// Arrows that run up today: from this file to this one, and why it is not mended yet. Take out what
/// is gone; put in nothing.
const UP: &[(&str, &str, &str)] = &[];

/// Files that stand in a circle today, and why. Take out what is gone; put in nothing.
const CIRCLES: &[(&[&str], &str)] = &[];

/// The arrows that can close a circle.
fn binding(all: &Crate) -> BTreeMap<&Module, BTreeSet<Module>> {
    let arrows = arrows(all).into_iter().map(|(from, imports)| {
        let bind = |(to, function): &There| *function || !from.starts_with(to);
        let imports = imports.into_iter().filter(bind);
        (from, imports.map(|(to, _)| to).collect())
    });
    arrows.collect()
}

/// The floor of a module, counted from the top. What the program declares and has no floor of its
/// own is part of `main`; the root of the library only names the rooms.
fn floor(all: &Crate, module: &Module) -> Option<usize> {
    let path = module.join("::");
    let main = all.get(&vec!["main".to_owned()]);
    let rooms = FLOORS.iter().enumerate().filter(|(_, room)| {
        let rest = path.strip_prefix(**room);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    });
    let room = rooms.max_by_key(|(_, room)| room.len());
    let in_main = main.is_some_and(|main| main.modules.contains(&module[0]));
    room.map(|(floor, _)| floor)
        .or_else(|| in_main.then_some(0))
}

/// The sets of files that reach each other.
fn circles(all: &Crate) -> BTreeSet<Vec<&str>> {
    let arrows = binding(all);
    let reach = |from: &Module| {
        let mut seen = BTreeSet::new();
        let mut next: Vec<&Module> = arrows[from].iter().collect();
        while let Some(module) = next.pop() {
            if seen.insert(module) {
                next.extend(&arrows[module]);
            }
        }
        seen
    };
    let reached: BTreeMap<&Module, BTreeSet<&Module>> =
        all.keys().map(|module| (module, reach(module))).collect();
    let circles = all.keys().filter(|it| reached[it].contains(it)).map(|one| {
        let others = reached[one].iter().filter(|it| reached[**it].contains(one));
        let mut names: Vec<&str> = others.map(|it| all[*it].name.as_str()).collect();
        names.sort_unstable();
        names
    });
    circles.collect()
}

/// The arrows that run up, from file to file.
fn up(all: &Crate) -> BTreeSet<(&str, &str)> {
    let mut up = BTreeSet::new();
    for (from, imports) in arrows(all) {
        for (to, _) in imports {
            if floor(all, from) > floor(all, &to) && !is_root(&to) {
                up.insert((all[from].name.as_str(), all[&to].name.as_str()));
            }
        }
    }
    up
}

#[test]
fn every_room_has_a_floor() {
    let all = source();
    let lib = vec!["lib".to_owned()];
    let without = all
        .keys()
        .filter(|it| **it != lib && floor(&all, it).is_none());
    let without: Vec<&str> = without.map(|it| all[it].name.as_str()).collect();
    assert!(
        without.is_empty(),
        "give them a place in `FLOORS`: {without:?}"
    );
    // it has read what it should
    assert!(all.len() > 80, "{} files", all.len());
    let arrows: usize = arrows(&all).values().map(BTreeSet::len).sum();
    assert!(arrows > 3 * all.len(), "{arrows} arrows");
}

#[test]
fn no_arrow_between_rooms_runs_up() {
    let all = source();
    let up = up(&all);
    let known: BTreeSet<_> = UP.iter().map(|(from, to, _)| (*from, *to)).collect();
    let new: Vec<_> = up.difference(&known).collect();
    let gone: Vec<_> = known.difference(&up).collect();
    assert!(new.is_empty(), "these run up, mend them: {new:#?}");
    assert!(gone.is_empty(), "mended, take them out of `UP`: {gone:#?}");
}

#[test]
fn no_files_stand_in_a_circle() {
    let all = source();
    let circles = circles(&all);
    let known: BTreeSet<_> = CIRCLES.iter().map(|(files, _)| files.to_vec()).collect();
    let new: Vec<_> = circles.difference(&known).collect();
    let gone: Vec<_> = known.difference(&circles).collect();
    let mut said = String::new();
    for files in new {
        writeln!(said, "new, or another set than before: {files:#?}").unwrap();
        for (from, to) in inside(&all, files) {
            writeln!(said, "    {from} imports {to}").unwrap();
        }
    }
    if !gone.is_empty() {
        writeln!(
            said,
            "gone, or another set now; change `CIRCLES`: {gone:#?}"
        )
        .unwrap();
    }
    assert!(said.is_empty(), "{said}");
}

/// The arrows inside a circle.
fn inside<'c>(all: &'c Crate, files: &[&str]) -> Vec<(&'c str, &'c str)> {
    let arrows = binding(all);
    let names = arrows.iter().flat_map(|(from, imports)| {
        let to = imports.iter().map(|to| all[to].name.as_str());
        to.map(|to| (all[*from].name.as_str(), to))
    });
    names
        .filter(|(from, to)| files.contains(from) && files.contains(to))
        .collect()
}

/// A made-up `src`.
fn made(files: &[(&str, &str)]) -> Crate {
    let owned = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    crate_of(&owned.collect::<Vec<_>>())
}

#[test]
fn what_runs_up_is_found_however_it_is_written() {
    let lower = |text: &str| {
        let all = made(&[
            ("lib.rs", "pub mod text; pub mod tui;"),
            (
                "tui/mod.rs",
                "pub mod page; pub use page::Page; pub use self::page as sheet;",
            ),
            ("tui/page.rs", "pub struct Page;"),
            ("text/mod.rs", "mod words; pub use words::*;"),
            ("text/words.rs", text),
        ]);
        let up = up(&all)
            .into_iter()
            .map(|(from, to)| (from.to_owned(), to.to_owned()));
        up.collect::<Vec<_>>()
    };
    let found = [("text/words.rs".to_owned(), "tui/page.rs".to_owned())];
    for text in [
        "use crate::tui::Page;",
        "use crate::{\n    text::words,\n    tui::{self as face, page::Page as P},\n};",
        "use super::super::tui::page::*;",
        "fn f() { use crate::tui::Page; }",
        "fn f() -> crate::tui::Page { 'x'; '\\''; r#\"\"\"#; crate::tui::page::Page }",
        "use crate::tui::sheet::Page;",
        "impl From<crate::tui::Page> for &'static str {}",
    ] {
        let up = lower(text);
        assert!(up.contains(&found[0]), "{text}: {up:?}");
    }
    for text in [
        "// use crate::tui::Page;",
        "/* use crate::tui::Page; */",
        "/// [`crate::tui::Page`]\nfn f() { \"\\\"crate::tui::Page\"; }",
        "#[cfg(test)]\nmod tests { use crate::tui::Page; }\nfn f<'a>() {}",
        "#[cfg(test)]\nuse crate::tui::Page;",
        "use std::tui::Page;",
        "fn f() { r#\"crate::tui::Page \"crate::tui::Page\"#; }",
    ] {
        assert_eq!(lower(text), [], "{text}");
    }
}

#[test]
fn circles_are_found_and_parents_that_only_name_are_none() {
    let names = |files: &[(&str, &str)]| {
        let all = made(files);
        let circles = circles(&all).into_iter();
        circles.map(|it| it.join(" ")).collect::<Vec<_>>()
    };
    let parent = (
        "text/mod.rs",
        "mod a; mod b; mod c; pub use a::A; pub use b::{B, b};",
    );
    let c = ("text/c.rs", "pub fn c() {}");
    // by way of the parent's `pub use`
    let a = ("text/a.rs", "use super::B; pub struct A(B);");
    assert_eq!(
        names(&[parent, c, a, ("text/b.rs", "pub struct B;")]),
        [""; 0]
    );
    let b = ("text/b.rs", "pub struct B; pub fn b(_: &super::A) {}");
    assert_eq!(names(&[parent, c, a, b]), ["text/a.rs text/b.rs"]);
    // a ring of three
    let b = ("text/b.rs", "use crate::text::c::c; pub struct B;");
    let c = ("text/c.rs", "pub fn c() { super::a::f() }");
    assert_eq!(names(&[parent, c, a, b]), ["text/a.rs text/b.rs text/c.rs"]);
    // a parent that uses what stands below it, and has a type that this needs
    let parent = ("text/mod.rs", "mod a; use a::A; pub struct B(A);");
    assert_eq!(names(&[parent, a]), [""; 0]);
    // and with a function that it needs
    let parent = ("text/mod.rs", "mod a; pub fn b() { a::f(); }");
    let a = ("text/a.rs", "pub fn f() { super::b(); }");
    assert_eq!(names(&[parent, a]), ["text/a.rs text/mod.rs"]);
    let parent = ("text/mod.rs", "mod a; pub fn b() {} pub use a::f;");
    assert_eq!(names(&[parent, a]), [""; 0]);
}
