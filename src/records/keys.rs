//! What keeps records from being read: keys, what they seal, and the ways to the one that opens a store.
//!
//! Each screening has a key of its own, kept wrapped by the key of the store. To erase a screening is to
//! destroy its wrapped key: what it sealed stays where it is and is noise, in every copy. The key of the
//! store is wrapped once for each [`Way`] to it, so that a passphrase is changed without touching a record.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{
    Key as CipherKey, KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use data_encoding::{Encoding, Specification};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::Trouble;

/// The bytes of a key.
const KEY: usize = 32;
/// The bytes of what makes each sealing another one (XChaCha20).
const NONCE: usize = 24;
/// The bytes of a mark: of an HMAC-SHA-256 the first half, as RFC 2104 allows.
const MARK: usize = 16;
/// The bytes of chance in a recovery key: 120 bits, 24 letters.
const RECOVERY: usize = 15;
/// How many letters of a recovery key stand together.
const GROUP: usize = 4;
/// The shortest passphrase, in characters.
pub const SHORTEST_PASSPHRASE: usize = 12;

/// How a passphrase becomes a key: argon2id with 64 MiB, three passes, four lanes (the second choice of
/// RFC 9106).
const COST: Cost = Cost {
    kibibytes: 64 * 1024,
    passes: 3,
    lanes: 4,
};

/// A secret key. It is gone from memory when it is dropped.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; KEY]>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(<redacted>)")
    }
}

/// Bytes that nobody can foretell, from the system.
///
/// # Errors
/// [`Trouble::NoChance`] where the system has none.
pub(super) fn chance<const N: usize>() -> Result<Zeroizing<[u8; N]>, Trouble> {
    let mut bytes = Zeroizing::new([0; N]);
    getrandom::fill(&mut *bytes).map_err(|_| Trouble::NoChance)?;
    Ok(bytes)
}

impl Key {
    /// A new key.
    ///
    /// # Errors
    /// [`Trouble::NoChance`] where the system has no chance to give.
    pub(super) fn random() -> Result<Self, Trouble> {
        chance().map(Self)
    }

    fn from(bytes: &[u8]) -> Option<Self> {
        <[u8; KEY]>::try_from(bytes)
            .ok()
            .map(|it| Self(Zeroizing::new(it)))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&CipherKey::from(*self.0))
    }

    /// The text sealed: a nonce, then the ciphertext with its tag. `about` is not in it, and has to be
    /// the same when it is opened.
    ///
    /// # Errors
    /// [`Trouble::NoChance`] where the system has no chance to give.
    pub(super) fn seal(&self, text: &[u8], about: &[u8]) -> Result<Vec<u8>, Trouble> {
        let nonce = chance::<NONCE>()?;
        let payload = Payload {
            msg: text,
            aad: about,
        };
        let sealed = self.cipher().encrypt(&XNonce::from(*nonce), payload);
        // more than 256 GiB would be too much for the cipher
        let sealed = sealed.map_err(|_| Trouble::TooLarge)?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// What was sealed with this key about this; none where it was changed since, or with another one.
    pub(super) fn open(&self, sealed: &[u8], about: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
        let payload = Payload {
            msg: sealed,
            aad: about,
        };
        let opened = self.cipher().decrypt(&XNonce::from(*nonce), payload);
        opened.ok().map(Zeroizing::new)
    }

    /// Another key, wrapped by this one.
    ///
    /// # Errors
    /// [`Trouble::NoChance`] where the system has no chance to give.
    pub(super) fn wrap(&self, key: &Self, about: &[u8]) -> Result<Vec<u8>, Trouble> {
        self.seal(&key.0[..], about)
    }

    /// The key that this one wrapped.
    pub(super) fn unwrap(&self, wrapped: &[u8], about: &[u8]) -> Option<Self> {
        Self::from(&self.open(wrapped, about)?)
    }

    /// A mark by which the same text is found again, and which says nothing of it to who has no key.
    pub(super) fn mark(&self, what: &str, text: &str) -> Option<[u8; MARK]> {
        // an HMAC takes a key of any length
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.0[..]).ok()?;
        for part in [what, "\0", text] {
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().first_chunk().copied()
    }
}

/// What opens a store.
pub enum Opener {
    /// A passphrase, as typed.
    Passphrase(Zeroizing<String>),
    /// The bytes of a key file.
    KeyFile(Zeroizing<Vec<u8>>),
    /// The recovery key, as typed.
    Recovery(Zeroizing<String>),
}

/// A way to the key of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// By a passphrase that people know.
    Passphrase,
    /// By a file that the desk's machine keeps.
    KeyFile,
    /// By the key that was shown when the store was made.
    Recovery,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Passphrase, Self::KeyFile, Self::Recovery];

    /// Its name in a store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passphrase => "passphrase",
            Self::KeyFile => "key file",
            Self::Recovery => "recovery key",
        }
    }

    /// The way of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// What argon2id costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cost {
    pub kibibytes: u32,
    pub passes: u32,
    pub lanes: u32,
}

/// The key of a store, wrapped for one way to it.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub way: Way,
    pub salt: Vec<u8>,
    pub cost: Cost,
    pub wrapped: Vec<u8>,
}

impl Opener {
    /// Which way it is.
    #[must_use]
    pub const fn way(&self) -> Way {
        match self {
            Self::Passphrase(_) => Way::Passphrase,
            Self::KeyFile(_) => Way::KeyFile,
            Self::Recovery(_) => Way::Recovery,
        }
    }

    /// The key that it gives with this salt at this cost.
    fn key(&self, salt: &[u8], cost: Cost) -> Option<Key> {
        match self {
            Self::KeyFile(bytes) => {
                let text = std::str::from_utf8(bytes).ok()?;
                let bytes = data_encoding::HEXLOWER.decode(text.trim().as_bytes());
                Key::from(&Zeroizing::new(bytes.ok()?))
            }
            Self::Passphrase(typed) => stretched(normal(typed).as_bytes(), salt, cost),
            Self::Recovery(typed) => stretched(&recovered(typed)?, salt, cost),
        }
    }

    /// The key of a store, wrapped for who has this.
    ///
    /// # Errors
    /// [`Trouble::NoChance`], and [`Trouble::NoKey`] where it is no key at all.
    pub(super) fn slot(&self, store: &Key, about: &[u8]) -> Result<Slot, Trouble> {
        let salt = chance::<16>()?.to_vec();
        let key = self.key(&salt, COST).ok_or(Trouble::NoKey)?;
        Ok(Slot {
            way: self.way(),
            wrapped: key.wrap(store, about)?,
            salt,
            cost: COST,
        })
    }

    /// The key of the store; none where this is not what opens it.
    pub(super) fn open(&self, slot: &Slot, about: &[u8]) -> Option<Key> {
        let key = self.key(&slot.salt, slot.cost)?;
        key.unwrap(&slot.wrapped, about)
    }
}

/// A passphrase as one can type it on any keyboard: the same characters, however they are put together.
fn normal(typed: &str) -> Zeroizing<String> {
    Zeroizing::new(typed.nfc().collect())
}

/// A secret that people can remember, stretched to a key.
fn stretched(secret: &[u8], salt: &[u8], cost: Cost) -> Option<Key> {
    let params = Params::new(cost.kibibytes, cost.passes, cost.lanes, Some(KEY)).ok()?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut key = Zeroizing::new([0; KEY]);
    argon.hash_password_into(secret, salt, &mut *key).ok()?;
    Some(Key(key))
}

/// The letters of recovery keys: none is taken for another one (Crockford's base 32).
fn letters() -> Option<Encoding> {
    let mut it = Specification::new();
    it.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    it.translate.from.push_str("abcdefghjkmnpqrstvwxyzOoIiLl");
    it.translate.to.push_str("ABCDEFGHJKMNPQRSTVWXYZ001111");
    it.ignore.push_str(" -");
    it.encoding().ok()
}

/// A new recovery key, as it is shown: six groups of four letters.
///
/// # Errors
/// [`Trouble::NoChance`] where the system has no chance to give.
pub fn new_recovery_key() -> Result<Zeroizing<String>, Trouble> {
    let bytes = chance::<RECOVERY>()?;
    let letters = letters().ok_or(Trouble::NoKey)?;
    let plain = Zeroizing::new(letters.encode(&*bytes));
    let mut shown = Zeroizing::new(String::with_capacity(plain.len() * 2));
    for (place, letter) in plain.chars().enumerate() {
        if place > 0 && place % GROUP == 0 {
            shown.push('-');
        }
        shown.push(letter);
    }
    Ok(shown)
}

/// Whether what was typed is this recovery key.
#[must_use]
pub fn is_recovery_key(shown: &str, typed: &str) -> bool {
    recovered(typed).is_some_and(|typed| recovered(shown).is_some_and(|shown| *shown == *typed))
}

fn recovered(typed: &str) -> Option<Zeroizing<Vec<u8>>> {
    let bytes = letters()?.decode(typed.trim().as_bytes()).ok()?;
    (bytes.len() == RECOVERY).then(|| Zeroizing::new(bytes))
}

/// The text of a new key file.
///
/// # Errors
/// [`Trouble::NoChance`] where the system has no chance to give.
pub fn new_key_file() -> Result<Zeroizing<Vec<u8>>, Trouble> {
    let mut text = Zeroizing::new(
        data_encoding::HEXLOWER
            .encode(&*chance::<KEY>()?)
            .into_bytes(),
    );
    text.push(b'\n');
    Ok(text)
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may stop"
)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_its_key_and_what_it_is_about_alone() {
        let (key, other) = (Key::random().unwrap(), Key::random().unwrap());
        let sealed = key.seal(b"an answer", b"about").unwrap();
        assert_eq!(**key.open(&sealed, b"about").unwrap(), *b"an answer");
        assert!(key.open(&sealed, b"another").is_none());
        assert!(other.open(&sealed, b"about").is_none());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key.open(&changed, b"about").is_none(), "{at}");
            assert!(key.open(&sealed[..at], b"about").is_none(), "{at}");
        }
        assert_ne!(sealed, key.seal(b"an answer", b"about").unwrap());
    }

    #[test]
    fn each_way_opens_its_own_slot() {
        let store = Key::random().unwrap();
        let recovery = new_recovery_key().unwrap();
        assert_eq!(recovery.len(), 29, "{}", *recovery);
        let sloppy = recovery.to_lowercase().replace('-', " ");
        let file = new_key_file().unwrap();
        let passphrase = |it: &str| Opener::Passphrase(Zeroizing::new(it.to_owned()));
        let key_of = |it: &Opener, slot: &Slot| it.open(slot, b"s").map(|it| *it.0);
        for (opener, same, other) in [
            (
                passphrase("caf\u{e9} at nine"),
                passphrase("cafe\u{301} at nine"),
                passphrase("cafe at nine"),
            ),
            (
                Opener::KeyFile(file.clone()),
                Opener::KeyFile(Zeroizing::new(file[..64].to_vec())),
                Opener::KeyFile(new_key_file().unwrap()),
            ),
            (
                Opener::Recovery(recovery.clone()),
                Opener::Recovery(Zeroizing::new(sloppy)),
                Opener::Recovery(new_recovery_key().unwrap()),
            ),
        ] {
            let slot = opener.slot(&store, b"s").unwrap();
            assert_eq!(key_of(&opener, &slot), Some(*store.0));
            assert_eq!(key_of(&same, &slot), Some(*store.0));
            assert_eq!(key_of(&other, &slot), None);
            assert!(opener.open(&slot, b"of another store").is_none());
        }
        assert!(is_recovery_key(&recovery, &recovery.to_lowercase()));
        assert!(!is_recovery_key(&recovery, &recovery[1..]));
    }

    #[test]
    fn no_key_shows_itself() {
        assert_eq!(format!("{:?}", Key::random().unwrap()), "Key(<redacted>)");
    }
}
