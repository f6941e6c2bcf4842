//! All texts of a tree, and all texts of its data, each in its order: read by ways that know nothing of each other.

use kohyo::document::tree::*;
use serde_json::Value;

/// What is said about texts rather than being one.
const ABOUT: [&str; 13] =
    ["kind", "role", "field", "anchor", "links", "dates", "readings", "foreign", "footnotes", "tel", "mail", "url", "date"];

/// The texts of data.
pub fn of_json(data: &Value) -> Vec<String> {
    let mut out = Vec::new();
    read(data, &mut out);
    out
}

fn read(data: &Value, out: &mut Vec<String>) {
    match data {
        Value::String(text) => add(text, out),
        Value::Array(values) => values.iter().for_each(|value| read(value, out)),
        Value::Object(fields) => {
            for (key, value) in fields {
                // The day of a letter is the one thing named so that has a text.
                if !ABOUT.contains(&key.as_str()) || key == "date" && value.is_object() {
                    read(value, out);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn add(text: &str, out: &mut Vec<String>) {
    // A new line is a space where the tree is printed as one line.
    let text = text.trim().replace('\n', " ");
    if !text.is_empty() {
        out.push(text);
    }
}

/// The words of all links of data.
pub fn links_of_json(data: &Value) -> Vec<String> {
    let mut out = Vec::new();
    links(data, &mut |link| out.push(link["text"].as_str().unwrap_or_default().replace('\n', " ")));
    out.sort();
    out
}

fn links(data: &Value, found: &mut impl FnMut(&Value)) {
    match data {
        Value::Array(values) => values.iter().for_each(|value| links(value, found)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match (key.as_str(), value) {
                    ("links", Value::Array(all)) => all.iter().for_each(&mut *found),
                    _ => links(value, found),
                }
            }
        }
        _ => {}
    }
}

/// All addresses in data, but those that only lead on to a page, and the schema's.
pub fn urls(data: &Value) -> Vec<String> {
    match data {
        Value::Array(values) => values.iter().flat_map(urls).collect(),
        Value::Object(fields) => {
            let own = fields.iter().filter(|(key, _)| matches!(key.as_str(), "url" | "desk_url"));
            let own = own.filter_map(|(_, value)| value.as_str().map(str::to_owned));
            own.chain(fields.values().flat_map(urls)).collect()
        }
        _ => Vec::new(),
    }
}

/// The texts of blocks.
pub fn of_tree(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    blocks.iter().for_each(|block| of_block(block, &mut out));
    out
}

fn of_block(block: &Block, out: &mut Vec<String>) {
    let all = |body: &[Block], out: &mut Vec<String>| body.iter().for_each(|block| of_block(block, out));
    match &block.kind {
        Kind::Section(section) => {
            add(&section.label, out);
            add(&plain(&section.heading), out);
            all(&section.body, out);
        }
        Kind::Group(body) => all(body, out),
        Kind::Paragraph { label, text } => {
            add(label, out);
            add(&plain(text), out);
        }
        Kind::List(list) => list.items.iter().for_each(|item| {
            add(&item.label, out);
            all(&item.body, out);
        }),
        Kind::Table(table) => {
            add(&plain(&table.caption), out);
            table.columns.iter().for_each(|head| add(&plain(head), out));
            table.rows.iter().flatten().for_each(|cell| all(&cell.body, out));
        }
        Kind::Definitions(rows) => rows.iter().for_each(|row| of_definition(row, out)),
        Kind::Note { mark, body } => {
            add(mark, out);
            all(body, out);
        }
        Kind::Card(card) => out.extend(of_card(card)),
        Kind::Letterhead(head) => out.extend(of_letterhead(head)),
        Kind::Signature(signature) => of_signature(signature, out),
        Kind::Choice(ticks) => ticks.iter().for_each(|tick| add(&plain(&tick.text), out)),
        Kind::Ki | Kind::Ijo | Kind::Blank(_) => {}
    }
}

fn of_definition(row: &Definition, out: &mut Vec<String>) {
    add(&row.number, out);
    add(&plain(&row.term), out);
    out.extend(of_tree(&row.body));
}

/// The texts of a card.
pub fn of_card(card: &Card) -> Vec<String> {
    let mut out = Vec::new();
    add(&plain(&card.name), &mut out);
    add(&plain(&card.title), &mut out);
    card.rows.iter().for_each(|row| of_definition(row, &mut out));
    out.extend(of_tree(&card.body));
    out
}

/// The texts of the head of a letter.
pub fn of_letterhead(head: &Letterhead) -> Vec<String> {
    let mut out = Vec::new();
    head.date.iter().for_each(|day| add(&day.text, &mut out));
    add(&head.number, &mut out);
    add(&plain(&head.to), &mut out);
    head.from.iter().for_each(|from| of_signature(from, &mut out));
    out
}

fn of_signature(signature: &Signature, out: &mut Vec<String>) {
    for text in [&signature.organization, &signature.title, &signature.name] {
        add(&plain(text), out);
    }
}

/// The words of all links of blocks that a page may lead to.
pub fn links_of_tree(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    blocks.iter().for_each(|block| links_of_block(block, &mut out));
    out.sort();
    out
}

fn links_of_block(block: &Block, out: &mut Vec<String>) {
    match &block.kind {
        Kind::Section(section) => {
            links_of_text(&section.heading, out);
            out.extend(links_of_tree(&section.body));
        }
        Kind::Group(body) | Kind::Note { body, .. } => out.extend(links_of_tree(body)),
        Kind::Paragraph { text, .. } => links_of_text(text, out),
        Kind::List(list) => list.items.iter().for_each(|item| out.extend(links_of_tree(&item.body))),
        Kind::Table(table) => {
            links_of_text(&table.caption, out);
            table.columns.iter().for_each(|head| links_of_text(head, out));
            table.rows.iter().flatten().for_each(|cell| out.extend(links_of_tree(&cell.body)));
        }
        Kind::Definitions(rows) => rows.iter().for_each(|row| links_of_row(row, out)),
        Kind::Card(card) => {
            [&card.name, &card.title].into_iter().for_each(|text| links_of_text(text, out));
            card.rows.iter().for_each(|row| links_of_row(row, out));
            out.extend(links_of_tree(&card.body));
        }
        Kind::Letterhead(head) => links_of_text(&head.to, out),
        Kind::Choice(ticks) => ticks.iter().for_each(|tick| links_of_text(&tick.text, out)),
        Kind::Signature(_) | Kind::Ki | Kind::Ijo | Kind::Blank(_) => {}
    }
}

fn links_of_row(row: &Definition, out: &mut Vec<String>) {
    links_of_text(&row.term, out);
    out.extend(links_of_tree(&row.body));
}

fn links_of_text(text: &[Inline], out: &mut Vec<String>) {
    for piece in text {
        match piece {
            Inline::Link { target, body } => match &**target {
                Target::Url(url) if !url.starts_with("http") => {}
                // Leads to a PDF, where there is one.
                Target::Sheet(_) => {}
                _ => out.push(plain(body)),
            },
            Inline::Strong(body) | Inline::Emphasis(body) | Inline::Foreign { body, .. } => links_of_text(body, out),
            _ => {}
        }
    }
}
