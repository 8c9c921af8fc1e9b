//! What is made once and kept until that changes which it was made of.
//!
//! A key is all that a thing is made of. What is too large for a key is [`Watched`]: its changes stand for
//! it, and nobody can forget to count one, since there is no other way to change it.

use std::{
    cell::RefCell,
    ops::{Deref, DerefMut},
};

/// The last thing that was made, under its key.
#[derive(Debug)]
pub struct Memo<K, V>(RefCell<Option<(K, V)>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<K: PartialEq, V: Clone> Memo<K, V> {
    /// The thing of this key: the last one, or made now.
    pub fn get(&self, key: K, make: impl FnOnce() -> V) -> V {
        if let Some((last, value)) = &*self.0.borrow()
            && *last == key
        {
            return value.clone();
        }
        let value = make();
        *self.0.borrow_mut() = Some((key, value.clone()));
        value
    }
}

/// A value that counts its changes.
#[derive(Debug)]
pub struct Watched<T> {
    value: T,
    changes: u64,
}

impl<T> Watched<T> {
    /// A value that has not been changed.
    pub const fn new(value: T) -> Self {
        Self { value, changes: 0 }
    }

    /// How often it may have been changed: while this is the same, so is the value.
    pub const fn changes(&self) -> u64 {
        self.changes
    }
}

impl<T> Deref for Watched<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Watched<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.changes += 1;
        &mut self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_made_anew_when_its_key_or_what_is_watched_changes() {
        let (memo, mut watched) = (Memo::default(), Watched::new(1));
        let get =
            |watched: &Watched<i32>, by: i32| memo.get((watched.changes(), by), || **watched * by);
        assert_eq!((get(&watched, 2), get(&watched, 2)), (2, 2));
        assert_eq!(get(&watched, 3), 3);
        *watched = 5;
        assert_eq!(get(&watched, 3), 15);
        assert_eq!(memo.get((watched.changes(), 3), || 0), 15, "it is kept");
    }
}
