//! Sums of bytes, by which a build knows again what it wrote and what it was made of.
//!
//! They find what changed; they stop nobody who wants to deceive, and no sum that lies beside its files could: whoever writes into an output can
//! write its list too. So it is XXH3 with 128 bits, which costs no more than reading the bytes. Lists of earlier programs hold SHA-256.

use sha2::{Digest, Sha256};
use twox_hash::xxhash3_128::Hasher;

/// The sum of some bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sum {
    /// XXH3 with 128 bits.
    Xxh3(u128),
    /// SHA-256 in hexadecimal, of a list that an earlier program wrote.
    Sha256(String),
}

impl Sum {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Sum {
        Sum::Xxh3(Hasher::oneshot(bytes))
    }

    /// Whether bytes have this sum, of whichever kind it is.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        match self {
            Sum::Xxh3(sum) => *sum == Hasher::oneshot(bytes),
            Sum::Sha256(sum) => *sum == hexadecimal(&Sha256::digest(bytes)),
        }
    }
}

/// Adds up pieces, so that no two lists of pieces are one text.
pub struct Adder(Hasher);

impl Default for Adder {
    fn default() -> Self {
        Adder(Hasher::new())
    }
}

impl Adder {
    /// Adds a piece.
    pub fn add(&mut self, piece: &[u8]) {
        self.0.write(&(piece.len() as u64).to_le_bytes());
        self.0.write(piece);
    }

    /// The sum of all pieces, in hexadecimal.
    pub fn end(self) -> String {
        hexadecimal(&self.0.finish_128().to_be_bytes())
    }
}

/// Bytes as digits.
pub fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |n: u8| char::from(b"0123456789abcdef"[usize::from(n & 0xF)]);
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(*b)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_that_the_algorithms_are_known_by() {
        // The XXH3 of nothing is printed in its specification; the SHA-256 of "1" was made by sha256sum.
        assert_eq!(Sum::of(b""), Sum::Xxh3(0x99aa_06d3_0147_98d8_6001_c324_468d_497f));
        assert!(Sum::Sha256("6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b".to_owned()).is_of(b"1"));
    }

    #[test]
    fn a_sum_is_of_its_bytes_alone() {
        let long = "一の組合".repeat(1_000);
        assert!(Sum::of(long.as_bytes()).is_of(long.as_bytes()));
        assert!(!Sum::of(long.as_bytes()).is_of(&long.as_bytes()[1..]));
    }

    #[test]
    fn pieces_are_not_taken_for_one_another() {
        let of = |pieces: &[&str]| {
            let mut adder = Adder::default();
            pieces.iter().for_each(|piece| adder.add(piece.as_bytes()));
            adder.end()
        };
        assert_eq!(of(&["a.yaml", "b"]), of(&["a.yaml", "b"]));
        assert_ne!(of(&["a.yaml", "b"]), of(&["a.yam", "lb"]));
        assert_ne!(of(&["a.yaml", "b"]), of(&["a.yaml", "b", ""]));
        assert_eq!(of(&[]).len(), 32);
    }
}
