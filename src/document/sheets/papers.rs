//! Papers that prove who somebody is, as boxes: what is brought or enclosed is ticked.

use super::draft::Draft;
use super::fields::{choice, rows};
use crate::content::NodeId;
use crate::content::model::disclosure::{Identity, Paper, Procedure};
use crate::content::model::text::Answer;
use crate::document::composer::{Blocks, Composer, Scope, join, paragraph, words};
use crate::document::inline::{append, push_text};
use crate::document::tree::{Block, Definition, Inlines, Kind, Label, Tick, add_plain};

impl Composer<'_> {
    /// The papers of those whom `wanted` names, each said once.
    pub(super) fn papers_part(&mut self, draft: &mut Draft, list: &[&Procedure], wanted: impl Fn(&Identity) -> bool) {
        let mut out: Vec<Definition> = Vec::new();
        let mut said: Vec<String> = Vec::new();
        let mut words = String::new();
        let mut states = Vec::new();
        for p in list {
            let scope = self.scope_of(p.at);
            match &p.identity {
                Answer::Absent => {}
                Answer::State(s) => states.extend(self.state(s, &scope)),
                Answer::Given(all) => {
                    for i in all.iter().filter(|i| wanted(i)) {
                        let row = self.identity_row(p.at, i, &scope);
                        words.clear();
                        add_spoken(&row, &mut words);
                        if !said.contains(&words) {
                            out.push(row);
                            said.push(words.clone());
                        }
                    }
                }
            }
        }
        let Some(first) = list.first() else { return };
        let heading = self.label(first.at, "identity", "disclosure");
        let mut body = rows(draft.at, "papers", out);
        if !body.is_empty() {
            let (ja, en) = ("お持ちになる、又は同封する書類に印を付けてください。", "Please tick the papers that you bring or enclose.");
            body.insert(0, self.sheet_words(draft.at, ja, en));
        }
        body.extend(states);
        draft.part("papers", heading, body);
    }

    fn identity_row(&mut self, near: NodeId, i: &Identity, scope: &Scope) -> Definition {
        let term = self.identity_of(near, i);
        let term = self.capital(term);
        let mut body = self.paper_boxes(i, scope);
        let mut more: Vec<Inlines> = Vec::new();
        if i.and.is_some() {
            let text = self.phrase("代理人ご自身の確認書類も必要です。", "Proof of the agent's own identity is needed too.");
            more.push(words(text));
        }
        if let Some(days) = i.issued_within_days {
            more.push(words(match self.ja() {
                true => format!("{days}日以内に発行されたものに限ります。"),
                false => format!("Issued within {days} days."),
            }));
        }
        if !i.by_mail.is_empty() {
            let parts = i.by_mail.iter().map(|t| self.text(t, scope)).collect();
            let mut line = words(self.phrase("郵送のときは、", "By post: "));
            append(&mut line, join(parts, self.phrase("、", ", ")));
            push_text(&mut line, self.phrase("をお送りください。", "."));
            more.push(line);
        }
        if !more.is_empty() {
            body.push(paragraph(i.at, join(more, self.phrase("", " "))));
        }
        body.append(self.prose_opt(i.otherwise.as_ref(), scope));
        Definition { at: i.at, anchor: None, role: "identity", number: Label::EMPTY, term, body: body.into() }
    }

    /// Boxes for papers, under how many of them are needed.
    fn paper_boxes(&mut self, set: &Identity, scope: &Scope) -> Blocks {
        let mut out = Blocks::new();
        let lists = [
            (&set.any_of, self.phrase("次のいずれか1点", "One of these")),
            (&set.all_of, self.phrase("次のすべて", "All of these")),
            (&set.two_of, self.phrase("次のうち2点", "Two of these")),
        ];
        for (list, how_many) in lists {
            if list.len() > 1 {
                out.push(paragraph(set.at, words(how_many)));
            }
            let ticks = list.iter().map(|p| Tick { at: paper_at(p), role: "paper", text: self.paper(p, scope) }).collect();
            out.append(choice(set.at, "papers", ticks));
        }
        out
    }
}

fn paper_at(p: &Paper) -> NodeId {
    match p {
        Paper::Named(t) => t.at,
        Paper::Set(s) => s.at,
    }
}

/// Adds what a row says, to say it once: an alias of YAML makes the same row at another place.
pub(super) fn add_spoken(row: &Definition, out: &mut String) {
    fn add(blocks: &[Block], out: &mut String) {
        for b in blocks {
            match &b.kind {
                Kind::Paragraph { text, .. } => add_plain(text, out),
                Kind::Choice(ticks) => ticks.iter().for_each(|t| add_plain(&t.text, out)),
                Kind::Group(body) | Kind::Note { body, .. } => add(body, out),
                Kind::Section(s) => add(&s.body, out),
                Kind::List(l) => l.items.iter().for_each(|i| add(&i.body, out)),
                _ => {}
            }
            out.push('\n');
        }
    }
    add_plain(&row.term, out);
    add(&row.body, out);
}
