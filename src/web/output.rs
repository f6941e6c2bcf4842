//! The files of an output, in memory.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// A file of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Where it goes, relative to the output, with `/`.
    pub path: String,
    /// What is in it.
    pub bytes: Bytes,
}

/// What is in a file: bytes of its own, or those of a file of the theme, which stand in every output and are kept once.
#[derive(Clone)]
pub struct Bytes(Kept);

#[derive(Clone)]
enum Kept {
    Own(Vec<u8>),
    Shared(Arc<Shared>),
}

struct Shared {
    bytes: Vec<u8>,
    /// What somebody found in them.
    found: OnceLock<Vec<Address>>,
}

/// An address that stands somewhere in a file: where, and what it says.
pub type Address = (usize, String);

impl Bytes {
    /// Bytes of which copies cost nothing.
    pub fn shared(bytes: Vec<u8>) -> Bytes {
        Bytes(Kept::Shared(Arc::new(Shared { bytes, found: OnceLock::new() })))
    }

    /// As a list of bytes, without a copy of those that are its own.
    pub fn into_vec(self) -> Vec<u8> {
        match self.0 {
            Kept::Own(bytes) => bytes,
            Kept::Shared(shared) => shared.bytes.clone(),
        }
    }

    /// The addresses that `find` finds in them. Shared bytes are looked through once.
    pub fn addresses(&self, find: impl FnOnce(&[u8]) -> Vec<Address>) -> Cow<'_, [Address]> {
        match &self.0 {
            Kept::Own(bytes) => Cow::Owned(find(bytes)),
            Kept::Shared(shared) => Cow::Borrowed(shared.found.get_or_init(|| find(&shared.bytes))),
        }
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Kept::Own(bytes) => bytes,
            Kept::Shared(shared) => &shared.bytes,
        }
    }
}

impl Default for Bytes {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes(Kept::Own(bytes))
    }
}

impl From<String> for Bytes {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

impl From<&str> for Bytes {
    fn from(text: &str) -> Self {
        text.as_bytes().to_vec().into()
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Bytes) -> bool {
        **self == **other
    }
}

impl Eq for Bytes {}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}
