//! The menu: the society's groups of pages, and below them the pages that it does not list.

use super::address::Link;
use super::value::{Name, Record, Value};
use super::view::{Site, View};
use crate::document::tree::{Publication, Target};

/// A group of the menu.
pub(super) struct Group<'a> {
    title: &'a str,
    pages: Vec<MenuPage<'a>>,
}

struct MenuPage<'a> {
    title: &'a str,
    /// What the page is about, in a sentence.
    lead: &'a str,
    href: Link<'a>,
    current: bool,
}

impl Record for Group<'_> {
    fn get(&self, name: Name) -> Option<Value<'_>> {
        Some(match name {
            Name::Title => self.title.into(),
            Name::Pages => Value::List(&self.pages),
            _ => return None,
        })
    }
}

impl Record for MenuPage<'_> {
    fn get(&self, name: Name) -> Option<Value<'_>> {
        Some(match name {
            Name::Title => self.title.into(),
            Name::Lead => self.lead.into(),
            Name::Href => self.href.into(),
            Name::Current => Value::Bool(self.current),
            _ => return None,
        })
    }
}

/// The menu as one file shows it.
pub(super) fn menu(view: View<'_>, current: Option<usize>) -> Vec<Group<'_>> {
    let Some(common) = view.common else { return Vec::new() };
    let page = |index: &usize| {
        let (page, lead) = (view.publication.pages.get(*index)?, common.leads.get(*index)?);
        Some(MenuPage { title: &page.title, lead, href: view.page(*index, None)?, current: current == Some(*index) })
    };
    common.menu.iter().map(|(title, pages)| Group { title, pages: pages.iter().filter_map(page).collect() }).collect()
}

/// The menu of the society, and below it the pages that it does not list and no page above them leads to, so that every page can be found.
pub(super) fn groups(site: &Site, publication: &Publication, above: &[Option<usize>]) -> Vec<(String, Vec<usize>)> {
    let mut groups: Vec<(String, Vec<usize>)> = publication.menu.iter().map(|group| (group.title.clone(), group.pages.clone())).collect();
    let listed = |i: usize| above[i].is_some() || publication.menu.iter().any(|group| group.pages.contains(&i));
    let rest: Vec<usize> = (0..publication.pages.len())
        .filter(|i| !listed(*i) && !publication.pages[*i].path.is_empty() && !of_notices(publication, *i))
        .collect();
    if !rest.is_empty() {
        let key = if groups.is_empty() { "pages" } else { "other_pages" };
        groups.push((site.theme.strings.get(key, publication.lang).to_owned(), rest));
    }
    groups
}

/// Whether a page is that of one notice or of a year: the list of notices leads there.
fn of_notices(publication: &Publication, index: usize) -> bool {
    let whole = |target: &Target| matches!(target, Target::Page { page, anchor: None } if *page == index);
    publication.notices.iter().any(|notice| whole(&notice.target)) || publication.years.iter().any(|year| year.page == index)
}

/// The first sentence, not too long; nothing when it says too little to be of use (はい。).
pub(super) fn lead(description: &str) -> String {
    const LEAST: usize = 12;
    const LONGEST: usize = 128;
    let sentence = &description[..sentence_end(description).unwrap_or(description.len())];
    let mut width = 0;
    // Full-width characters take two columns.
    let long = sentence.char_indices().find(|(_, c)| {
        width += if c.is_ascii() { 1 } else { 2 };
        width > LONGEST
    });
    match long {
        Some((at, _)) => format!("{}…", whole_words(&sentence[..at])),
        None if width < LEAST => String::new(),
        None => sentence.to_owned(),
    }
}

/// A text that was cut, without the beginning of a Latin word at its end.
fn whole_words(cut: &str) -> &str {
    match cut.rfind(' ') {
        // Below the scripts of East Asia, words are set apart by blanks.
        Some(blank) if cut[blank..].chars().all(|c| c < '\u{2E80}') => &cut[..blank],
        _ => cut,
    }
}

/// Where the first sentence ends; points within brackets, as in （以下「当組合」という。）, end none.
fn sentence_end(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '「' | '(' | '『' => depth += 1,
            '）' | '」' | ')' | '』' => depth = depth.saturating_sub(1),
            '。' if depth == 0 => return Some(at + c.len_utf8()),
            '.' if depth == 0 && text[at..].starts_with(". ") => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_end_with_their_first_sentence() {
        assert_eq!(lead("利用目的を公表します。次に、"), "利用目的を公表します。");
        assert_eq!(lead("当組合（以下「組合」という。）は、法令を守ります。次に、"), "当組合（以下「組合」という。）は、法令を守ります。");
        assert_eq!(lead("Purposes of use. More."), "Purposes of use.");
        assert_eq!(lead("はい。できます。"), "");
        assert_eq!(lead(&"長".repeat(70)).chars().count(), 65);
        let long = "It’s long ".repeat(20);
        let cut = lead(&long);
        let kept = cut.strip_suffix('…').unwrap_or_default();
        assert!(kept.len() > 80 && long.starts_with(&format!("{kept} ")), "no word is cut: {cut}");
    }
}
