//! A publication as text: every node on a line of its own, for tests and for people who look at the tree.

use super::tree::{Block, Bulletin, Definition, Inline, Kind, Letterhead, Page, Publication, Sheet, Signature, Target, Wording};
use std::fmt::Write;

/// The whole publication.
pub fn outline(p: &Publication) -> String {
    let mut out = String::new();
    for page in &p.pages {
        out.push_str(&page_outline(page));
    }
    for b in &p.bulletins {
        out.push_str(&bulletin_outline(b));
    }
    for s in &p.sheets {
        out.push_str(&sheet_outline(s));
    }
    out
}

/// One page.
pub fn page_outline(page: &Page) -> String {
    let mut w = Writer::default();
    w.line(&format!("page {} /{} 「{}」", page.id, page.path, page.title));
    w.blocks(&page.blocks);
    w.out
}

/// One bulletin.
pub fn bulletin_outline(b: &Bulletin) -> String {
    let mut w = Writer::default();
    let lie = if b.landscape { "landscape" } else { "portrait" };
    w.line(&format!("bulletin {} {} {} {lie} 「{}」", b.id, b.purpose, b.size, b.title));
    if let Some(l) = &b.letterhead {
        w.deeper(|w| w.letterhead(l));
    }
    w.blocks(&b.blocks);
    w.out
}

/// One blank form.
pub fn sheet_outline(s: &Sheet) -> String {
    let mut w = Writer::default();
    let target = s.target.as_ref().map(target_text).unwrap_or_default();
    w.line(&format!("sheet {} {} {target} 「{}」{}", s.id, s.kind, s.title, s.number));
    w.blocks(&s.blocks);
    w.out
}

#[derive(Default)]
struct Writer {
    out: String,
    depth: usize,
}

impl Writer {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{}{}", "  ".repeat(self.depth), text.trim_end());
    }

    fn deeper(&mut self, f: impl FnOnce(&mut Self)) {
        self.depth += 1;
        f(self);
        self.depth -= 1;
    }

    fn blocks(&mut self, blocks: &[Block]) {
        self.deeper(|w| blocks.iter().for_each(|b| w.block(b)));
    }

    fn block(&mut self, b: &Block) {
        let name = match (b.role, &b.anchor) {
            ("", None) => String::new(),
            (role, None) => format!(" .{role}"),
            ("", Some(a)) => format!(" #{a}"),
            (role, Some(a)) => format!(" .{role} #{a}"),
        };
        match &b.kind {
            Kind::Section(s) => {
                self.line(&format!("section{name} {}{}", label(&s.label), inline(&s.heading)));
                self.blocks(&s.body);
            }
            Kind::Group(body) => {
                self.line(&format!("group{name}"));
                self.blocks(body);
            }
            Kind::Paragraph { label: l, text } => self.line(&format!("p{name} {}{}", label(l), inline(text))),
            Kind::List(l) => {
                self.line(&format!("{}{name}", if l.counted { "ol" } else { "ul" }));
                self.deeper(|w| {
                    for i in &l.items {
                        w.line(&format!("- {}{}", label(&i.label), anchor(&i.anchor)));
                        w.blocks(&i.body);
                    }
                });
            }
            Kind::Table(t) => {
                self.line(&format!("table{name} {}", inline(&t.caption)));
                self.deeper(|w| {
                    w.line(&format!("head: {}", t.columns.iter().map(|c| inline(c)).collect::<Vec<_>>().join(" | ")));
                    for row in &t.rows {
                        w.line("row");
                        w.deeper(|w| row.iter().for_each(|c| w.cell(c)));
                    }
                });
            }
            Kind::Definitions(rows) => {
                self.line(&format!("dl{name}"));
                self.deeper(|w| rows.iter().for_each(|r| w.definition(r)));
            }
            Kind::Note { mark, body } => {
                self.line(&format!("note{name} {mark}"));
                self.blocks(body);
            }
            Kind::Card(c) => {
                self.line(&format!("card{name} {} {}", inline(&c.name), inline(&c.title)));
                self.deeper(|w| c.rows.iter().for_each(|r| w.definition(r)));
                self.blocks(&c.body);
            }
            Kind::Letterhead(l) => self.letterhead(l),
            Kind::Signature(s) => self.line(&format!("signature {}", signature(s))),
            Kind::Ki => self.line("記"),
            Kind::Ijo => self.line("以上"),
            Kind::Choice(ticks) => {
                self.line(&format!("choice{name}"));
                self.deeper(|w| ticks.iter().for_each(|t| w.line(&format!("□ .{} {}", t.role, inline(&t.text)))));
            }
            Kind::Blank(lines) => self.line(&format!("blank{name} {lines}")),
        }
    }

    fn cell(&mut self, c: &super::tree::Cell) {
        let head = if c.head { "th" } else { "td" };
        let span = if c.rows > 1 || c.columns > 1 { format!(" {}x{}", c.rows, c.columns) } else { String::new() };
        self.line(&format!("{head}{span}{}", anchor(&c.anchor)));
        self.blocks(&c.body);
    }

    fn definition(&mut self, d: &Definition) {
        self.line(&format!("dt .{}{} {}{}", d.role, anchor(&d.anchor), label(&d.number), inline(&d.term)));
        self.blocks(&d.body);
    }

    fn letterhead(&mut self, l: &Letterhead) {
        let date = l.date.as_ref().map(|d| d.text.clone()).unwrap_or_default();
        let from = l.from.as_ref().map(signature).unwrap_or_default();
        self.line(&format!("letterhead {date} / {} / {} / {from}", l.number, inline(&l.to)));
    }
}

fn label(label: &str) -> String {
    if label.is_empty() { String::new() } else { format!("⟨{}⟩ ", label.trim()) }
}

fn anchor(anchor: &Option<Wording>) -> String {
    anchor.as_ref().map(|a| format!(" #{a}")).unwrap_or_default()
}

fn signature(s: &Signature) -> String {
    format!("{} {} {}", inline(&s.organization), inline(&s.title), inline(&s.name))
}

fn inline(text: &[Inline]) -> String {
    text.iter().map(one).collect()
}

fn one(i: &Inline) -> String {
    match i {
        Inline::Text(t) => t.to_string(),
        Inline::Strong(b) => format!("**{}**", inline(b)),
        Inline::Emphasis(b) => format!("*{}*", inline(b)),
        Inline::Code(c) => format!("`{c}`"),
        Inline::Link { target, body } => format!("[{}]({})", inline(body), target_text(target)),
        Inline::Ruby { base, reading } => format!("{base}《{reading}》"),
        Inline::Date(d) => format!("{}{{{}}}", d.text, d.iso),
        Inline::Break => "⏎".into(),
        Inline::Foreign { lang, body } => format!("⟦{lang}:{}⟧", inline(body)),
        Inline::FootnoteMark(n) => format!("[^{n}]"),
        Inline::Gap(width) => format!("␣{width}␣"),
    }
}

fn target_text(t: &Target) -> String {
    match t {
        Target::Page { page, anchor } => format!("→{page}{}", anchor.as_ref().map(|a| format!("#{a}")).unwrap_or_default()),
        Target::File(f) => format!("file:{f}"),
        Target::Sheet(s) => format!("sheet:{s}"),
        Target::Url(u) => u.clone(),
        Target::Mail(m) => format!("mailto:{m}"),
        Target::Tel(t) => format!("tel:{t}"),
    }
}
