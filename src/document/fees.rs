//! What a fee is, in a sentence: 請求1件につき300円（税込み）、書面で受け取るときは写しの作成費1枚につき10円.

use super::composer::{Composer, words};
use super::inline::{append, push_text};
use super::tree::Inlines;
use crate::content::model::disclosure::{Fee, FeeKind, FeePlus, PlusKind, Tax};

/// The sentence of a fee.
pub(super) fn fee(c: &mut Composer<'_>, f: &Fee) -> Inlines {
    let mut line = match (f.amount, f.kind) {
        (Some(amount), _) => sum(c, f, amount),
        (None, FeeKind::Free) => words(c.phrase("無料", "Free of charge")),
        (None, FeeKind::Actual) => match &f.unit {
            Some(u) => {
                let unit = c.text_at(u.at);
                per(c, None, unit, c.phrase("実費", "actual cost").to_string())
            }
            None => words(c.phrase("実費", "Actual cost")),
        },
        (None, FeeKind::Fixed | FeeKind::PerUnit) => Inlines::new(),
    };
    for p in &f.plus {
        if !line.is_empty() {
            push_text(&mut line, c.phrase("、", "; "));
        }
        let more = plus(c, p);
        append(&mut line, more);
    }
    if f.also_when_refused == Some(true) {
        push_text(&mut line, c.phrase("（開示しない決定のときも同じです）", " (also when disclosure is refused)"));
    }
    line
}

fn sum(c: &mut Composer<'_>, f: &Fee, amount: u32) -> Inlines {
    let unit = match &f.unit {
        Some(u) => c.text_at(u.at),
        None => words(c.phrase("1件", "request")),
    };
    let tax = match f.tax {
        Some(Tax::Included) => c.phrase("（税込み）", " (tax included)"),
        Some(Tax::Excluded) => c.phrase("（税別）", " (tax not included)"),
        Some(Tax::Exempt) | None => "",
    };
    let money = format!("{}{tax}", c.yen(i64::from(amount)));
    per(c, f.per, unit, money)
}

/// 1枚につき10円 / 10 yen per sheet
fn per(c: &Composer<'_>, count: Option<u32>, unit: Inlines, money: String) -> Inlines {
    let count = count.map(|n| n.to_string()).unwrap_or_default();
    let mut out = Inlines::new();
    if c.ja() {
        push_text(&mut out, count);
        append(&mut out, unit);
        push_text(&mut out, format!("につき{money}"));
    } else {
        let count = if count == "1" || count.is_empty() { String::new() } else { format!("{count} ") };
        push_text(&mut out, format!("{money} per {count}"));
        append(&mut out, unit);
    }
    out
}

fn plus(c: &mut Composer<'_>, p: &FeePlus) -> Inlines {
    let when = p.when.as_ref().map(|w| c.text_at(w.at)).unwrap_or_default();
    let what = c.text_at(p.what.at);
    let money = match (p.amount, p.kind) {
        (Some(n), _) => c.yen(i64::from(n)),
        (None, PlusKind::Actual) => c.phrase("実費", "actual cost").to_string(),
        (None, _) => String::new(),
    };
    let money = match &p.unit {
        Some(u) => {
            let unit = c.text_at(u.at);
            per(c, p.per, unit, money)
        }
        None => words(money),
    };
    let mut out = Inlines::new();
    if c.ja() {
        append(&mut out, when.clone());
        push_text(&mut out, if when.is_empty() { "" } else { "は" });
        append(&mut out, what);
        append(&mut out, money);
    } else {
        append(&mut out, what);
        push_text(&mut out, ": ");
        append(&mut out, money);
        if !when.is_empty() {
            push_text(&mut out, ", ");
            append(&mut out, when);
        }
    }
    out
}
