//! Finding texts by numbers that are made of them: short names as what they are, any others among many by sums.

/// The first eight bytes of a text as a number, the first byte the least; behind the end stands nothing.
#[inline]
pub const fn eight_of(text: &[u8]) -> u64 {
    let mut eight = 0;
    let mut at = 0;
    while at < text.len() && at < 8 {
        eight |= (text[at] as u64) << (8 * at);
        at += 1;
    }
    eight
}

/// What names of eight bytes at most stand for. Where each has its place is tried out when the program is made, so that a single look tells.
/// Of the places, a power of two, most stay free.
pub struct Short<T, const PLACES: usize> {
    places: [(u64, Option<T>); PLACES],
    factor: u64,
}

impl<T: Copy, const PLACES: usize> Short<T, PLACES> {
    /// A table of names, none of which is longer or empty.
    pub const fn of(names: &[(&str, T)]) -> Self {
        let mut factor: u64 = 0x9E37_79B9_7F4A_7C15;
        loop {
            let mut places = [(0, None); PLACES];
            let mut nth = 0;
            while nth < names.len() {
                let eight = eight_of(names[nth].0.as_bytes());
                let place = Self::place(eight, factor);
                if places[place].0 != 0 {
                    break;
                }
                places[place] = (eight, Some(names[nth].1));
                nth += 1;
            }
            if nth == names.len() {
                return Short { places, factor };
            }
            factor = factor.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
        }
    }

    /// What a name stands for, of which these are all bytes.
    #[inline]
    pub fn get(&self, eight: u64) -> Option<T> {
        let (own, thing) = self.places[Self::place(eight, self.factor)];
        if own == eight { thing } else { None }
    }

    const fn place(eight: u64, factor: u64) -> usize {
        (eight.wrapping_mul(factor) >> (u64::BITS - PLACES.trailing_zeros())) as usize
    }
}

/// Texts, each with its number in their order.
#[derive(Debug, Default)]
pub struct Numbered<'t>(Vec<(u64, &'t str, u32)>);

impl<'t> Numbered<'t> {
    /// A list of texts.
    pub fn of(texts: impl Iterator<Item = &'t str>) -> Numbered<'t> {
        let mut all: Vec<(u64, &str, u32)> = texts.zip(0..).map(|(text, number)| (sum_of(text.as_bytes()), text, number)).collect();
        all.sort_unstable_by_key(|(sum, ..)| *sum);
        Numbered(all)
    }

    /// The number of a text; of those that stand there more than once always the same.
    pub fn find(&self, text: &str) -> Option<u32> {
        let sum = sum_of(text.as_bytes());
        let from = self.0.partition_point(|(other, ..)| *other < sum);
        let alike = self.0.get(from..)?.iter().take_while(|(other, ..)| *other == sum);
        alike.into_iter().find(|(_, other, _)| *other == text).map(|(.., number)| *number)
    }
}

/// A number by which texts are told apart, nearly always.
pub fn sum_of(text: &[u8]) -> u64 {
    let mix = |sum: u64, eight: u64| (sum.rotate_left(23) ^ eight).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let (eights, rest) = text.as_chunks();
    let sum = eights.iter().fold(text.len() as u64, |sum, eight| mix(sum, u64::from_le_bytes(*eight)));
    mix(sum, rest.iter().fold(0, |eight, byte| eight << 8 | u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn short_names_are_known() {
        const NAMES: [(&str, u32); 4] = [("a", 1), ("ab", 2), ("template", 3), ("b", 4)];
        static TABLE: Short<u32, 16> = Short::of(&NAMES);
        let known = |name: &str| TABLE.get(eight_of(name.as_bytes()));
        assert!(NAMES.into_iter().all(|(name, number)| known(name) == Some(number)));
        assert!(["", "c", "templat", "ba"].into_iter().all(|name| known(name).is_none()));
    }

    proptest! {
        #[test]
        fn every_text_is_found_again(texts in proptest::collection::vec("[ab健/]{0,12}", 0..40), other in "[ab健/]{0,12}") {
            let numbered = Numbered::of(texts.iter().map(String::as_str));
            for text in texts.iter().chain([&other]) {
                let found = numbered.find(text);
                prop_assert_eq!(found.is_some(), texts.contains(text));
                prop_assert!(found.is_none_or(|number| texts[number as usize] == *text));
            }
        }
    }
}
