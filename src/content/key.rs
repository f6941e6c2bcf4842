//! The keys of mappings. Nearly all are those of the model: they are known, and need no memory of their own.

use super::keys::KEYS;
use std::fmt;
use std::ops::Deref;
use std::sync::LazyLock;

/// How many places there are for the keys of the model, a power of two and much more than there are keys.
pub(crate) const PLACES: usize = 1024;

/// The keys of the model, each at the place that its bytes tell, or behind it.
static KNOWN: LazyLock<[Option<&'static str>; PLACES]> = LazyLock::new(|| {
    let mut places = [None; PLACES];
    for key in KEYS {
        let free = (place_of(key)..).map(|at| at % PLACES).find(|at| places[*at].is_none());
        free.into_iter().for_each(|at| places[at] = Some(*key));
    }
    places
});

/// The key of an entry of a mapping.
#[derive(Clone)]
pub enum Key {
    /// A key of the model.
    Known(&'static str),
    /// Any other.
    Own(Box<str>),
}

/// A number made of the length, the first bytes and the last ones.
pub(crate) fn place_of(key: &str) -> usize {
    let bytes = key.as_bytes();
    let at = |i: usize| bytes.get(i).copied().map_or(0, u32::from);
    let ends = at(0) | at(bytes.len() / 2) << 8 | at(bytes.len().saturating_sub(1)) << 16 | (bytes.len() as u32) << 24;
    (ends.wrapping_mul(0x9E37_79B1) >> 22) as usize
}

impl From<&str> for Key {
    fn from(key: &str) -> Self {
        let mut at = place_of(key);
        // There are free places, so that it ends.
        while let Some(known) = KNOWN[at % PLACES] {
            if known == key {
                return Key::Known(known);
            }
            at += 1;
        }
        Key::Own(key.into())
    }
}

impl Deref for Key {
    type Target = str;
    fn deref(&self) -> &str {
        match self {
            Key::Known(key) => key,
            Key::Own(key) => key,
        }
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
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
            assert!(matches!(Key::from(*key), Key::Known(known) if known == *key), "{key}");
        }
        for key in ["", "x", "組合", "titles", "purposes/1"] {
            assert!(matches!(Key::from(key), Key::Own(_)), "{key}");
            assert_eq!(&*Key::from(key), key);
        }
        assert!(KEYS.len() * 2 < PLACES);
    }
}
