//! Facts inside sentences: what `<field:…>` prints of a value.

use super::composer::{Composer, Scope, join, words};
use super::labels::default_label;
use super::tree::{Inline, Inlines};
use crate::content::NodeId;
use crate::content::lookup::lookup;
use crate::content::model::text::ItemGroup;
use crate::content::record::{Load, Loader};
use crate::content::tree::Value;
use crate::law::date::Date;

impl Composer<'_> {
    /// What `<field:path>` prints.
    pub(super) fn field(&mut self, path: &str, at: NodeId, scope: &Scope) -> Inlines {
        let Some((value, _)) = lookup(self.input.tree, path, at) else { return Inlines::new() };
        let key = path.split('/').rfind(|p| p.parse::<u32>().is_err()).unwrap_or_default().to_string();
        self.field_value(value, &key, at, scope)
    }

    fn field_value(&mut self, value: NodeId, key: &str, at: NodeId, scope: &Scope) -> Inlines {
        let tree = self.input.tree;
        match tree.value(value) {
            Value::Text(t) => self.field_text(value, t, key, at, scope),
            Value::Int(year) if is_day(key) => self.day_text(&year.to_string()).unwrap_or_else(|| words(year.to_string())),
            Value::Int(n) => words(self.amount(*n, key)),
            Value::List(children) => {
                let shown: Vec<NodeId> = children.iter().copied().filter(|c| !self.conditional(*c)).collect();
                let parts = shown.into_iter().map(|c| self.field_value(c, key, at, scope)).collect();
                join(parts, self.phrase("、", ", "))
            }
            Value::Map(_) if tree.get(value, "items").is_some() => self.field_group(value, scope),
            Value::Map(_) => {
                if let Some(party) = tree.get_text(value, "party") {
                    return self.party_text(party, value);
                }
                let named = ["text", "name", "item", "title", "none"].iter().find_map(|k| tree.get(value, k));
                named.map(|n| self.field_value(n, key, at, scope)).unwrap_or_default()
            }
            Value::Null | Value::Bool(_) | Value::Float(_) => Inlines::new(),
        }
    }

    /// A group of items, or a record whose items stand for it.
    fn field_group(&mut self, value: NodeId, scope: &Scope) -> Inlines {
        match ItemGroup::load(&mut Loader::new(self.input.tree), value) {
            Some(group) => self.group(&group, scope),
            None => Inlines::new(),
        }
    }

    /// A day, month or year as it is printed.
    fn day_text(&self, text: &str) -> Option<Inlines> {
        Date::parse(text).ok().map(|day| Inlines::One(Inline::Date(self.shared_date(day))))
    }

    /// Items with a condition are left out of a sentence.
    fn conditional(&self, item: NodeId) -> bool {
        let tree = self.input.tree;
        ["when", "for"].iter().any(|k| tree.get(item, k).is_some())
    }

    fn field_text(&mut self, value: NodeId, text: &str, key: &str, at: NodeId, scope: &Scope) -> Inlines {
        let link = |c: &mut Self, kind: &str, view: &str| c.refer(kind, &format!("{text}{view}"), value, scope);
        match key {
            "contact" | "submit_to" | "on_request" => match text {
                "society" => self.society_name(),
                _ => link(self, "contact", ""),
            },
            "form" | "forms" | "notify_form" | "extension_form" => link(self, "form", ""),
            "rule" => link(self, "rule", ""),
            "files" | "file" if self.input.ids.get("file", text).is_some() => link(self, "file", ""),
            "pages" => link(self, "page", ""),
            "signed" | "from" if self.input.ids.get("role", text).is_some() => link(self, "role", ""),
            "categories" => self.refer("item", &format!("purposes#{text}/title"), value, scope),
            "fee" => self.fee_text(text),
            "party" => self.party_text(text, value),
            "manager" if text == "society" => self.society_name(),
            "at" | "for" if self.input.ids.item(&scope.document, text).is_some() => self.refer("item", &format!("{text}/own"), at, scope),
            "name" | "address" if text == "society" => self.society_fact(key),
            "tel" | "fax" if text == "society" => self.society_fact(key),
            "requests" | "requesters" | "means" | "delivery" | "methods" | "who" | "for" => {
                match default_label("disclosure", text, self.input.lang) {
                    Some(_) => self.label(value, text, "disclosure"),
                    None => self.text_at(value),
                }
            }
            key if is_day(key) => self.day_text(text).unwrap_or_else(|| self.text_at(value)),
            _ => self.text_at(value),
        }
    }

    /// The sentence of a fee that is named by its id.
    fn fee_text(&mut self, id: &str) -> Inlines {
        let society = self.input.society;
        let fee = society.disclosure.iter().flat_map(|d| &d.fees).find(|f| f.id.as_ref().is_some_and(|i| **i == *id));
        fee.map(|f| super::fees::fee(self, f)).unwrap_or_default()
    }

    /// The name of a party of the same joint use.
    fn party_text(&mut self, id: &str, from: NodeId) -> Inlines {
        let tree = self.input.tree;
        let list = tree.outward(from).find_map(|n| tree.get(n, "parties"));
        let party = list.and_then(|l| tree.children(l).iter().copied().find(|p| tree.get_text(*p, "id") == Some(id)));
        match party.and_then(|p| tree.get(p, "name")) {
            Some(name) if tree.text(name) == Some("society") => self.society_name(),
            Some(name) => self.text_at(name),
            None => Inlines::new(),
        }
    }

    fn society_fact(&mut self, key: &str) -> Inlines {
        let tree = self.input.tree;
        let profile = self.input.society.profile.at;
        match (key, tree.get(profile, key)) {
            ("name", _) => self.society_name(),
            ("address", Some(a)) => tree.get(a, "text").map(|t| self.text_at(t)).unwrap_or_default(),
            (_, Some(n)) => self.text_at(n),
            _ => Inlines::new(),
        }
    }

    /// Sums and days: 300円, 30日, 1か月.
    pub(super) fn amount(&self, n: i64, key: &str) -> String {
        match key {
            "amount" => self.yen(n),
            "months" | "every_months" => format!("{n}{}", self.phrase("か月", if n == 1 { " month" } else { " months" })),
            k if k.contains("days") => self.days(n),
            _ => n.to_string(),
        }
    }

    /// 1,300円
    pub(super) fn yen(&self, n: i64) -> String {
        let digits = n.to_string();
        let mut out = String::new();
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(c);
        }
        format!("{out}{}", self.phrase("円", " yen"))
    }

    /// 30日
    pub(super) fn days(&self, n: i64) -> String {
        format!("{n}{}", self.phrase("日", if n == 1 { " day" } else { " days" }))
    }
}

/// Whether a field holds a day.
fn is_day(key: &str) -> bool {
    key.ends_with("_on") || matches!(key, "date" | "since" | "valid_until" | "expires")
}
