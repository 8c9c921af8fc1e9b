//! The imports of a source, read from its words: which file leads to which.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// A module: its path from the root of its crate.
pub type Module = Vec<String>;

/// What a file says of itself.
#[derive(Debug, Default)]
pub struct File {
    /// From `src`.
    pub name: String,
    /// The modules that it declares.
    pub modules: BTreeSet<String>,
    /// What it defines at its outermost level, and which of it are functions.
    defines: BTreeSet<String>,
    functions: BTreeSet<String>,
    /// What stands in it by a `use`: the name, or `*`, and the path that it stands for.
    uses: Vec<Use>,
    /// Paths in its code.
    paths: Vec<Vec<String>>,
}

#[derive(Debug, Clone)]
struct Use {
    name: String,
    path: Vec<String>,
    public: bool,
}

/// All files of the library, or of the program, by their modules.
pub type Crate = BTreeMap<Module, File>;

/// The words and signs of a source, without comments, texts, characters and lifetimes.
fn tokens(source: &str) -> Vec<String> {
    let signs: Vec<char> = source.chars().collect();
    let at = |place: usize| signs.get(place).copied().unwrap_or('\0');
    let is_word = |sign: char| sign.is_alphanumeric() || sign == '_';
    let mut tokens = Vec::new();
    let mut here = 0;
    while here < signs.len() {
        match (at(here), at(here + 1)) {
            ('/', '/') => {
                while here < signs.len() && at(here) != '\n' {
                    here += 1;
                }
            }
            ('/', '*') => {
                here += 2;
                while here < signs.len() && (at(here), at(here + 1)) != ('*', '/') {
                    here += 1;
                }
                here += 2;
            }
            ('"', _) => {
                here += 1;
                while at(here) != '"' {
                    here += if at(here) == '\\' { 2 } else { 1 };
                }
                here += 1;
            }
            ('\'', '\\') => {
                here += 3;
                while at(here) != '\'' {
                    here += 1;
                }
                here += 1;
            }
            ('\'', _) if at(here + 2) == '\'' => here += 3,
            ('\'', _) => here += 1 + usize::from(is_word(at(here + 1))),
            (':', ':') => {
                tokens.push("::".to_owned());
                here += 2;
            }
            (sign, _) if is_word(sign) => {
                let begun = here;
                while is_word(at(here)) {
                    here += 1;
                }
                let word: String = signs[begun..here].iter().collect();
                let hashes = (here..signs.len())
                    .take_while(|place| at(*place) == '#')
                    .count();
                if ["r", "br"].contains(&word.as_str()) && at(here + hashes) == '"' {
                    // a raw text, up to a quotation mark and as many hashes
                    here += hashes + 1;
                    let ends = |place: usize| {
                        at(place) == '"' && (1..=hashes).all(|nth| at(place + nth) == '#')
                    };
                    while !ends(here) {
                        here += 1;
                    }
                    here += hashes + 1;
                } else {
                    tokens.push(word);
                }
            }
            (sign, _) => {
                if !sign.is_whitespace() {
                    tokens.push(sign.to_string());
                }
                here += 1;
            }
        }
    }
    tokens
}

/// The place behind the item that begins here: behind its `;`, or behind its braces.
fn behind_item(tokens: &[String], mut here: usize) -> usize {
    let mut depth = 0_usize;
    while here < tokens.len() {
        match tokens[here].as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => {
                depth -= 1;
                if depth == 0 && tokens[here] == "}" {
                    return here + 1;
                }
            }
            ";" if depth == 0 => return here + 1,
            _ => {}
        }
        here += 1;
    }
    here
}

/// The tokens without what only tests see, and the modules among that.
fn without_tests(tokens: &[String]) -> (Vec<String>, BTreeSet<String>) {
    const TESTS: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let (mut kept, mut modules) = (Vec::new(), BTreeSet::new());
    let mut here = 0;
    while here < tokens.len() {
        let end = (here + TESTS.len()).min(tokens.len());
        if tokens[here..end] == TESTS {
            let behind = behind_item(tokens, end);
            let item = &tokens[end..behind];
            if let Some(word) = item.iter().position(|it| it == "mod") {
                modules.extend(item.get(word + 1).cloned());
            }
            here = behind;
        } else {
            kept.push(tokens[here].clone());
            here += 1;
        }
    }
    (kept, modules)
}

/// Reads the tree of a `use` from here to its end: each name, and what it stands for.
fn read_tree(tokens: &[String], here: &mut usize, before: &[String], public: bool) -> Vec<Use> {
    let mut path = before.to_vec();
    let mut found = Vec::new();
    while let Some(token) = tokens.get(*here) {
        match token.as_str() {
            "::" => *here += 1,
            "{" => {
                *here += 1;
                while tokens[*here] != "}" {
                    found.extend(read_tree(tokens, here, &path, public));
                    if tokens[*here] == "," {
                        *here += 1;
                    }
                }
                *here += 1;
                return found;
            }
            ";" | "," | "}" => break,
            "as" => {
                let name = tokens[*here + 1].clone();
                *here += 2;
                found.push(Use { name, path, public });
                return found;
            }
            word => {
                // `use a::{self}` is `use a`
                if word != "self" || path.is_empty() {
                    path.push(word.to_owned());
                }
                *here += 1;
            }
        }
    }
    let name = path.last().cloned().unwrap_or_default();
    found.push(Use { name, path, public });
    found
}

/// Reads a file; gives the modules that only tests see besides.
fn read(name: &str, source: &str) -> (File, BTreeSet<String>) {
    const ITEMS: [&str; 9] = [
        "fn",
        "struct",
        "enum",
        "union",
        "trait",
        "type",
        "const",
        "static",
        "macro_rules",
    ];
    let (tokens, tests) = without_tests(&tokens(source));
    let mut file = File {
        name: name.to_owned(),
        ..File::default()
    };
    let (mut here, mut depth) = (0, 0_usize);
    while here < tokens.len() {
        let token = tokens[here].as_str();
        let next = |by: usize| tokens.get(here + by).map_or("", String::as_str);
        match token {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            "use" => {
                let public = here > 0 && ["pub", ")"].contains(&tokens[here - 1].as_str());
                here += 1;
                file.uses.extend(read_tree(&tokens, &mut here, &[], public));
                continue;
            }
            "mod" if next(2) == ";" => {
                file.modules.insert(next(1).to_owned());
            }
            item if depth == 0 && ITEMS.contains(&item) => {
                let name = if next(1) == "!" { next(2) } else { next(1) };
                file.defines.insert(name.to_owned());
                if item == "fn" || item == "macro_rules" {
                    file.functions.insert(name.to_owned());
                }
            }
            _ if next(1) == "::" && (here == 0 || tokens[here - 1] != "::") => {
                let mut path = vec![token.to_owned()];
                while next(1 + 2 * (path.len() - 1)) == "::" {
                    path.push(next(2 * path.len()).to_owned());
                }
                file.paths.push(path);
            }
            _ => {}
        }
        here += 1;
    }
    (file, tests)
}

/// The files of these names, from `src`, and texts, by their modules; the roots of the library and
/// of the program are the modules `lib` and `main`.
pub fn crate_of(files: &[(String, String)]) -> Crate {
    let (mut all, mut left_out) = (Crate::new(), BTreeSet::new());
    for (name, source) in files {
        let (file, tests) = read(name, source);
        let path = name.strip_suffix(".rs").unwrap();
        let path = path.strip_suffix("/mod").unwrap_or(path);
        let module: Module = path.split('/').map(str::to_owned).collect();
        left_out.extend(tests.into_iter().map(|it| [&module[..], &[it]].concat()));
        all.insert(module, file);
    }
    all.retain(|module, _| !left_out.iter().any(|it| module.starts_with(it)));
    all
}

/// All of `src`.
pub fn source() -> Crate {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut files) = (vec![source.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let name = path.strip_prefix(&source).unwrap().to_str().unwrap();
                files.push((name.to_owned(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    crate_of(&files)
}

/// Where a path leads: the module whose file defines it, and whether it is a function.
pub type There = (Module, bool);

/// Where this path in a module leads; nowhere if out of `src`. `depth` is how many `use` it may go
/// through.
fn find(all: &Crate, from: &Module, path: &[String], depth: usize) -> Option<There> {
    let (first, rest) = path.split_first()?;
    let from = if is_root(from) { &Module::new() } else { from };
    let start = match first.as_str() {
        "crate" | "needlefit" => Module::new(),
        "self" => from.clone(),
        "super" => from[..from.len().checked_sub(1)?].to_vec(),
        _ => {
            let below = [&from[..], std::slice::from_ref(first)].concat();
            return all
                .contains_key(&below)
                .then(|| follow(all, below, rest, depth))?;
        }
    };
    follow(all, start, rest, depth)
}

/// The same of a path below a module.
fn follow(all: &Crate, mut module: Module, mut path: &[String], depth: usize) -> Option<There> {
    while let Some((first, rest)) = path.split_first() {
        if first == "super" {
            module.pop();
            path = rest;
            continue;
        }
        let below = [&module[..], std::slice::from_ref(first)].concat();
        if !all.contains_key(&below) {
            break;
        }
        (module, path) = (below, rest);
    }
    let file = all.get(&module);
    let file = file.or_else(|| all.get(&vec!["lib".to_owned()]))?;
    let name = path.first();
    let here = || {
        let function = name.is_some_and(|name| file.functions.contains(name));
        all.contains_key(&module)
            .then(|| (module.clone(), function))
    };
    let Some(name) = name else {
        return here();
    };
    if depth == 0 || file.defines.contains(name) {
        return here();
    }
    let named = file.uses.iter().filter(|it| it.name == *name);
    let named = named.filter_map(|it| find(all, &module, &it.path, depth - 1));
    let globs = file.uses.iter().filter(|it| it.name == "*");
    let globs = globs.filter_map(|it| {
        let (there, _) = find(all, &module, &it.path[..it.path.len() - 1], depth - 1)?;
        let there = follow(all, there, std::slice::from_ref(name), depth - 1)?;
        all[&there.0].defines.contains(name).then_some(there)
    });
    named.chain(globs).next().or_else(here)
}

/// Whether it is the root of the library or of the program.
pub fn is_root(module: &Module) -> bool {
    matches!(module.as_slice(), [one] if one == "lib" || one == "main")
}

/// Each file, and the files that it imports, and whether a function of theirs.
pub fn arrows(all: &Crate) -> BTreeMap<&Module, BTreeSet<There>> {
    let arrows = all.iter().map(|(module, file)| {
        let uses = file.uses.iter().filter_map(|it| {
            let path = it.path.strip_suffix(&["*".to_owned()]).unwrap_or(&it.path);
            let there = find(all, module, path, 8)?;
            (!it.public || !there.0.starts_with(module)).then_some(there)
        });
        let paths = file.paths.iter();
        let paths = paths.filter_map(|path| find(all, module, path, 8));
        let imports = uses.chain(paths).filter(|it| it.0 != *module);
        (module, imports.collect())
    });
    arrows.collect()
}
