//! The keys of mappings. Nearly all are those of the model: they are known, and need no memory of their own.

use super::keys::KEYS;
use std::fmt;
use std::ops::Deref;

/// How many places there are for the keys of the model, a power of two and much more than there are keys.
pub(crate) const PLACES: usize = 1024;

/// The keys of the model, each at the place that its bytes tell, or behind it: which it is, from 1; 0 is free.
static PLACED: [u16; PLACES] = {
    let mut places = [0; PLACES];
    let mut key = 0;
    while key < KEYS.len() {
        let mut at = place_of(KEYS[key]);
        while places[at] != 0 {
            at = (at + 1) % PLACES;
        }
        key += 1;
        places[at] = key as u16;
    }
    places
};

/// The mark of all keys that the model does not know.
const OWN: u64 = 1;

/// A key of the model: which it is, in alphabetical order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known(u16);

/// The key of an entry of a mapping.
#[derive(Clone)]
pub enum Key {
    /// A key of the model.
    Known(Known),
    /// Any other.
    Own(Box<Name>),
}

/// A key that the model does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(Box<str>);

/// A key to look for.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// The key.
    pub name: &'static str,
    /// Which it is, if the model has it.
    known: Option<Known>,
}

/// A number made of the length, the first bytes and the last ones.
pub(crate) const fn place_of(key: &str) -> usize {
    let bytes = key.as_bytes();
    let [mut first, mut middle, mut last] = [0; 3];
    if !bytes.is_empty() {
        (first, middle, last) = (bytes[0] as u32, bytes[bytes.len() / 2] as u32, bytes[bytes.len() - 1] as u32);
    }
    let ends = first | middle << 8 | last << 16 | (bytes.len() as u32) << 24;
    (ends.wrapping_mul(0x9E37_79B1) >> 22) as usize
}

const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

impl Known {
    /// The key of the model with this name.
    pub fn find(name: &str) -> Option<Known> {
        let mut at = place_of(name);
        loop {
            // There are free places, so that it ends.
            let key = PLACED[at % PLACES].checked_sub(1)?;
            if KEYS.get(usize::from(key)).is_some_and(|known| *known == name) {
                return Some(Known(key));
            }
            at += 1;
        }
    }

    fn mark(self) -> u64 {
        1 << (self.0 % 64)
    }

    /// Its number among the keys of the model.
    pub fn number(self) -> u16 {
        self.0
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        KEYS.get(usize::from(self.0)).copied().unwrap_or_default()
    }
}

impl Word {
    /// A key to look for: which it is can be known while the program is made.
    pub const fn of(name: &'static str) -> Word {
        let mut key = 0;
        while key < KEYS.len() {
            if is_same(KEYS[key], name) {
                return Word { name, known: Some(Known(key as u16)) };
            }
            key += 1;
        }
        Word { name, known: None }
    }

    /// Which it is, if the model has it.
    pub const fn known(self) -> Option<Known> {
        self.known
    }

    /// That of the keys with this name.
    pub(super) fn mark(self) -> u64 {
        self.known.map_or(OWN, Known::mark)
    }
}

impl Key {
    /// One of 64 bits, which few others have: the same for the same key.
    pub(super) fn mark(&self) -> u64 {
        match self {
            Key::Known(key) => key.mark(),
            Key::Own(_) => OWN,
        }
    }
}

impl From<&str> for Key {
    fn from(key: &str) -> Self {
        Known::find(key).map_or_else(|| Key::Own(Box::new(Name(key.into()))), Key::Known)
    }
}

impl Deref for Key {
    type Target = str;
    fn deref(&self) -> &str {
        match self {
            Key::Known(key) => key.name(),
            Key::Own(key) => &key.0,
        }
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Key::Known(a), Key::Known(b)) => a == b,
            (Key::Own(a), Key::Own(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Key {}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_the_model_are_known_and_no_others() {
        for key in KEYS {
            assert!(matches!(Key::from(*key), Key::Known(known) if known.name() == *key), "{key}");
            assert_eq!((Word::of(key).known(), Word::of(key).name), (Known::find(key), *key));
        }
        for key in ["", "x", "組合", "titles", "purposes/1"] {
            assert!(matches!(Key::from(key), Key::Own(_)), "{key}");
            assert_eq!(&*Key::from(key), key);
            assert_eq!((Word::of(key).known(), Known::find(key)), (None, None));
        }
        assert!(KEYS.len() * 2 < PLACES);
    }
}
