//! Pieces of text as HTML.

use super::escape::{digits, escape};
use super::shell::size;
use super::writer::Writer;
use crate::document::tree::{Date, Inline, Target};

impl Writer<'_> {
    /// Text.
    pub(super) fn inlines(&mut self, text: &[Inline]) {
        for piece in text {
            self.inline(piece);
        }
    }

    /// Text as a string of its own.
    pub(super) fn inline_html(&mut self, text: &[Inline]) -> String {
        self.apart(|w| w.inlines(text))
    }

    fn inline(&mut self, piece: &Inline) {
        match piece {
            Inline::Text(text) => escape(text, &mut self.out),
            Inline::Strong(body) => self.wrap("<strong>", body, "</strong>"),
            Inline::Emphasis(body) => self.wrap("<em>", body, "</em>"),
            Inline::Code(code) => {
                self.push("<code>");
                escape(code, &mut self.out);
                self.push("</code>");
            }
            Inline::Link { target, body } => self.link(target, body),
            Inline::Ruby { base, reading } => self.ruby(base, reading),
            Inline::Date(date) => self.date(date),
            Inline::Break => self.push("<br>\n"),
            Inline::Foreign { lang, body } => {
                self.push("<span lang=\"");
                self.push(lang.tag());
                self.push("\">");
                self.inlines(body);
                self.push("</span>");
            }
            Inline::FootnoteMark(number) => self.footnote_mark(*number),
            Inline::Gap(width) => (0..*width).for_each(|_| self.push("＿")),
        }
    }

    fn wrap(&mut self, start: &str, body: &[Inline], end: &str) {
        self.push(start);
        self.inlines(body);
        self.push(end);
    }

    fn link(&mut self, target: &Target, body: &[Inline]) {
        let Some(href) = self.view.href(target) else { return self.inlines(body) };
        self.push("<a href=\"");
        href.push(&mut self.out, escape);
        self.push(match target {
            Target::Page { .. } => "\">",
            Target::File(_) | Target::Sheet(_) => "\" class=\"file\">",
            Target::Url(_) => "\" class=\"outside\" rel=\"noopener noreferrer\">",
            Target::Mail(_) => "\" class=\"mail\">",
            Target::Tel(_) => "\" class=\"tel\">",
        });
        self.inlines(body);
        if let Target::Sheet(id) = target {
            self.sheet_size(id);
        }
        self.push("</a>");
    }

    /// How big a blank form is, so that nobody loads it unawares.
    fn sheet_size(&mut self, id: &str) {
        if let Some(pdf) = self.view.site.sheet(self.view.lang(), id).filter(|pdf| pdf.pages > 0) {
            let (pages, size) = (pdf.pages, size(pdf.bytes));
            self.push(" <span class=\"size\">PDF / ");
            digits(u64::from(pages), &mut self.out);
            escape(self.view.text("sheets"), &mut self.out);
            self.push(" / ");
            self.push(&size);
            self.push("</span>");
        }
    }

    /// The mark of a footnote leads to the note, whose place is `fn-N`; the note leads back to its first mark.
    fn footnote_mark(&mut self, number: u32) {
        self.push("<sup class=\"mark\"><a href=\"#fn-");
        self.number(number);
        if self.marked.insert(number) {
            self.push("\" id=\"fnref_");
            self.number(number);
        }
        self.push("\" role=\"doc-noteref\">");
        self.number(number);
        self.push("</a></sup>");
    }

    /// A word with its reading, in brackets where ruby is not shown.
    fn ruby(&mut self, base: &str, reading: &str) {
        self.push("<ruby>");
        escape(base, &mut self.out);
        self.push("<rp>（</rp><rt>");
        escape(reading, &mut self.out);
        self.push("</rt><rp>）</rp></ruby>");
    }

    /// A day.
    pub(super) fn date(&mut self, date: &Date) {
        self.push("<time datetime=\"");
        escape(&date.iso, &mut self.out);
        self.push("\">");
        escape(&date.text, &mut self.out);
        self.push("</time>");
    }
}
