//! The Atom feed of the notices. Its ids and days come from the content alone, so a reader shows nothing twice.

use super::address::host_of;
use super::escape::{encode_path, xml};
use super::view::{Common, Site};
use crate::document::tree::{NoticeEntry, Publication, Target};

/// The feed of one language.
pub(super) fn feed(site: &Site, publication: &Publication) -> String {
    let Some(common) = site.common(publication) else { return String::new() };
    let facts = &publication.facts;
    let newest = publication.notices.iter().map(last_changed).max().unwrap_or_else(|| moment(&facts.published.iso));
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    out.push_str(publication.lang.tag());
    out.push_str("\">\n");
    element(&mut out, "title", &[&facts.name, " ", site.theme.strings.get("feed_title", publication.lang)]);
    element(&mut out, "id", &[&common.address]);
    element(&mut out, "updated", &[&newest]);
    link(&mut out, "self", &[&common.address, "feed.xml"]);
    link(&mut out, "alternate", &[&common.address]);
    out.push_str("<author>");
    element(&mut out, "name", &[&facts.name]);
    out.push_str("</author>\n");
    for notice in &publication.notices {
        entry(&mut out, common, publication, notice);
    }
    out.push_str("</feed>\n");
    out
}

fn entry(out: &mut String, common: &Common, publication: &Publication, notice: &NoticeEntry) {
    out.push_str("<entry>\n");
    element(out, "title", &[&notice.title]);
    element(out, "id", &[&id(publication, notice)]);
    element(out, "published", &[&moment(&notice.date.iso)]);
    element(out, "updated", &[&last_changed(notice)]);
    if let Target::Page { page, anchor } = &notice.target
        && let Some(address) = common.addresses.get(*page)
    {
        match anchor {
            Some(anchor) => link(out, "alternate", &[address, "#", &encode_path(anchor)]),
            None => link(out, "alternate", &[address]),
        }
    }
    out.push_str("<category term=\"");
    xml(notice.kind, out);
    out.push_str("\" label=\"");
    xml(&notice.kind_label, out);
    out.push_str("\"/>\n");
    element(out, "summary", &[&notice.summary]);
    out.push_str("</entry>\n");
}

/// A tag URI (RFC 4151): it stays when the page of the notice moves.
fn id(publication: &Publication, notice: &NoticeEntry) -> String {
    let host = host_of(&publication.facts.base_url);
    format!("tag:{host},{}:notices/{}/{}", moment(&notice.date.iso).get(..10).unwrap_or_default(), publication.lang, notice.id)
}

fn last_changed(notice: &NoticeEntry) -> String {
    moment(&notice.updated.as_ref().unwrap_or(&notice.date).iso)
}

/// The beginning of a day, a month or a year in Japan.
fn moment(iso: &str) -> String {
    let missing = match iso.len() {
        ..=4 => "-01-01",
        5..=7 => "-01",
        _ => "",
    };
    format!("{iso}{missing}T00:00:00+09:00")
}

fn element(out: &mut String, name: &str, text: &[&str]) {
    out.extend(["<", name, ">"]);
    text.iter().for_each(|piece| xml(piece, out));
    out.extend(["</", name, ">\n"]);
}

fn link(out: &mut String, rel: &str, href: &[&str]) {
    out.extend(["<link rel=\"", rel, "\" href=\""]);
    href.iter().for_each(|piece| xml(piece, out));
    out.push_str("\"/>\n");
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn partial_dates_begin_somewhere() {
        assert_eq!(moment("2026-12-01"), "2026-12-01T00:00:00+09:00");
        assert_eq!(moment("2026-12"), "2026-12-01T00:00:00+09:00");
        assert_eq!(moment("2026"), "2026-01-01T00:00:00+09:00");
    }
}
