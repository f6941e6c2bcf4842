//! A glance over a text, many bytes at a time: where a character may stand that means something else than words. Most files have none.

/// So many bytes are looked at in one go.
const STRETCH: usize = 256;

/// Where a byte stands that may begin an odd character: a control other than a line feed, or one of the first bytes of invisible characters
/// together with what follows it. All odd characters are among them; what follows must be looked at by whoever asks.
pub(super) fn suspects(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let stretches = (0..bytes.len()).step_by(STRETCH).map(|from| from..bytes.len().min(from + STRETCH));
    stretches.filter(|stretch| any_suspect(bytes, stretch.start, stretch.end)).flatten().filter(|at| is_suspect(bytes, *at))
}

/// Whether there is one in a stretch; written so that it is computed for many bytes at once.
fn any_suspect(bytes: &[u8], from: usize, to: usize) -> bool {
    let here = bytes.get(from..to).unwrap_or_default();
    let next = bytes.get(from + 1..to).unwrap_or_default();
    let found = here.iter().zip(next).fold(0, |found, (b, next)| found | u8::from(may_be_odd(*b, *next)));
    found != 0 || to > from && is_suspect(bytes, to - 1)
}

fn is_suspect(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|b| may_be_odd(*b, bytes.get(at + 1).copied().unwrap_or_default()))
}

/// U+0000 to U+001F but the line feed, U+007F to U+009F, U+2000 to U+203F, U+FEC0 to U+FEFF, U+FFC0 to U+FFFF.
/// Without branches, sixteen bytes are compared at once.
const fn may_be_odd(b: u8, next: u8) -> bool {
    ((b < 0x20) & (b != b'\n'))
        | (b == 0x7F)
        | ((b == 0xC2) & (next < 0xA0))
        | ((b == 0xE2) & (next == 0x80))
        | ((b == 0xEF) & ((next == 0xBB) | (next == 0xBF)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Those of a text one after the other.
    fn one_by_one(bytes: &[u8]) -> Vec<usize> {
        (0..bytes.len()).filter(|at| is_suspect(bytes, *at)).collect()
    }

    #[test]
    fn they_are_found_on_both_sides_of_a_stretch() {
        for at in [0, 1, STRETCH - 2, STRETCH - 1, STRETCH, 2 * STRETCH - 1] {
            let mut text = "a".repeat(2 * STRETCH);
            text.insert(at, '\u{FEFF}');
            assert_eq!(suspects(text.as_bytes()).collect::<Vec<_>>(), [at]);
        }
        assert_eq!(suspects("組合（一）…\n".as_bytes()).collect::<Vec<_>>(), [15]);
        assert_eq!(suspects(b"").count(), 0);
    }

    proptest! {
        #[test]
        fn none_is_passed_over(pieces in proptest::collection::vec(proptest::sample::select(vec!["a", "組", "\t", "\u{85}", "…", "\u{2028}", "（", "\u{FFFD}", "\n", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]), 0..80)) {
            let text = pieces.concat();
            prop_assert_eq!(suspects(text.as_bytes()).collect::<Vec<_>>(), one_by_one(text.as_bytes()));
        }
    }
}
