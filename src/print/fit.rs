//! How large the type of a notice may be: as large as it can on as few sheets as it takes. And how close the lines of a page stand, so that its
//! last sheet is not for a line or two.

use super::matter::Matter;
use crate::diagnostic::{Diagnostic, Severity};
use crate::words;

/// The template whose type is fitted to its sheet.
pub(super) const FITTED: &str = "notice";

/// The template whose lines are set closer where that saves a sheet, and by how much they may be.
pub(super) const TIGHTENED: &str = "page";
pub(super) const TIGHTER: [u8; 2] = [1, 2];

/// How far down a sheet the last thing on it begins, if the sheet is nearly empty.
pub(super) const NEARLY_EMPTY: f64 = 0.24;

/// Sizes of type in points, from that of a placard down to the least that is read by somebody who stands before the board.
/// From two metres, text of 16 points can still be read; headings never are smaller than that.
const SIZES: [f64; 21] =
    [40.0, 36.0, 32.0, 28.0, 26.0, 24.0, 22.0, 20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.5, 12.0, 11.5, 11.0, 10.75, 10.5];

/// The largest size with which a notice stands on one sheet, or else on as few as with the smallest; `sheets` counts them.
pub(super) fn fit<E>(mut sheets: impl FnMut(f64) -> Result<usize, E>) -> Result<f64, E> {
    let mut seen = [None; SIZES.len()];
    let mut count = |i: usize| -> Result<usize, E> {
        match seen[i] {
            Some(count) => Ok(count),
            None => Ok(*seen[i].insert(sheets(SIZES[i])?)),
        }
    };
    let smallest = SIZES.len() - 1;
    let on_one = largest(&mut count, 1)?;
    match on_one == smallest && count(smallest)? > 1 {
        true => {
            let least = count(smallest)?;
            Ok(SIZES[largest(&mut count, least)?])
        }
        false => Ok(SIZES[on_one]),
    }
}

/// The first size that takes at most so many sheets; the smallest is taken to do so.
fn largest<E>(count: &mut impl FnMut(usize) -> Result<usize, E>, most: usize) -> Result<usize, E> {
    let (mut large, mut small) = (0, SIZES.len() - 1);
    // Those before `large` take more.
    while large < small {
        let middle = (large + small) / 2;
        match count(middle)? <= most {
            true => small = middle,
            false => large = middle + 1,
        }
    }
    Ok(small)
}

/// A notice that takes more than one sheet: the board has to have room for them.
pub fn several_sheets(matter: &Matter, sheets: usize) -> Option<Diagnostic> {
    if matter.sheet != FITTED || sheets < 2 {
        return None;
    }
    let (path, size) = (&matter.path, matter.size);
    let what = words!(
        "掲示 {path} は、読める大きさの字では{size}判1枚に収まらないため、{sheets}枚にしました。",
        "The notice {path} does not fit on one sheet of {size} in type that can be read, and takes {sheets} sheets."
    );
    let made = Diagnostic { severity: Severity::Info, ..Diagnostic::warning("notice-on-several-sheets", what) };
    Some(made.at_value(matter.at).why(words!(
        "字が10.5ポイントより小さくなると、掲示板の前に立っても読みにくくなります。",
        "Type of less than 10.5 points is hard to read on a board."
    )).fix(words!(
        "1枚にするときは、paper の size を大きくするか、blocks と parts を減らして、残りはホームページや備付けの冊子に載せてください。",
        "For a single sheet, choose a larger paper size or fewer blocks and parts, and publish the rest on the web or in a booklet."
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes out when a notice takes `sheets_at` sheets, and how often it was typeset.
    fn fitted(sheets_at: impl Fn(f64) -> usize) -> (f64, usize) {
        let mut tries = 0;
        let made = fit(|size| {
            tries += 1;
            Ok::<_, ()>(sheets_at(size))
        });
        (made.unwrap_or_default(), tries)
    }

    #[test]
    fn the_largest_size_that_fits_one_sheet() {
        assert_eq!(fitted(|_| 1).0, 40.0);
        assert_eq!(fitted(|size| if size <= 17.5 { 1 } else { 2 }).0, 17.0);
        assert_eq!(fitted(|size| if size <= 10.5 { 1 } else { 2 }).0, 10.5);
    }

    #[test]
    fn more_sheets_rather_than_type_that_nobody_reads() {
        assert_eq!(fitted(|size| (size / 3.8).ceil() as usize).0, 11.0, "three sheets with 10.5 points, and no more for the sake of size");
    }

    #[test]
    fn it_is_found_soon() {
        assert!((11..40).all(|limit| fitted(|size| if size <= f64::from(limit) { 1 } else { 2 }).1 <= 5));
        assert!((0..40).all(|limit| fitted(|size| if size <= f64::from(limit) { 2 } else { 3 }).1 <= 10));
    }

    #[test]
    fn a_fault_of_the_template_is_handed_on() {
        assert_eq!(fit(|_| Err("fault")), Err("fault"));
    }
}
