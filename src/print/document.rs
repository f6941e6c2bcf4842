//! One document on its way to paper: its template, its data, and what belongs to which value of the content.

use super::data::Writer;
use super::fonts::Fonts;
use super::links::Links;
use super::matter::Matter;
use super::qr;
use crate::content::NodeId;
use crate::document::tree::{Date, Facts};
use crate::lang::Lang;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A document, ready for its template.
#[derive(Debug, Clone)]
pub struct Document {
    /// Where it goes in the output.
    pub path: String,
    /// Its language.
    pub lang: Lang,
    /// The template.
    pub sheet: String,
    /// The address that its code leads to.
    pub url: String,
    /// What its identity is made of: it stays the same when the content changes.
    pub ident: String,
    /// The day that it is dated: year, month, day.
    pub day: Option<(i32, u8, u8)>,
    /// What the template prints.
    pub data: Value,
    /// The values of the content that the numbered nodes of the data print.
    pub nodes: Vec<NodeId>,
    /// Characters that no font has, and where they stand.
    pub missing: BTreeMap<char, BTreeSet<NodeId>>,
    /// The place in the content that asks for it.
    pub at: NodeId,
}

impl Document {
    /// On which sheet, counted from 1, each value of the content stands first; `starts` comes from `Printed`.
    pub fn places(&self, starts: &[u32]) -> BTreeMap<NodeId, u32> {
        let mut places = BTreeMap::new();
        for (n, node) in (0_u32..).zip(&self.nodes) {
            let sheet = starts.partition_point(|start| *start <= n).max(1);
            places.entry(*node).or_insert(u32::try_from(sheet).unwrap_or(u32::MAX));
        }
        places
    }

    /// Of something to print.
    pub(super) fn of(matter: &Matter, draft: bool, fonts: &Fonts) -> Document {
        let links = Links::new(matter.publication, matter.page);
        let shown = |c| fonts.show(c);
        let mut writer = Writer::new(&links, matter.blocks, matter.at, &shown);
        let facts = &matter.publication.facts;
        let url = matter.url();
        let leads_to = matter.leads_to.and_then(|page| matter.publication.pages.get(page));
        let data = json!({
            "version": 1,
            "lang": matter.publication.lang.tag(),
            "draft": draft,
            "title": writer.string(matter.title),
            "society": society(&mut writer, facts),
            "day": date(&facts.published),
            "updated": matter.updated.map(date),
            "url": url,
            "qr": qr::svg(&url).is_some(),
            "page": leads_to.map(|page| &page.title),
            "paper": { "size": matter.size, "landscape": matter.landscape },
            // The size of type, where it is fitted to the sheet.
            "size": Value::Null,
            // How much closer the lines stand, where that saves a sheet.
            "tight": 0,
            "form": matter.form.map(|form| json!({ "number": writer.string(&form.number), "kind": form.kind })),
            "letterhead": matter.letterhead.map(|head| writer.letterhead(head)),
            "blocks": writer.blocks(matter.blocks),
        });
        Document {
            path: matter.path.clone(),
            lang: matter.publication.lang,
            sheet: matter.sheet.to_owned(),
            url,
            ident: format!("{}{}", facts.base_url, matter.path),
            day: ymd(&facts.published.iso),
            data,
            nodes: writer.nodes,
            missing: writer.characters,
            at: matter.at,
        }
    }
}

impl Document {
    /// The check sheet of societies; it leads to no page.
    pub(super) fn check_sheet(societies: Value, title: &str, day: &str, lang: Lang) -> Document {
        let data = json!({
            "version": 1,
            "lang": lang.tag(),
            "draft": false,
            "title": title,
            "society": { "name": "kohyo", "short": null },
            "day": { "iso": day, "text": day },
            "url": "",
            "qr": false,
            "paper": { "size": "A4", "landscape": true },
            "letterhead": null,
            "blocks": [],
            "societies": societies,
        });
        Document {
            path: "check.pdf".to_owned(),
            lang,
            sheet: "check".to_owned(),
            url: String::new(),
            ident: "kohyo check".to_owned(),
            day: ymd(day),
            data,
            nodes: Vec::new(),
            missing: BTreeMap::new(),
            at: NodeId(0),
        }
    }
}

fn society(writer: &mut Writer, facts: &Facts) -> Value {
    let short = facts.short.as_ref().map(|short| writer.string(short));
    json!({ "name": writer.string(&facts.name), "short": short })
}

fn date(date: &Date) -> Value {
    json!({ "iso": date.iso, "text": date.text })
}

/// Year, month and day of `2026-12-01`.
fn ymd(iso: &str) -> Option<(i32, u8, u8)> {
    let mut parts = iso.split('-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}
