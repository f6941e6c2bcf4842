//! Nodes that a theme draws itself: `templates/nodes/KIND.html` or `templates/blocks/ROLE.html`.
//!
//! A template gets `node` (the fields of the node, texts as HTML), `body` (what stands in it) and `html` (all of it as it would look without the template).

use super::template;
use super::value::Value;
use super::writer::{Writer, kind_name};
use crate::document::tree::{Block, Card, Definition, Inline, Kind, Letterhead, List, Section, Signature, Table};
use serde_json::{Map, Value as Json, json};

/// Fields, body and default markup of a node.
struct Drawn {
    fields: Json,
    body: String,
    html: String,
}

/// Draws a block by a template of the theme.
pub(super) fn block(writer: &mut Writer, block: &Block, template: &str) {
    let drawn = draw(writer, block);
    let mut node = Map::new();
    node.insert("kind".to_owned(), json!(kind_name(&block.kind)));
    node.insert("role".to_owned(), json!(block.role));
    node.insert("anchor".to_owned(), json!(block.anchor));
    if let Json::Object(fields) = drawn.fields {
        node.extend(fields);
    }
    let mut context = tera::Context::new();
    context.insert("node", &node);
    context.insert("body", &drawn.body);
    context.insert("html", &drawn.html);
    context.insert("lang", writer.view.lang().tag());
    context.insert("t", &Value::Map(&writer.view.site.theme.strings.in_lang(writer.view.lang())));
    match template::render(writer.view.site.theme, template, &context) {
        Ok(html) => writer.push(&html),
        Err(problem) => writer.errors.push(*problem),
    }
}

fn draw(w: &mut Writer, block: &Block) -> Drawn {
    match &block.kind {
        Kind::Section(section) => draw_section(w, block, section),
        Kind::Group(blocks) => {
            let body = w.apart(|w| w.blocks(blocks));
            let html = w.apart(|w| w.group(block, |w| w.push(&body)));
            Drawn { fields: json!({}), body, html }
        }
        Kind::Paragraph { label, text } => {
            let body = w.inline_html(text);
            Drawn { fields: json!({ "label": label }), html: w.apart(|w| w.plain(block)), body }
        }
        Kind::List(list) => draw_list(w, block, list),
        Kind::Table(table) => draw_table(w, block, table),
        Kind::Definitions(rows) => draw_definitions(w, block, rows),
        Kind::Note { mark, body } => {
            let body = w.apart(|w| w.flow(body));
            let html = w.apart(|w| w.note(block, mark, |w| w.push(&body)));
            Drawn { fields: json!({ "mark": mark }), body, html }
        }
        Kind::Card(card) => draw_card(w, block, card),
        Kind::Letterhead(head) => {
            let fields = letterhead_fields(w, head);
            whole(w, block, fields)
        }
        Kind::Signature(signature) => {
            let fields = signature_fields(w, signature);
            whole(w, block, fields)
        }
        Kind::Ki | Kind::Ijo | Kind::Choice(_) | Kind::Blank(_) => whole(w, block, json!({})),
    }
}

/// A node without nodes in it.
fn whole(w: &mut Writer, block: &Block, fields: Json) -> Drawn {
    let html = w.apart(|w| w.plain(block));
    Drawn { fields, body: html.clone(), html }
}

fn draw_section(w: &mut Writer, block: &Block, section: &Section) -> Drawn {
    let heading = w.inline_html(&section.heading);
    let level = w.level;
    let mut body = String::new();
    let html = w.apart(|w| {
        w.section(block, section, |w| {
            body = w.apart(|w| w.blocks(&section.body));
            w.push(&body);
        });
    });
    Drawn { fields: json!({ "label": section.label, "heading": heading, "level": level }), body, html }
}

fn draw_list(w: &mut Writer, block: &Block, list: &List) -> Drawn {
    w.within += 1;
    let bodies: Vec<String> = list.items.iter().map(|item| w.apart(|w| w.flow(&item.body))).collect();
    w.within -= 1;
    let html = w.apart(|w| w.list(block, list, |w, i| w.push(&bodies[i])));
    let item =
        |(item, body): (&crate::document::tree::ListItem, &String)| json!({ "label": item.label, "anchor": item.anchor, "body": body });
    let items: Vec<Json> = list.items.iter().zip(&bodies).map(item).collect();
    Drawn { fields: json!({ "counted": list.counted, "items": items }), body: html.clone(), html }
}

fn draw_table(w: &mut Writer, block: &Block, table: &Table) -> Drawn {
    w.within += 1;
    let bodies: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(|cell| w.apart(|w| w.flow(&cell.body))).collect()).collect();
    w.within -= 1;
    let html = w.apart(|w| w.table(block, table, |w, row, column| w.push(&bodies[row][column])));
    let columns: Vec<String> = table.columns.iter().map(|head| w.inline_html(head)).collect();
    let mut rows = Vec::new();
    for (cells, bodies) in table.rows.iter().zip(&bodies) {
        let cell = |(cell, body): (&crate::document::tree::Cell, &String)| json!({ "head": cell.head, "rows": cell.rows, "columns": cell.columns, "anchor": cell.anchor, "body": body });
        rows.push(Json::Array(cells.iter().zip(bodies).map(cell).collect()));
    }
    Drawn { fields: json!({ "caption": w.inline_html(&table.caption), "columns": columns, "rows": rows }), body: html.clone(), html }
}

fn draw_definitions(w: &mut Writer, block: &Block, rows: &[Definition]) -> Drawn {
    let bodies = definition_bodies(w, rows);
    let html = w.apart(|w| w.definitions(block, rows, |w, i| w.push(&bodies[i])));
    Drawn { fields: json!({ "rows": definition_fields(w, rows, &bodies) }), body: html.clone(), html }
}

fn definition_bodies(w: &mut Writer, rows: &[Definition]) -> Vec<String> {
    w.within += 1;
    let bodies = rows.iter().map(|row| w.apart(|w| w.flow(&row.body))).collect();
    w.within -= 1;
    bodies
}

fn definition_fields(w: &mut Writer, rows: &[Definition], bodies: &[String]) -> Vec<Json> {
    let field = |(row, body): (&Definition, &String)| json!({ "role": row.role, "number": row.number, "term": w.inline_html(&row.term), "anchor": row.anchor, "body": body });
    rows.iter().zip(bodies).map(field).collect()
}

fn draw_card(w: &mut Writer, block: &Block, card: &Card) -> Drawn {
    let bodies = definition_bodies(w, &card.rows);
    let rows = definition_fields(w, &card.rows, &bodies);
    w.within += 1;
    let body = w.apart(|w| w.blocks(&card.body));
    w.within -= 1;
    let html = w.apart(|w| w.card(block, card, |w| w.push(&body)));
    Drawn { fields: json!({ "name": w.inline_html(&card.name), "title": w.inline_html(&card.title), "rows": rows }), body, html }
}

fn letterhead_fields(w: &mut Writer, head: &Letterhead) -> Json {
    let date = head.date.as_ref().map(|date| json!({ "iso": date.iso, "text": date.text }));
    let from = head.from.as_ref().map(|from| signature_fields(w, from));
    json!({ "date": date, "number": head.number, "to": w.inline_html(&head.to), "from": from })
}

fn signature_fields(w: &mut Writer, signature: &Signature) -> Json {
    let mut html = |text: &[Inline]| w.inline_html(text);
    json!({ "organization": html(&signature.organization), "title": html(&signature.title), "name": html(&signature.name) })
}
