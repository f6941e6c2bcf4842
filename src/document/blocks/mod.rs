//! The blocks of the closed list, one file each, and what is common to them: titles, parts, rows, histories.

pub mod annex;
pub mod contact;
pub mod disclosure;
pub mod glossary;
pub mod joint_use;
pub mod lists;
pub mod notice;
pub mod notices;
pub mod page;
pub mod policy;
pub mod processed;
pub mod profile;
pub mod provision;
pub mod purposes;
pub mod rule;
pub mod security;

use super::composer::{Blocks, Composer, Pass, Scope, block, words};
use super::labels::default_title;
use super::numbering::{Counting, Levels, Scheme, Step, bare_label};
use super::tree::{Block, Definition, Inlines, Kind, Label, List, ListItem, Wording};
use crate::content::NodeId;
use crate::content::block::BlockRef;
use crate::content::ids::document_key;
use crate::content::model::scalar::Text;
use crate::content::model::text::{BlockName, File, Node, Record};
use crate::content::tree::Tree;
use crate::diagnostic::Diagnostic;
use crate::lang::Lang;
use crate::words as say;

/// The title of a block: a text of the content, or words of ours.
#[derive(Debug, Clone, Copy)]
pub enum Title {
    /// A text of the content.
    Text(NodeId),
    /// Words of ours.
    Word(&'static str),
}

impl Composer<'_> {
    /// The labels of a scheme in the language of the page.
    pub fn scheme_step(&self, scheme: &Scheme, n: u32) -> Step {
        if self.ja() { scheme.step(n) } else { english_step(scheme, n) }
    }

    /// The same of a scheme that keeps what it has given.
    pub(super) fn counted_step(&self, counting: &Counting, n: u32) -> Step {
        match self.input.lang {
            Lang::Ja => counting.given(n, Lang::Ja, Scheme::step),
            Lang::En => counting.given(n, Lang::En, english_step),
        }
    }

    // ---- titles

    /// The title of a whole block; parts have none.
    pub(super) fn whole_title(&self, name: &str) -> Option<Title> {
        let b = BlockRef::parse(name)?;
        if b.part.is_some() { None } else { self.title_of(&b) }
    }

    /// The title of the block that a part belongs to, too.
    pub(super) fn title_of(&self, b: &BlockRef<'_>) -> Option<Title> {
        if matches!(b.kind.name, "ki" | "ijo") {
            return None;
        }
        let tree = self.input.tree;
        let record = self.record_of(b);
        if b.kind.name == "annex" {
            return record.and_then(|r| self.annex_title_of(r));
        }
        let own = record.and_then(|r| tree.get(r, "title").or_else(|| tree.get(r, "target")));
        match own {
            Some(n) => Some(Title::Text(n)),
            None if b.id.is_none() => default_title(b.kind.name, self.input.lang).map(Title::Word),
            None => None,
        }
    }

    /// The title as it is written, to compare it.
    pub(super) fn title_raw(&self, title: Title) -> &str {
        match title {
            Title::Text(n) => self.input.tree.text(n).unwrap_or_default(),
            Title::Word(w) => w,
        }
    }

    pub(super) fn title_line(&mut self, title: Title) -> Inlines {
        match title {
            Title::Text(n) => self.text_at(n),
            Title::Word(w) => words(w),
        }
    }

    pub(super) fn whole_title_text(&mut self, name: &Text) -> Option<Inlines> {
        self.whole_title(name).map(|t| self.title_line(t))
    }

    pub(super) fn whole_title_text_of(&mut self, name: &str) -> Inlines {
        let title = BlockRef::parse(name).and_then(|b| self.title_of(&b));
        title.map(|t| self.title_line(t)).unwrap_or_default()
    }

    /// The record that a block prints: a file, or a record with that id.
    pub(super) fn record_of(&self, b: &BlockRef<'_>) -> Option<NodeId> {
        let tree = self.input.tree;
        let ids = self.input.ids;
        let file = |stem: &str| tree.get(Tree::ROOT, stem);
        match (b.kind.name, b.id) {
            ("page", Some(id)) => ids.get("markdown", id),
            ("annex", Some(id)) => ids.annex(id, "").ok().and_then(|(rule, annex)| ids.item(rule, annex)),
            (kind, Some(id)) => ids.get(kind, id),
            ("public-notice", None) => tree.get(file("society")?, "public_notice"),
            ("accessibility", None) => tree.get(file("society")?, "accessibility"),
            (_, None) => b.kind.file.and_then(file),
        }
    }

    /// The record behind `<block:name>`: where a page prints it.
    pub(super) fn block_record(&self, name: &str) -> Option<NodeId> {
        let b = BlockRef::parse(name)?;
        self.record_of(&b).or_else(|| self.input.tree.get(Tree::ROOT, "society"))
    }

    // ---- printing

    /// A block inside a node, whose heading stands for its title.
    pub(super) fn block_in_node(&mut self, name: &BlockName, n: &Node, scope: &Scope) -> Blocks {
        self.print_block(&name.0, &n.parts, n.heading.is_some(), scope)
    }

    /// The parts of a block without its title. What stands twice on a page, or inside itself, is an error.
    pub fn print_block(&mut self, name: &Text, parts: &[Text], own_heading: bool, scope: &Scope) -> Blocks {
        let Some(b) = BlockRef::parse(name) else { return Blocks::new() };
        let nested = !self.page.open.is_empty();
        self.page.nested |= nested;
        let all = b.kind.parts.iter().chain(b.kind.extra);
        let asked: Vec<&'static str> = parts.iter().filter_map(|p| all.clone().find(|k| **k == &**p).copied()).collect();
        parts.iter().filter(|p| !all.clone().any(|k| *k == &***p)).for_each(|p| self.unknown_part(p, &b));
        let part = b.part.as_slice();
        let want: &[&'static str] = match (part.is_empty(), asked.is_empty(), b.kind.parts.is_empty()) {
            (false, _, _) => part,
            (true, false, _) => &asked,
            (true, true, true) => &[""],
            (true, true, false) => b.kind.parts,
        };
        if !self.place(name, &b, want) {
            return Blocks::new();
        }
        if self.has_numbers(&b, want) {
            return Blocks::new();
        }
        self.page.open.push(name.text.clone());
        let out = self.dispatch(&b, want, own_heading, scope);
        self.page.open.pop();
        if !nested {
            self.numbers_given(&b, want);
        }
        out
    }

    /// Whether numbers are given and these parts have theirs from a page. Paper is no place that references lead to, so that nothing is left to find.
    fn has_numbers(&self, b: &BlockRef<'_>, want: &[&'static str]) -> bool {
        let may = self.pass == Pass::Number && self.page.index.is_none() && self.page.open.is_empty();
        // Where numbers go on from what is before, and where notes stand once on a page, what else is printed matters.
        may && !self.continues
            && self.placed.is_empty()
            && want.iter().all(|part| self.numbered.contains(b.kind.name, b.id.unwrap_or_default(), part))
    }

    /// Remembers that these parts have all their numbers, unless other blocks stand inside them.
    fn numbers_given(&mut self, b: &BlockRef<'_>, want: &[&'static str]) {
        let nested = std::mem::take(&mut self.page.nested);
        let needed = self.pass == Pass::Number && !nested && b.kind.name != "page" && !self.input.society.site.bulletins.is_empty();
        if needed {
            want.iter().for_each(|part| _ = self.numbered.insert(b.kind.name, b.id.unwrap_or_default(), part));
        }
    }

    /// Remembers what stands on the page; false when it stands there already.
    fn place(&mut self, name: &Text, b: &BlockRef<'_>, want: &[&'static str]) -> bool {
        if matches!(b.kind.name, "contact" | "ki" | "ijo") {
            return true;
        }
        let id = b.id.unwrap_or_default();
        if self.page.open.iter().any(|o| **o == **name) {
            self.misplaced(name, "block-cycle", say!("「{}」が自分自身の中にあります。", "`{}` stands inside itself.", &**name));
            return false;
        }
        for part in want {
            let whole = |kind: &str, part: &str| self.page.placed.contains(kind, "", part);
            let single = |kind: &str| self.page.placed.has_single(kind);
            let of_list = match (b.kind.name, b.id, *part) {
                ("joint-use", Some(_), _) => whole("joint-use", "items"),
                ("procedure", Some(_), _) => whole("disclosure", "procedures"),
                ("joint-use", None, "items") => single("joint-use"),
                ("disclosure", None, "procedures") => single("procedure"),
                _ => false,
            };
            if self.pass == Pass::Number {
                self.printed.insert(b.kind.name, id, part);
            }
            if of_list || !self.page.placed.insert(b.kind.name, id, part) {
                let shown = if part.is_empty() { String::new() } else { format!("（{part}）") };
                self.misplaced(
                    name,
                    "block-twice",
                    say!("「{}」{shown}が同じページに2回あります。", "`{}`{shown} stands twice on the page.", &**name),
                );
                return false;
            }
        }
        true
    }

    fn misplaced(&mut self, name: &Text, code: &'static str, what: crate::lang::Words) {
        let (why, fix) = match code {
            "block-cycle" => (
                say!("中にまた同じものが入るので、終わりがありません。", "It would contain itself without end."),
                say!("この block: の行を消してください。", "Take this `block:` away."),
            ),
            _ => (
                say!("同じ内容が1ページに2回載ります。", "The same would be printed twice on one page."),
                say!("片方を消すか、parts で載せる部分を分けてください。", "Take one away, or divide the parts with `parts`."),
            ),
        };
        self.problems.push(Diagnostic::error(code, what).at_value(name.at).why(why).fix(fix));
    }

    fn unknown_part(&mut self, part: &Text, b: &BlockRef<'_>) {
        let known = b.kind.parts.iter().chain(b.kind.extra).copied().collect::<Vec<_>>();
        let (ja, en) = (known.join("、"), known.join(", "));
        let (word, kind) = (&**part, b.kind.name);
        let d = Diagnostic::error("unknown-block", say!("{kind} に「{word}」という部分はありません。", "{kind} has no part `{word}`."))
            .at_value(part.at)
            .why(say!("載せられる部分の名前は決まっています。", "The parts of a block have fixed names."));
        self.problems.push(match crate::content::record::nearest(part, known.iter().copied()) {
            Some(k) => d
                .label(say!("もしかして {k}", "did you mean {k}?"))
                .fix(say!("{word} を {k} に直してください。", "Write {k} instead of {word}.")),
            None if known.is_empty() => {
                d.fix(say!("{kind} は分けられません。parts を消してください。", "{kind} cannot be divided: take `parts` away."))
            }
            None => d.fix(say!("書けるのは {ja} です。", "What may be written: {en}.")),
        });
    }

    fn dispatch(&mut self, b: &BlockRef<'_>, want: &[&'static str], own_heading: bool, scope: &Scope) -> Blocks {
        let id = b.id.unwrap_or_default();
        match b.kind.name {
            "society" => self.society_block(),
            "contact" => self.contact_block(id, own_heading),
            "contacts" => self.contacts_block(),
            "accredited" => self.accredited_block(),
            "certifications" => self.certifications_block(),
            "impact-assessments" => self.assessments_block(),
            "public-notice" => self.public_notice_block(),
            "accessibility" => self.accessibility_block(),
            "files" => self.files_block(),
            "ki" => Blocks::One(block(self.site_at(), Kind::Ki)),
            "ijo" => Blocks::One(block(self.site_at(), Kind::Ijo)),
            "purposes" => self.purposes_block(want),
            "provision" => self.provision_block(want),
            "joint-use" if b.id.is_some() => self.joint_use_item(id),
            "joint-use" => self.joint_use_block(want),
            "security" => self.security_block(want),
            "disclosure" => self.disclosure_block(want),
            "procedure" => self.procedure_block(id),
            "processed" => self.processed_block(want),
            "policy" => self.policy_block(id, want),
            "rule" => self.rule_block(id, want),
            "annex" => self.annex_block(id),
            "page" => self.page_block(id, scope),
            "notice" => self.notice_block(id),
            "notices" => self.notices_block(want),
            "forms" => self.forms_block(),
            "faq" => self.faq_block(),
            "glossary" => self.glossary_block(),
            _ => Blocks::new(),
        }
    }

    pub(super) fn site_at(&self) -> NodeId {
        self.input.society.site.at
    }

    // ---- parts

    /// The parts of a file in the order asked for; a part has a heading only if `labels` names one.
    pub(super) fn parts(
        &mut self,
        file: NodeId,
        want: &[&'static str],
        mut print: impl FnMut(&mut Self, &'static str) -> Blocks,
    ) -> Blocks {
        let tree = self.input.tree;
        let mut out = Blocks::new();
        for part in want {
            let field = tree.get(file, field_of(part));
            if field.is_some_and(|f| self.hidden.contains(f)) {
                continue;
            }
            let mut body = print(self, part);
            if let Some(field) = field.filter(|f| self.has_notes(*f)) {
                let scope = self.scope_of(file);
                body.append(self.notes_at(field, &scope));
            }
            if body.is_empty() {
                continue;
            }
            // `labels: {annexes: …}` is the sample of the number of an annex, not a heading.
            let label = if self.annexing || *part == "annexes" { None } else { self.part_label(file, part) };
            let anchor = if self.annexing { None } else { self.anchor_only(*part) };
            match label {
                Some(n) => {
                    let heading = self.text_at(n);
                    out.push(self.section(n, part, anchor, String::new(), heading, body));
                }
                None => out.push(Block { at: file, anchor, role: part, kind: Kind::Group(self.kept(body)) }),
            }
        }
        out
    }

    /// A name on the page that no record stands behind.
    pub(super) fn anchor_only(&mut self, wanted: impl Into<Wording>) -> Option<Wording> {
        let wanted = wanted.into().shared();
        let mut name = wanted.clone();
        let mut n = 2;
        while !self.page.anchors.insert(&name, ()) {
            name = Wording::from(format!("{wanted}-{n}")).shared();
            n += 1;
        }
        Some(name)
    }

    /// The history of a file: days and what happened, and the day of the last review.
    pub(super) fn history(&mut self, file: &File) -> Blocks {
        let mut items = Vec::new();
        for h in &file.history {
            self.dated(h.date.date);
            let mut line = Inlines::One(self.day(&h.date));
            super::inline::push_text(&mut line, self.phrase("", " "));
            let what = self.text_at(h.what.at);
            super::inline::append(&mut line, what);
            if let Some(v) = &h.version {
                super::inline::push_text(&mut line, format!("（{}）", &**v));
            }
            items.push(ListItem { at: h.at, anchor: None, label: Wording::EMPTY, body: vec![super::composer::paragraph(h.at, line)] });
        }
        let mut out = Blocks::new();
        if !items.is_empty() {
            out.push(Block { at: file.at, anchor: None, role: "history", kind: Kind::List(List { counted: false, items }) });
        }
        if let Some(day) = &file.reviewed_on {
            self.dated(day.date);
            let mut line = words(self.phrase("内容を確認した日：", "Last reviewed: "));
            line.push(self.day(day));
            out.push(Block { role: "reviewed", ..super::composer::paragraph(day.at, line) });
        }
        out
    }

    // ---- rows

    /// A label and its value; nothing when there is no value.
    pub(super) fn row(&mut self, record: NodeId, key: &'static str, file: &str, body: Blocks) -> Option<Definition> {
        let field = self.input.tree.get(record, key);
        self.row_of(record, field, key, file, body)
    }

    /// The same, when a field is shown here at all.
    pub(super) fn shown_row(
        &mut self,
        record: NodeId,
        key: &'static str,
        file: &str,
        body: impl FnOnce(&mut Self) -> Blocks,
    ) -> Option<Definition> {
        let field = self.shown(record, key)?;
        let body = body(self);
        self.row_of(record, Some(field), key, file, body)
    }

    fn row_of(&mut self, record: NodeId, field: Option<NodeId>, key: &'static str, file: &str, mut body: Blocks) -> Option<Definition> {
        if body.is_empty() {
            return None;
        }
        let at = field.unwrap_or(record);
        if let Some(field) = field.filter(|f| self.has_notes(*f)) {
            let scope = self.scope_of(record);
            body.append(self.notes_at(field, &scope));
        }
        let term = self.label(at, key, file);
        Some(Definition { at, anchor: None, role: key, number: Label::EMPTY, term, body: self.kept(body) })
    }

    /// A scope of a file with its numbering.
    pub(super) fn file_scope(&mut self, stem: &str, file: &File, default: &[&'static str]) -> Scope {
        let levels = self.levels(file.record.numbering.as_deref(), default);
        self.scope(stem, levels)
    }

    /// A scope of the document that a value stands in, without numbering.
    pub(super) fn scope_of(&mut self, value: NodeId) -> Scope {
        let document = document_key(self.input.tree, value);
        self.plain_scope(document)
    }

    /// The scope inside a record: its own numbering, else that around it.
    pub(super) fn record_scope(&self, record: &Record, scope: &Scope) -> Scope {
        match &record.numbering {
            Some(own) => scope.with(self.levels_of(own)),
            None => scope.clone(),
        }
    }

    /// A scope without numbering.
    pub(super) fn plain_scope(&mut self, stem: &str) -> Scope {
        self.scope(stem, Levels::of(&["・"]))
    }
}

/// The labels of a scheme on an English page.
fn english_step(scheme: &Scheme, n: u32) -> Step {
    let mut step = scheme.step(n);
    match scheme {
        Scheme::Article => step = Step::of(format!("Article {n}"), format!("Article {n}")),
        Scheme::Paragraph => step.reference = Wording::from(format!("paragraph {n}")).shared(),
        _ if step.reference.contains(super::references::is_japanese) => {
            step.reference = Wording::from(bare_label(&step.label)).shared();
        }
        _ => {}
    }
    step
}

/// The field that a part prints.
fn field_of(part: &str) -> &str {
    match part {
        "retained" => "retained_personal_data",
        "by-area" => "areas",
        "by-category" => "categories",
        "not-notified" => "not_notified",
        "not-third-party" => "not_third_party",
        "specific-rule" => "specific_rule",
        "implied-consent" => "implied_consent",
        "opt-out" => "opt_out",
        "foreign" => "foreign_third_parties",
        "supervision" => "entrustee_supervision",
        part => part,
    }
}

/// Rows as a block, if there are any.
pub(super) fn definitions(at: NodeId, role: &'static str, rows: Vec<Definition>) -> Blocks {
    if rows.is_empty() {
        return Blocks::new();
    }
    Blocks::One(Block { at, anchor: None, role, kind: Kind::Definitions(rows) })
}
