//! The same pages as Markdown, for generators that read that: what stands on them, with the same headings, lists, tables and links.

use kohyo::document::tree::{Block, Card, Definition, Inline, Kind, Page, Publication, Target, plain};

/// The pages of a society: the folder of each, its title, its text.
pub fn pages(publication: &Publication) -> Vec<(String, String, String)> {
    publication.pages.iter().map(|page| (page.path.clone(), page.title.clone(), text(publication, page))).collect()
}

fn text(publication: &Publication, page: &Page) -> String {
    let mut writer = Writer { publication, depth: page.path.matches('/').count(), out: String::new() };
    writer.blocks(&page.blocks, 2, "");
    writer.out
}

struct Writer<'a> {
    publication: &'a Publication,
    /// How many folders the page is deep.
    depth: usize,
    out: String,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block], level: usize, indent: &str) {
        for block in blocks {
            self.block(block, level, indent);
        }
    }

    fn block(&mut self, block: &Block, level: usize, indent: &str) {
        match &block.kind {
            Kind::Section(section) => {
                let heading = self.inlines(&section.heading);
                self.line(indent, &format!("{} {}{heading}", "#".repeat(level.min(6)), section.label));
                self.blocks(&section.body, level + 1, indent);
            }
            Kind::Group(blocks) => self.blocks(blocks, level, indent),
            Kind::Paragraph { label, text } => {
                let text = self.inlines(text);
                self.line(indent, &format!("{label}{text}"));
            }
            Kind::List(list) => {
                for item in &list.items {
                    self.item(indent, &item.label, &item.body, level);
                }
                self.out.push('\n');
            }
            Kind::Table(table) => {
                let width = table.rows.iter().map(Vec::len).max().unwrap_or(0).max(table.columns.len());
                let heads: Vec<String> = (0..width).map(|i| table.columns.get(i).map(|c| self.inlines(c)).unwrap_or_default()).collect();
                self.row(indent, &heads);
                self.row(indent, &vec!["---".to_owned(); width]);
                for row in &table.rows {
                    let cells: Vec<String> = row.iter().map(|cell| self.flat(&cell.body)).collect();
                    self.row(indent, &cells);
                }
                self.out.push('\n');
            }
            // Only blank forms have these, and no page prints one.
            Kind::Choice(_) | Kind::Blank(_) => {}
            Kind::Definitions(rows) => self.definitions(rows, level, indent),
            Kind::Note { mark, body } => self.item(indent, mark, body, level),
            Kind::Card(card) => self.card(card, level, indent),
            Kind::Letterhead(head) => {
                let to = self.inlines(&head.to);
                self.line(indent, &to);
            }
            Kind::Signature(signature) => {
                let signed = [&signature.organization, &signature.title, &signature.name].map(|part| self.inlines(part)).join(" ");
                self.line(indent, &signed);
            }
            Kind::Ki => self.line(indent, "記"),
            Kind::Ijo => self.line(indent, "以上"),
        }
    }

    fn card(&mut self, card: &Card, level: usize, indent: &str) {
        let name = [&card.name, &card.title].map(|part| self.inlines(part)).join(" ");
        self.line(indent, &format!("**{name}**"));
        self.definitions(&card.rows, level, indent);
        self.blocks(&card.body, level, indent);
    }

    fn definitions(&mut self, rows: &[Definition], level: usize, indent: &str) {
        for row in rows {
            let term = self.inlines(&row.term);
            self.item(indent, &format!("{}**{term}** ", row.number), &row.body, level);
        }
        self.out.push('\n');
    }

    /// An item: its first paragraph on the line of the mark, the rest below it.
    fn item(&mut self, indent: &str, label: &str, body: &[Block], level: usize) {
        let inner = format!("{indent}  ");
        match body.split_first() {
            Some((Block { kind: Kind::Paragraph { label: own, text }, .. }, rest)) => {
                let text = self.inlines(text);
                self.out.push_str(&format!("{indent}- {label}{own}{text}\n"));
                if !rest.is_empty() {
                    self.out.push('\n');
                    self.blocks(rest, level, &inner);
                }
            }
            _ => {
                self.out.push_str(&format!("{indent}- {label}\n\n"));
                self.blocks(body, level, &inner);
            }
        }
    }

    fn line(&mut self, indent: &str, text: &str) {
        self.out.push_str(&format!("{indent}{text}\n\n"));
    }

    fn row(&mut self, indent: &str, cells: &[String]) {
        self.out.push_str(&format!("{indent}| {} |\n", cells.join(" | ")));
    }

    /// What stands in a cell, on one line.
    fn flat(&mut self, body: &[Block]) -> String {
        let before = std::mem::take(&mut self.out);
        self.blocks(body, 6, "");
        std::mem::replace(&mut self.out, before).split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
    }

    fn inlines(&self, text: &[Inline]) -> String {
        text.iter().map(|piece| self.inline(piece)).collect()
    }

    fn inline(&self, piece: &Inline) -> String {
        match piece {
            Inline::Text(text) => escaped(text),
            Inline::Strong(body) => format!("**{}**", self.inlines(body)),
            Inline::Emphasis(body) => format!("*{}*", self.inlines(body)),
            Inline::Code(code) => format!("`{code}`"),
            Inline::Link { target, body } => match self.href(target) {
                Some(href) => format!("[{}]({href})", self.inlines(body)),
                None => self.inlines(body),
            },
            Inline::Break | Inline::Gap(_) => " ".to_owned(),
            Inline::FootnoteMark(_) => String::new(),
            Inline::Foreign { body, .. } => self.inlines(body),
            Inline::Ruby { .. } | Inline::Date(_) => escaped(&plain(std::slice::from_ref(piece))),
        }
    }

    fn href(&self, target: &Target) -> Option<String> {
        match target {
            Target::Page { page, anchor } => {
                let place = anchor.as_ref().map(|a| format!("#{a}")).unwrap_or_default();
                Some(format!("{}{}{place}", "../".repeat(self.depth), self.publication.pages.get(*page)?.path))
            }
            Target::File(path) => Some(format!("{}{path}", "../".repeat(self.depth))),
            Target::Sheet(_) => None,
            Target::Url(url) => Some(url.clone()),
            Target::Mail(address) => Some(format!("mailto:{address}")),
            Target::Tel(number) => Some(format!("tel:{number}")),
        }
    }
}

fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| "*_`[]<>|#{}".contains(c).then_some('\\').into_iter().chain([c])).collect()
}
