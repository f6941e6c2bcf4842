//! What a reference prints, and where it leads.

use super::composer::{Composer, Scope, join, words};
use super::inline::{Flaw, Met, Resolver, append, inline, push_text};
use super::numbering::Levels;
use super::registry::PathId;
use super::tree::{Inline, Target, plain};
use crate::content::NodeId;
use crate::content::ids::document_key;
use crate::content::lookup::document;
use crate::content::model::scalar::Text;
use crate::content::reference::split_view;
use crate::content::tree::Tree;
use crate::diagnostic::{Diagnostic, Place};
use crate::lang::Lang;
use crate::words as say;
use std::ops::Range;

/// How deep a reference may lead to a text with references.
const DEPTH: u32 = 6;

struct Line<'c, 'a> {
    composer: &'c mut Composer<'a>,
    at: NodeId,
    scope: &'c Scope,
}

impl Resolver for Line<'_, '_> {
    fn resolve(&mut self, met: Met<'_>) -> Vec<Inline> {
        self.composer.met(met, self.at, self.scope)
    }

    fn flaw(&mut self, flaw: Flaw, range: Range<usize>) {
        self.composer.flaw(flaw, self.at, range);
    }
}

impl Composer<'_> {
    /// A text of the content, with its references resolved.
    pub fn text(&mut self, text: &Text, scope: &Scope) -> Vec<Inline> {
        self.line(text.at, scope)
    }

    /// A text by its place alone.
    pub fn text_at(&mut self, at: NodeId) -> Vec<Inline> {
        let name = document_key(self.input.tree, at);
        let scope = self.scope(&name, Levels::of(&[]));
        self.line(at, &scope)
    }

    fn line(&mut self, at: NodeId, scope: &Scope) -> Vec<Inline> {
        if !self.writing() || self.depth > DEPTH {
            return Vec::new();
        }
        let tree = self.input.tree;
        let Some(text) = tree.text(at) else { return Vec::new() };
        self.depth += 1;
        let nodes = inline(text, &mut Line { composer: self, at, scope });
        self.depth -= 1;
        self.in_language(at, text, nodes)
    }

    /// On an English page, a text without translation says that it is Japanese.
    fn in_language(&mut self, at: NodeId, text: &str, nodes: Vec<Inline>) -> Vec<Inline> {
        if self.ja() || self.input.tree.entry(at).translated_from.is_some() || !text.chars().any(is_japanese) {
            return nodes;
        }
        self.page.untranslated = true;
        vec![Inline::Foreign { lang: Lang::Ja, body: nodes }]
    }

    pub(super) fn met(&mut self, met: Met<'_>, at: NodeId, scope: &Scope) -> Vec<Inline> {
        let Some(own) = met.words else { return self.refer(met.kind, met.target, at, scope) };
        let real = plain(&self.refer(met.kind, met.target, at, scope));
        self.compare(&plain(&own), &real, met.kind, met.target, at, scope);
        match self.target(met.kind, split_view(met.target).0, at) {
            Some(target) => vec![Inline::Link { target, body: own }],
            None => own,
        }
    }

    /// The same as plain text.
    pub fn refer_plain(&mut self, kind: &str, target: &str, at: NodeId, scope: &Scope) -> String {
        plain(&self.refer(kind, target, at, scope))
    }

    /// What a reference prints, as a link where it leads to a place of the site.
    pub fn refer(&mut self, kind: &str, target: &str, at: NodeId, scope: &Scope) -> Vec<Inline> {
        if !self.writing() {
            return Vec::new();
        }
        let (id, view) = split_view(target);
        let body = match kind {
            "field" => return self.field(target, at, scope),
            "term" => return self.term(target, at),
            "law" => return self.law(target, at),
            "item" => self.item(id, view, at, scope),
            "annex" => self.annex_words(id, view, at),
            "form" => self.form_words(id, view),
            "rule" | "policy" | "notice" => self.document_words(kind, id, view),
            "joint-use" if view == "number" => self.joint_use_number(id),
            _ => {
                let title = self.title_words(kind, id);
                if view == "full" { quoted(title, self.ja()) } else { title }
            }
        };
        match self.target(kind, id, at) {
            Some(target) if !body.is_empty() => vec![Inline::Link { target, body }],
            _ => body,
        }
    }

    // ---- where it leads

    /// Where a reference leads.
    pub fn target(&self, kind: &str, id: &str, at: NodeId) -> Option<Target> {
        let ids = self.input.ids;
        if kind == "page"
            && let Some(page) = self.page_index.get(id)
        {
            return Some(Target::Page { page: *page, anchor: None });
        }
        if kind == "file" {
            return self.file_target(ids.get("file", id)?);
        }
        let record = match kind {
            "item" => {
                let own = document_key(self.input.tree, at);
                let (of, item) = id.rsplit_once('#').unwrap_or((&own, id));
                ids.item(of, item)?
            }
            "annex" => {
                let own = document_key(self.input.tree, at);
                let (rule, annex) = ids.annex(id, &own).ok()?;
                ids.item(rule, annex)?
            }
            "block" => self.block_record(id)?,
            "page" => ids.get("markdown", id)?,
            kind => ids.get(kind, id)?,
        };
        let spot = self.registry.place(record, self.page.index)?;
        Some(Target::Page { page: spot.page, anchor: spot.anchor.clone() })
    }

    /// The address of a document of `files.yaml`.
    pub fn file_target(&self, record: NodeId) -> Option<Target> {
        let tree = self.input.tree;
        match (tree.get_text(record, "url"), tree.get_text(record, "file")) {
            (Some(url), _) => super::inline::outside(url),
            (None, Some(file)) => Some(Target::File(format!("files/{file}"))),
            _ => None,
        }
    }

    // ---- what it prints

    fn term(&mut self, target: &str, _at: NodeId) -> Vec<Inline> {
        let name = self.input.society.profile.name.given();
        match target {
            "name" => self.society_name(),
            "name/short" => match name.and_then(|n| n.short.as_ref()) {
                Some(short) => self.text_at(short.at),
                None => self.society_name(),
            },
            "name/latin" => name.and_then(|n| n.latin.as_ref()).map(|l| words(&*l.text)).unwrap_or_default(),
            word => match self.input.ids.get("term", word) {
                Some(n) => self.text_at(n),
                None => Vec::new(),
            },
        }
    }

    /// The official name of the society.
    pub fn society_name(&mut self) -> Vec<Inline> {
        let Some(name) = self.input.society.profile.name.given() else { return Vec::new() };
        match (&name.latin, self.ja()) {
            (Some(latin), false) if self.input.tree.entry(name.text.at).translated_from.is_none() => words(&*latin.text),
            _ => self.text_at(name.text.at),
        }
    }

    fn law(&mut self, target: &str, at: NodeId) -> Vec<Inline> {
        let on = self.day_at(at);
        let act = target.split('/').next().unwrap_or_default();
        let name = self.abbreviation(act, at);
        match super::law_words::cite(self.input.statutes, target, on, name.as_deref(), self.input.lang) {
            Ok(text) => words(text),
            Err(problem) => {
                self.problems.push(problem.at(Place::Node(at, crate::content::Part::Value)));
                Vec::new()
            }
        }
    }

    /// The day of the law at a place: that of an enacted document, else that of the site.
    pub fn day_at(&self, at: NodeId) -> jiff::civil::Date {
        let file = self.input.tree.file(at);
        let rule = self.input.society.rules.iter().find(|r| r.at == file && r.enacted != Some(false));
        let last = rule.and_then(|r| {
            let days = r.supplementary.iter().map(|s| &s.enforced_on).chain(r.file.history.iter().map(|h| &h.date));
            days.filter_map(|d| d.date.day()).max()
        });
        last.unwrap_or(self.input.day)
    }

    /// The name by which a document calls an act.
    fn abbreviation(&mut self, act: &str, at: NodeId) -> Option<String> {
        let tree = self.input.tree;
        let own = tree.get(tree.file(at), "abbreviations").and_then(|a| tree.get(a, act));
        let site = tree.get(Tree::ROOT, "site").and_then(|s| tree.get(tree.get(s, "abbreviations")?, act));
        let found = own.or(site)?;
        if !self.ja() && tree.entry(found).translated_from.is_none() && tree.text(found)?.chars().any(is_japanese) {
            // A Japanese abbreviation means nothing on an English page.
            return site.filter(|s| tree.entry(*s).translated_from.is_some()).and_then(|s| tree.text(s)).map(str::to_string);
        }
        tree.text(found).map(str::to_string)
    }

    fn annex_words(&mut self, id: &str, view: &str, at: NodeId) -> Vec<Inline> {
        let own = document_key(self.input.tree, at);
        let Ok((rule, annex)) = self.input.ids.annex(id, &own) else { return Vec::new() };
        let (rule, annex) = (rule.to_string(), annex.to_string());
        let Some(r) = self.input.society.rules.iter().find(|r| *r.id == *rule) else { return Vec::new() };
        let Some(n) = r.annexes.iter().position(|a| a.node.id.as_deref() == Some(&annex)) else { return Vec::new() };
        let label = self.annex_label(r, n).label;
        let title = self.annex_title(&r.annexes[n]);
        match view {
            "title" => title,
            "full" => join(vec![words(label), title], " "),
            _ => words(label),
        }
    }

    fn form_words(&mut self, id: &str, view: &str) -> Vec<Inline> {
        let society = self.input.society;
        let Some(f) = society.forms.iter().flat_map(|f| &f.items).find(|f| *f.id == *id) else { return Vec::new() };
        let number = f.number.as_ref().map(|n| self.text_at(n.at));
        let title = f.title.as_ref().map(|t| self.text_at(t.at));
        match (view, number, title) {
            ("title", n, t) => t.or(n).unwrap_or_default(),
            ("full", n, Some(t)) => self.with_number(quoted(t, self.ja()), n),
            ("full", n, None) => n.unwrap_or_default(),
            (_, n, t) => n.or(t).unwrap_or_default(),
        }
    }

    fn with_number(&self, mut title: Vec<Inline>, number: Option<Vec<Inline>>) -> Vec<Inline> {
        if let Some(n) = number.filter(|n| !n.is_empty()) {
            push_text(&mut title, self.phrase("（", " ("));
            append(&mut title, n);
            push_text(&mut title, self.phrase("）", ")"));
        }
        title
    }

    fn document_words(&mut self, kind: &str, id: &str, view: &str) -> Vec<Inline> {
        let Some(record) = self.input.ids.get(kind, id) else { return Vec::new() };
        let tree = self.input.tree;
        let title = tree.get(record, "title").map(|n| self.text_at(n)).unwrap_or_default();
        let number = tree.get(record, "number").map(|n| self.text_at(n));
        match view {
            "number" => number.filter(|n| !n.is_empty()).unwrap_or(title),
            "full" => self.with_number(quoted(title, self.ja()), number),
            _ => title,
        }
    }

    fn joint_use_number(&mut self, id: &str) -> Vec<Inline> {
        let Some(j) = &self.input.society.joint_use else { return Vec::new() };
        let at = j.items.given().and_then(|items| items.iter().position(|x| *x.id == *id));
        let scheme = super::text::levels(j.file.record.numbering.as_ref(), super::blocks::joint_use::NUMBERING).here();
        at.map(|n| words(self.scheme_step(&scheme, n as u32 + 1).reference)).unwrap_or_default()
    }

    /// The title of what a reference names.
    fn title_words(&mut self, kind: &str, id: &str) -> Vec<Inline> {
        let tree = self.input.tree;
        let ids = self.input.ids;
        let field = |record: NodeId, keys: &[&str]| keys.iter().find_map(|k| tree.get(record, k));
        let node = match kind {
            "block" => return self.whole_title_text_of(id),
            "page" => match self.page_index.get(id) {
                Some(page) => return self.page_title_words(*page),
                None => ids.get("markdown", id).and_then(|r| field(r, &["title"])),
            },
            "procedure" => ids.get(kind, id).and_then(|r| field(r, &["title", "target"])),
            "joint-use" => ids.get(kind, id).and_then(|r| field(r, &["title"]).or_else(|| field(tree.file(r), &["title"]))),
            kind => ids.get(kind, id).and_then(|r| field(r, &["title"])),
        };
        node.map(|n| self.text_at(n)).unwrap_or_default()
    }

    // ---- items

    fn item(&mut self, target: &str, view: &str, at: NodeId, scope: &Scope) -> Vec<Inline> {
        let own_document = scope.document.clone();
        let (of, id) = target.rsplit_once('#').unwrap_or((&own_document, target));
        let Some(item) = self.registry.find(of, id).cloned() else { return self.unprinted_item(of, id, view) };
        let here = *of == *own_document;
        if view == "title" {
            return self.item_title(item.at, item.title);
        }
        let own = self.registry.reference(item.path).to_string();
        if self.registry.twice(item.path) && !own.is_empty() {
            self.ambiguous(at, target, &own);
        }
        if own.is_empty() {
            return match view {
                "full" => self.item_title(item.at, item.title),
                _ => self.unnumbered(at, target),
            };
        }
        if view == "own" {
            return words(own);
        }
        let steps = self.registry.steps(item.path);
        let from = if view.is_empty() && here { shared(&self.registry.steps(scope.path), &steps) } else { 0 };
        let labels: Vec<&str> = steps[from..].iter().map(|s| self.registry.reference(*s)).collect();
        let number = self.join_labels(&labels);
        let of = of.to_string();
        let mut out = match here || view == "number" {
            true => words(number),
            false => {
                let mut title = self.document_title(&of);
                push_text(&mut title, self.phrase("", ", "));
                push_text(&mut title, &number);
                title
            }
        };
        if view == "full" {
            let title = self.item_title(item.at, item.title);
            out = self.with_number(out, Some(title));
        }
        out
    }

    /// An item that no document prints has no number, but it may have a title.
    fn unprinted_item(&mut self, of: &str, id: &str, view: &str) -> Vec<Inline> {
        match (view, self.input.ids.item(of, id)) {
            ("title" | "full", Some(record)) => self.item_title(record, None),
            _ => Vec::new(),
        }
    }

    fn item_title(&mut self, record: NodeId, own: Option<String>) -> Vec<Inline> {
        if let Some(title) = own {
            return words(title);
        }
        let tree = self.input.tree;
        let field = ["heading", "title", "name", "item", "term", "q", "text", "target"]
            .iter()
            .find_map(|k| tree.get(record, k).filter(|n| tree.text(*n).is_some()));
        match field {
            Some(n) => self.text_at(n),
            None => tree.get_text(record, "id").map(words).unwrap_or_default(),
        }
    }

    fn document_title(&mut self, name: &str) -> Vec<Inline> {
        let tree = self.input.tree;
        let file = document(tree, name).or_else(|| tree.get(Tree::ROOT, name));
        file.and_then(|f| tree.get(f, "title")).map(|n| self.text_at(n)).unwrap_or_default()
    }

    /// Labels in a row; between two digits stands の.
    fn join_labels(&self, labels: &[&str]) -> String {
        let mut out = String::new();
        for l in labels.iter().filter(|l| !l.is_empty()) {
            let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            if !self.ja() && !out.is_empty() {
                out.push_str(", ");
            } else if ascii(out.chars().next_back()) && ascii(l.chars().next()) {
                out.push('の');
            }
            out.push_str(l);
        }
        out
    }

    fn ambiguous(&mut self, at: NodeId, target: &str, own: &str) {
        self.problems.push(
            Diagnostic::error(
                "ambiguous-reference",
                say!(
                    "<item:{target}>：番号「{own}」は同じところに2つあります",
                    "<item:{target}>: the number “{own}” stands twice in the same place"
                ),
            )
            .at_value(at)
            .fix(say!(
                "numbering で番号が重ならないようにするか、言い方を書いてください",
                "choose a numbering without repeats, or write own words"
            )),
        );
    }

    fn unnumbered(&mut self, at: NodeId, target: &str) -> Vec<Inline> {
        self.problems.push(
            Diagnostic::error(
                "unnumbered-item",
                say!(
                    "<item:{target}>：番号のない項目です。言い方を書いてください",
                    "<item:{target}>: this item has no number; write own words"
                ),
            )
            .at_value(at)
            .fix(say!(
                "[言い方](item:{target}) か <item:{target}/title> と書いてください",
                "write [own words](item:{target}) or <item:{target}/title>"
            )),
        );
        Vec::new()
    }

    // ---- own words

    fn compare(&mut self, own: &str, real: &str, kind: &str, target: &str, at: NodeId, scope: &Scope) {
        if !self.writing() {
            return;
        }
        let differs = match kind {
            "item" => match relative(own) {
                Some(r) => !self.relative_fits(r, target, scope),
                None => looks_like_label(own) && !real.contains(own) && !own.contains(real),
            },
            "field" | "law" | "term" => false,
            _ => {
                let title = plain(&self.title_or_words(kind, split_view(target).0));
                resembles(own, &title)
            }
        };
        if !differs {
            return;
        }
        self.problems.push(
            Diagnostic::warning(
                "own-words-differ",
                say!("言い方「{own}」は、参照先の「{real}」と違います", "the own words “{own}” differ from “{real}”"),
            )
            .at_value(at)
            .fix(say!("<{kind}:{target}> と書けば、いつも正しい言葉になります", "<{kind}:{target}> always prints the right words")),
        );
    }

    fn title_or_words(&mut self, kind: &str, id: &str) -> Vec<Inline> {
        match kind {
            "rule" | "policy" | "notice" => self.document_words(kind, id, ""),
            "form" => self.form_words(id, "title"),
            "annex" => Vec::new(),
            kind => self.title_words(kind, id),
        }
    }

    /// 前項 and the like: is the target where the words say?
    fn relative_fits(&self, r: Relative, target: &str, scope: &Scope) -> bool {
        let id = split_view(target).0;
        let Some(item) = self.registry.find(&scope.document, id) else { return false };
        let number = |path: PathId| {
            let steps = self.registry.steps(path);
            steps.iter().find_map(|s| self.registry.reference(*s).strip_prefix('第')?.strip_suffix(r.unit)?.parse::<i64>().ok())
        };
        match (number(scope.path), number(item.path)) {
            (Some(a), Some(b)) if r.span == 1 => a - b == r.back,
            (Some(a), Some(b)) => (1..=r.span).contains(&(a - b)),
            _ => false,
        }
    }

    pub(super) fn flaw(&mut self, flaw: Flaw, at: NodeId, range: Range<usize>) {
        let d = match flaw {
            Flaw::Html(tag) => Diagnostic::warning(
                "raw-html",
                say!("「{tag}」は HTML としてではなく、文字のまま表示します", "“{tag}” is shown as text, not as HTML"),
            )
            .fix(say!(
                "強調は **…**、リンクは [言葉](https://…) と書いてください",
                "write **…** for emphasis, [words](https://…) for links"
            )),
            Flaw::Scheme(url) => Diagnostic::warning("bad-link", say!("「{url}」へのリンクは作りません", "no link is made to “{url}”"))
                .why(say!(
                    "リンクにできるのは https、http、mailto、tel と <page:…> などの参照だけです",
                    "only https, http, mailto, tel and references such as <page:…> may be links"
                )),
            Flaw::Stars => Diagnostic::warning("left-over-stars", say!("強調の ** が閉じていません", "an emphasis ** is not closed"))
                .fix(say!("** を、強調する言葉の前と後ろに1つずつ書いてください", "write ** before and after the words")),
        };
        let _ = range;
        self.problems.push(d.at_value(at));
    }
}

/// The part of two ways that is the same; a target that contains the place, or is it, keeps its own last step.
fn shared(place: &[PathId], target: &[PathId]) -> usize {
    let same = place.iter().zip(target).take_while(|(a, b)| a == b).count();
    if same == target.len() && same > 0 { same - 1 } else { same }
}

/// 「…」, or “…” in English.
pub(super) fn quoted(title: Vec<Inline>, ja: bool) -> Vec<Inline> {
    if title.is_empty() {
        return title;
    }
    let mut out = words(if ja { "「" } else { "“" });
    append(&mut out, title);
    push_text(&mut out, if ja { "」" } else { "”" });
    out
}

/// Whether a character is Japanese.
pub fn is_japanese(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x3001..=0x301F | 0x20000..=0x3FFFF)
}

struct Relative {
    unit: char,
    back: i64,
    span: i64,
}

fn relative(word: &str) -> Option<Relative> {
    let (unit, back, span) = match word {
        "前項" => ('項', 1, 1),
        "次項" => ('項', -1, 1),
        "前条" => ('条', 1, 1),
        "次条" => ('条', -1, 1),
        "前号" => ('号', 1, 1),
        "次号" => ('号', -1, 1),
        "前二項" => ('項', 0, 2),
        "前三項" => ('項', 0, 3),
        "前二条" => ('条', 0, 2),
        "前三条" => ('条', 0, 3),
        "前各項" => ('項', 0, 99),
        _ => return None,
    };
    Some(Relative { unit, back, span })
}

fn looks_like_label(word: &str) -> bool {
    let digit_after = |mark: &str| {
        word.match_indices(mark).any(|(i, m)| {
            word[i + m.len()..]
                .trim_start()
                .starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十".contains(c))
        })
    };
    let in_brackets = |open: char, close: char| {
        word.match_indices(open).any(|(i, _)| {
            let inner: String = word[i..].chars().skip(1).take_while(|c| *c != close).collect();
            (1..=2).contains(&inner.chars().count()) && inner.chars().all(|c| c.is_ascii_digit() || ('ア'..='ン').contains(&c))
        })
    };
    digit_after("第")
        || digit_after("別表")
        || digit_after("様式")
        || word.contains(|c| ('①'..='⑳').contains(&c))
        || in_brackets('(', ')')
        || in_brackets('（', '）')
}

/// Whether words resemble a title without being a part of it.
fn resembles(own: &str, title: &str) -> bool {
    let bare: String = own.chars().filter(|c| !"「」『』".contains(*c)).collect();
    if title.is_empty() || bare.is_empty() || title.contains(&bare) || bare.contains(title) {
        return false;
    }
    strsim::normalized_levenshtein(&bare, title) >= 0.6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_own_words_are_recognised() {
        for w in ["第3条", "第 三項", "(1)", "（ア）", "③", "別表2", "様式1"] {
            assert!(looks_like_label(w), "{w}");
        }
        for w in ["この規程", "次の方法", "（注）の通り", "第三者"] {
            assert!(!looks_like_label(w) || w == "第三者", "{w}");
        }
    }

    #[test]
    fn titles_that_only_resemble_are_told() {
        assert!(resembles("診療報酬明細書の開示の要領", "診療報酬明細書等の開示に関する要領"));
        assert!(!resembles("開示の要領", "診療報酬明細書等の開示の要領"));
        assert!(!resembles("こちら", "診療報酬明細書等の開示の要領"));
    }
}
