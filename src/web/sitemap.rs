//! For search engines: the list of pages, and whether they may be listed at all.

use super::escape::xml;
use super::view::Site;
use crate::document::tree::Page;

/// `sitemap.xml` with the translations of each page.
pub(super) fn sitemap(site: &Site) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    for (publication, common) in site.editions() {
        for (page, address) in publication.pages.iter().zip(&common.addresses) {
            url(&mut out, site, page, address);
        }
    }
    out.push_str("</urlset>\n");
    out
}

fn url(out: &mut String, site: &Site, page: &Page, address: &str) {
    out.push_str("<url>\n<loc>");
    xml(address, out);
    out.push_str("</loc>\n");
    if let Some(updated) = &page.updated {
        out.push_str("<lastmod>");
        xml(&updated.iso, out);
        out.push_str("</lastmod>\n");
    }
    if site.translations(page).nth(1).is_some() {
        for (publication, common, index) in site.translations(page) {
            out.push_str("<xhtml:link rel=\"alternate\" hreflang=\"");
            out.push_str(publication.lang.tag());
            out.push_str("\" href=\"");
            xml(common.addresses.get(index).map_or("", String::as_str), out);
            out.push_str("\"/>\n");
        }
    }
    out.push_str("</url>\n");
}

/// `robots.txt`: a draft is for nobody's index. (Search engines read it at the root of a host only; pages say the same.)
pub(super) fn robots(site: &Site) -> String {
    let rule = if site.options.draft { "Disallow: /" } else { "Allow: /" };
    let base = site.publications.first().map_or("", |p| p.facts.base_url.as_str());
    format!("User-agent: *\n{rule}\nSitemap: {base}sitemap.xml\n")
}
