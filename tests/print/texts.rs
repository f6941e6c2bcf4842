//! Every text of the tree is in the file, and can be searched for.

use crate::bench::{composed, example, print};
use crate::reader::{Read, dense};
use kohyo::document::tree::{Block, Card, Definition, Inline, Kind, Letterhead, Publication, Signature};
use kohyo::lang::Lang;
use kohyo::print::{self, Options};

/// Every text of some blocks; what interrupts the line of characters (a mark, a reading) parts it.
#[derive(Default)]
struct Texts(Vec<String>);

impl Texts {
    fn inlines(&mut self, text: &[Inline]) {
        self.0.push(String::new());
        self.pieces(text);
    }

    fn pieces(&mut self, text: &[Inline]) {
        for piece in text {
            match piece {
                Inline::Text(t) | Inline::Code(t) => self.add(t),
                Inline::Strong(b) | Inline::Emphasis(b) | Inline::Link { body: b, .. } | Inline::Foreign { body: b, .. } => self.pieces(b),
                Inline::Ruby { base, .. } => self.inlines(&[Inline::Text(base.to_string().into())]),
                Inline::Date(d) => self.add(&d.text),
                Inline::Break | Inline::FootnoteMark(_) | Inline::Gap(_) => self.0.push(String::new()),
            }
        }
    }

    fn add(&mut self, text: &str) {
        if let Some(last) = self.0.last_mut() {
            last.push_str(text);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                Kind::Section(s) => {
                    self.0.push(s.label.to_string());
                    self.inlines(&s.heading);
                    self.blocks(&s.body);
                }
                Kind::Group(body) => self.blocks(body),
                Kind::Paragraph { label, text } => {
                    self.0.push(label.to_string());
                    self.inlines(text);
                }
                Kind::List(list) => {
                    for item in &list.items {
                        // A mark that counts nothing is the template's to draw.
                        self.0.extend(Some(item.label.to_string()).filter(|_| list.counted));
                        self.blocks(&item.body);
                    }
                }
                Kind::Table(table) => {
                    self.inlines(&table.caption);
                    table.columns.iter().for_each(|head| self.inlines(head));
                    table.rows.iter().flatten().for_each(|cell| self.blocks(&cell.body));
                }
                Kind::Definitions(rows) => self.rows(rows),
                Kind::Note { mark, body } => {
                    self.0.push(mark.to_string());
                    self.blocks(body);
                }
                Kind::Card(card) => {
                    let Card { name, title, rows, body } = &**card;
                    self.inlines(name);
                    self.inlines(title);
                    self.rows(rows);
                    self.blocks(body);
                }
                Kind::Letterhead(head) => self.letterhead(head),
                Kind::Signature(s) => self.signature(s),
                Kind::Choice(ticks) => ticks.iter().for_each(|tick| self.inlines(&tick.text)),
                Kind::Ki | Kind::Ijo | Kind::Blank(_) => {}
            }
        }
    }

    fn rows(&mut self, rows: &[Definition]) {
        for row in rows {
            self.0.push(row.number.to_string());
            self.inlines(&row.term);
            self.blocks(&row.body);
        }
    }

    fn letterhead(&mut self, head: &Letterhead) {
        self.0.extend(head.date.iter().map(|d| d.text.clone()));
        self.0.push(head.number.clone());
        self.inlines(&head.to);
        head.from.iter().for_each(|s| self.signature(s));
    }

    fn signature(&mut self, s: &Signature) {
        [&s.organization, &s.title, &s.name].into_iter().for_each(|t| self.inlines(t));
    }
}

/// The texts that a file lacks, as a screen reader hears it.
fn lacking(publication: &Publication) -> Vec<String> {
    let mut lacking = Vec::new();
    for (matter, (document, printed)) in print::of(publication).iter().zip(print(publication, Options::default(), |_| true)) {
        let read = Read::new(&printed.bytes);
        let said = dense(&read.root.text);
        let mut texts = Texts::default();
        texts.0.push(matter.title.to_owned());
        texts.blocks(matter.blocks);
        matter.letterhead.iter().for_each(|head| texts.letterhead(head));
        assert!(texts.0.len() > 1, "{} has texts", document.path);
        lacking.extend(texts.0.iter().filter(|t| !said.contains(&dense(t))).map(|t| format!("{}: {t}", document.path)));
    }
    lacking
}

#[test]
fn each_text_of_the_example_is_in_its_files() {
    let (_, publications) = composed(&example());
    assert_eq!(publications.iter().map(|p| p.lang).collect::<Vec<_>>(), [Lang::Ja, Lang::En]);
    for publication in &publications {
        assert_eq!(lacking(publication), [""; 0], "{}", publication.lang);
    }
}

#[test]
fn each_text_of_every_kind_of_node_is_in_its_files() {
    for publication in &crate::sample::site() {
        let mut publication = publication.clone();
        publication.facts.print_pdf = true;
        assert_eq!(lacking(&publication), [""; 0], "{}", publication.lang);
    }
}

#[test]
fn an_article_is_found_by_its_number() {
    let (_, publications) = composed(&example());
    let printed = print(&publications[0], Options::default(), |path| path == "bulletins/booklet.pdf");
    let read = Read::new(&printed[0].1.bytes);
    // No blank between digits and characters: what a reader types into the search field is there.
    assert!(read.sheets.iter().any(|s| s.text.contains("第21条　")), "{}", read.sheets[3].text);
    assert!(read.bookmarks.iter().any(|(_, title)| title.starts_with("第21条（")), "{:?}", read.bookmarks);
}
