//! `forms`, `files`, `faq`: lists of small records.

use super::purposes::cell;
use crate::content::model::lists::{Form, LinkedDocument, ListFile, UsedBy};
use crate::content::model::text::File;
use crate::document::composer::{Blocks, Composer, Scope, join, paragraph, words};
use crate::document::inline::push_text;
use crate::document::tree::{Block, Cell, Inline, Inlines, Kind, List, ListItem, Table, Target};

impl Composer<'_> {
    /// Intro, the list, notes.
    fn list_file(&mut self, file: Option<&File>, scope: &Scope, list: Blocks) -> Blocks {
        let mut out = Blocks::new();
        if let Some(f) = file {
            out.append(self.prose_of(f.at, "intro", f.record.intro.as_ref(), scope));
        }
        out.append(list);
        if let Some(f) = file {
            out.append(self.notes(&f.record.notes, scope));
            out.append(self.history(f));
        }
        out
    }

    /// Forms that the person fills in: number, title, what the data on them are used for.
    pub(super) fn forms_block(&mut self) -> Blocks {
        let Some(d) = &self.input.society.forms else { return Blocks::new() };
        let scope = self.plain_scope("forms");
        let shown: Vec<&Form> = d.items.iter().filter(|f| f.used_by.unwrap_or(UsedBy::Applicant) == UsedBy::Applicant).collect();
        let with_purpose = shown.iter().any(|f| f.purpose.is_some());
        let mut columns = vec![self.label(d.at, "number", "forms"), self.label(d.at, "title", "forms")];
        if with_purpose {
            columns.push(self.label(d.at, "purpose", "forms"));
        }
        let rows = shown.into_iter().map(|f| self.form_row(f, with_purpose, &scope)).collect();
        let table =
            Block { at: d.at, anchor: None, role: "forms", kind: Kind::Table(Box::new(Table { caption: Inlines::new(), columns, rows })) };
        self.list_file(d.file.as_ref(), &scope, Blocks::One(table))
    }

    fn form_row(&mut self, f: &Form, with_purpose: bool, scope: &Scope) -> Vec<Cell> {
        let anchor = self.anchor(f.at, format!("form-{}", &*f.id));
        let number = f.number.as_ref().map(|n| self.text(n, scope)).unwrap_or_default();
        let mut title = f.title.as_ref().map(|t| self.text(t, scope)).unwrap_or_default();
        if f.sheet.is_some() && !title.is_empty() {
            title = Inlines::One(Inline::link(Target::Sheet(f.id.to_string()), title));
        }
        let files: Vec<Inlines> = f.files.iter().map(|x| self.refer("file", x, x.at, scope)).collect();
        if !files.is_empty() {
            push_text(&mut title, " ");
            title.extend(join(files, " "));
        }
        let mut row = vec![
            cell(f.at, anchor, true, Blocks::One(paragraph(f.at, number))),
            cell(f.at, None, false, Blocks::One(paragraph(f.at, title))),
        ];
        if with_purpose {
            let purpose = self.prose_opt(f.purpose.as_ref(), scope);
            row.push(cell(f.at, None, false, purpose));
        }
        row
    }

    /// Documents that the site links to.
    pub(super) fn files_block(&mut self) -> Blocks {
        let Some(d) = &self.input.society.files else { return Blocks::new() };
        let scope = self.plain_scope("files");
        let list = self.documents(d, &scope);
        self.list_file(d.file.as_ref(), &scope, list)
    }

    fn documents(&mut self, d: &ListFile<LinkedDocument>, scope: &Scope) -> Blocks {
        let items: Vec<ListItem> = d.items.iter().map(|f| self.document(f, scope)).collect();
        if items.is_empty() {
            return Blocks::new();
        }
        Blocks::One(Block { at: d.at, anchor: None, role: "files", kind: Kind::List(List { counted: false, items }) })
    }

    fn document(&mut self, f: &LinkedDocument, scope: &Scope) -> ListItem {
        let anchor = self.anchor(f.at, format!("file-{}", &*f.id));
        let title = self.text(&f.title, scope);
        let mut line = match self.file_target(f.at) {
            Some(target) => Inlines::One(Inline::link(target, title)),
            None => title,
        };
        if let Some(pages) = f.pages {
            let text = if self.ja() { format!("（{pages}ページ）") } else { format!(" ({pages} pages)") };
            push_text(&mut line, text);
        }
        let mut body = Blocks::One(paragraph(f.at, line));
        body.append(self.prose_opt(f.text.as_ref(), scope));
        ListItem { at: f.at, anchor, label: "・".into(), body: self.kept(body) }
    }

    /// Questions and answers.
    pub(super) fn faq_block(&mut self) -> Blocks {
        let Some(d) = &self.input.society.faq else { return Blocks::new() };
        let scope = self.plain_scope("faq");
        let mut list = Blocks::new();
        for q in &d.items {
            let anchor = self.named(q.at, Some(&q.id), None, &scope);
            let body = self.prose(&q.a, &scope);
            let heading = self.text(&q.q, &scope);
            list.push(self.section(q.at, "question", anchor, String::new(), heading, body));
        }
        self.list_file(d.file.as_ref(), &scope, list)
    }

    /// Words and what they mean.
    pub(super) fn glossary_block(&mut self) -> Blocks {
        let Some(d) = &self.input.society.glossary else { return Blocks::new() };
        let scope = self.plain_scope("glossary");
        let rows = d.items.iter().map(|e| self.glossary_entry(e, &scope)).collect();
        let list = super::definitions(d.at, "glossary", rows);
        self.list_file(d.file.as_ref(), &scope, list)
    }

    /// Words that stand for the same, in brackets.
    pub(super) fn aliases(&mut self, aliases: &[crate::content::model::scalar::Text], scope: &Scope) -> Inlines {
        if aliases.is_empty() {
            return Inlines::new();
        }
        let parts = aliases.iter().map(|a| self.text(a, scope)).collect();
        let mut out = words(self.phrase("（", " ("));
        out.extend(join(parts, self.phrase("、", ", ")));
        out.extend(words(self.phrase("）", ")")));
        out
    }
}
