//! How much text the columns of a table hold, so that a template can give each the width it needs.

use crate::document::tree::{Block, Card, Definition, Inline, Kind, Table, plain};
use serde_json::{Value, json};

/// For each column, in widths of a full character: `widest` line of a cell that is never broken by the author, and all text together.
pub(super) fn of(table: &Table) -> Vec<Value> {
    let count = table.rows.iter().map(|row| row.iter().map(|c| c.columns.max(1) as usize).sum()).chain([table.columns.len()]).max();
    let mut columns = vec![(0.0_f64, 0.0_f64); count.unwrap_or(0)];
    let mut add = |column: usize, lines: &[f64]| {
        if let Some((widest, sum)) = columns.get_mut(column) {
            *widest = lines.iter().copied().fold(*widest, f64::max);
            *sum += lines.iter().sum::<f64>();
        }
    };
    for (i, head) in table.columns.iter().enumerate() {
        add(i, &[width(&plain(head))]);
    }
    // Cells that span rows stand in the way of those below.
    let mut taken: Vec<u32> = vec![0; count.unwrap_or(0)];
    for row in &table.rows {
        let mut column = 0;
        for cell in row {
            while taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            if cell.columns <= 1 {
                let mut lines = Vec::new();
                blocks(&cell.body, &mut lines);
                add(column, &lines);
            }
            for spanned in taken.iter_mut().skip(column).take(cell.columns.max(1) as usize) {
                *spanned = cell.rows.max(1);
            }
            column += cell.columns.max(1) as usize;
        }
        taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }
    columns.into_iter().map(|(widest, sum)| json!({ "widest": widest, "sum": sum })).collect()
}

/// The width of a text in full characters.
fn width(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

/// The width of a text in full characters, with the room that is left in it to write.
pub(super) fn of_text(text: &[Inline]) -> f64 {
    let gaps: u32 = text.iter().map(|i| if let Inline::Gap(width) = i { *width } else { 0 }).sum();
    width(&plain(text)) + f64::from(gaps)
}

/// How much text rows of labels and values hold.
pub(super) fn of_rows(rows: &[Definition]) -> f64 {
    let mut lines = Vec::new();
    definitions(rows, &mut lines);
    lines.iter().sum()
}

fn blocks(blocks_of: &[Block], lines: &mut Vec<f64>) {
    for block in blocks_of {
        match &block.kind {
            Kind::Section(section) => {
                lines.push(width(&section.label) + width(&plain(&section.heading)));
                blocks(&section.body, lines);
            }
            Kind::Group(body) => blocks(body, lines),
            Kind::Note { mark, body } => indented(width(mark), body, lines),
            Kind::Paragraph { label, text } => {
                let from = lines.len();
                inlines(text, lines);
                if let Some(first) = lines.get_mut(from) {
                    *first += width(label);
                }
            }
            Kind::List(list) => list.items.iter().for_each(|item| indented(width(&item.label), &item.body, lines)),
            Kind::Table(table) => table.rows.iter().flatten().for_each(|cell| blocks(&cell.body, lines)),
            Kind::Definitions(rows) => definitions(rows, lines),
            Kind::Card(card) => {
                let Card { rows, body, .. } = &**card;
                definitions(rows, lines);
                blocks(body, lines);
            }
            Kind::Choice(ticks) => lines.extend(ticks.iter().map(|tick| of_text(&tick.text) + 1.5)),
            Kind::Letterhead(_) | Kind::Signature(_) | Kind::Ki | Kind::Ijo | Kind::Blank(_) => {}
        }
    }
}

fn indented(by: f64, body: &[Block], lines: &mut Vec<f64>) {
    let from = lines.len();
    blocks(body, lines);
    lines[from..].iter_mut().for_each(|line| *line += by);
}

fn definitions(rows: &[Definition], lines: &mut Vec<f64>) {
    for row in rows {
        indented(width(&row.number) + width(&plain(&row.term)), &row.body, lines);
    }
}

/// The lines of a text, cut where it breaks.
fn inlines(text: &[Inline], lines: &mut Vec<f64>) {
    let parts = text.split(|i| matches!(i, Inline::Break));
    lines.extend(parts.map(|part| width(&plain(part))));
}
