//! Where the words of blocks lead.

use super::tree::{Block, Card, Definition, Inline, Kind, Signature, Target};

/// Sees every target of these blocks, in their order.
pub fn targets<'a>(blocks: &'a [Block], see: &mut dyn FnMut(&'a Target)) {
    for block in blocks {
        match &block.kind {
            Kind::Section(section) => {
                inlines(&section.heading, see);
                targets(&section.body, see);
            }
            Kind::Group(body) | Kind::Note { body, .. } => targets(body, see),
            Kind::Paragraph { text, .. } => inlines(text, see),
            Kind::List(list) => list.items.iter().for_each(|item| targets(&item.body, see)),
            Kind::Table(table) => {
                inlines(&table.caption, see);
                table.columns.iter().for_each(|head| inlines(head, see));
                table.rows.iter().flatten().for_each(|cell| targets(&cell.body, see));
            }
            Kind::Definitions(rows) => definitions(rows, see),
            Kind::Card(card) => {
                let Card { name, title, rows, body } = &**card;
                inlines(name, see);
                inlines(title, see);
                definitions(rows, see);
                targets(body, see);
            }
            Kind::Letterhead(head) => {
                inlines(&head.to, see);
                head.from.iter().for_each(|from| signature(from, see));
            }
            Kind::Signature(from) => signature(from, see),
            Kind::Choice(ticks) => ticks.iter().for_each(|tick| inlines(&tick.text, see)),
            Kind::Ki | Kind::Ijo | Kind::Blank(_) => {}
        }
    }
}

fn definitions<'a>(rows: &'a [Definition], see: &mut dyn FnMut(&'a Target)) {
    for row in rows {
        inlines(&row.term, see);
        targets(&row.body, see);
    }
}

fn signature<'a>(s: &'a Signature, see: &mut dyn FnMut(&'a Target)) {
    [&s.organization, &s.title, &s.name].into_iter().for_each(|text| inlines(text, see));
}

fn inlines<'a>(text: &'a [Inline], see: &mut dyn FnMut(&'a Target)) {
    for piece in text {
        match piece {
            Inline::Link { target, body } => {
                see(target);
                inlines(body, see);
            }
            Inline::Strong(body) | Inline::Emphasis(body) | Inline::Foreign { body, .. } => inlines(body, see),
            _ => {}
        }
    }
}
