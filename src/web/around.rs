//! What is above a page, and before and after it: the menu's groups for most pages, the list and the years for notices,
//! and for what the menu does not list the page above it.

use super::address::Link;
use super::value::{Name, Record, Value};
use super::view::View;
use crate::document::tree::{MenuGroup, Page, Target, Year};

/// A link to a page.
pub(super) struct PageLink<'a> {
    title: &'a str,
    href: Link<'a>,
}

impl Record for PageLink<'_> {
    fn get(&self, name: Name) -> Option<Value<'_>> {
        Some(match name {
            Name::Title => self.title.into(),
            Name::Href => self.href.into(),
            _ => return None,
        })
    }
}

/// The pages above a page, from the outside in, the top page left out: the list of notices stands above a year, and the year above a notice.
pub(super) fn parents<'a>(view: View<'a>, index: usize) -> Vec<PageLink<'a>> {
    let publication = view.publication;
    let is_year = publication.years.iter().any(|year| year.page == index);
    let year = if is_year { None } else { year_of(view, index) };
    if !is_year && year.is_none() {
        return way_down(view, index);
    }
    let list = publication.notice_list.filter(|list| *list != index).and_then(|list| to(view, list));
    let year = year.and_then(|year| Some(PageLink { title: &year.text, href: view.page(year.page, None)? }));
    list.into_iter().chain(year).collect()
}

/// The way down to a page that the menu does not list.
fn way_down(view: View<'_>, index: usize) -> Vec<PageLink<'_>> {
    let listed = view.publication.pages.get(index).is_some_and(|page| page.group.is_some());
    let Some(next) = page_above(view, index).filter(|_| !listed) else { return Vec::new() };
    let mut links = way_down(view, next);
    links.extend(to(view, next));
    links
}

/// The page above, if there is one.
fn page_above(view: View, index: usize) -> Option<usize> {
    view.common?.above.get(index).copied().flatten()
}

/// The group of the menu that lists a page, or else the page above it.
pub(super) fn group_of(view: View<'_>, index: usize) -> Option<&MenuGroup> {
    let own = view.publication.pages.get(index)?.group.and_then(|g| view.publication.menu.get(g));
    own.or_else(|| group_of(view, page_above(view, index)?))
}

/// The year of the one notice whose page this is.
fn year_of<'a>(view: View<'a>, index: usize) -> Option<&'a Year> {
    let publication = view.publication;
    let whole = |target: &Target| matches!(target, Target::Page { page, anchor: None } if *page == index);
    let notice = publication.notices.iter().find(|notice| whole(&notice.target))?;
    publication.years.iter().find(|year| notice.is_of(year))
}

/// The pages before and after this one: in its group of the menu, or of the years of the notices, or among those below the same page.
pub(super) fn neighbours<'a>(view: View<'a>, index: usize, page: &Page) -> (Option<PageLink<'a>>, Option<PageLink<'a>>) {
    let years = &view.publication.years;
    if let Some(at) = years.iter().position(|year| year.page == index) {
        let to = |year: Option<&'a Year>| year.and_then(|year| Some(PageLink { title: &year.text, href: view.page(year.page, None)? }));
        return (at.checked_sub(1).and_then(|newer| to(years.get(newer))), to(years.get(at + 1)));
    }
    let group = page.group.and_then(|g| view.publication.menu.get(g)).map(|g| g.pages.clone());
    let Some(pages) = group.or_else(|| beside(view, index)) else { return (None, None) };
    let Some(at) = pages.iter().position(|i| *i == index) else { return (None, None) };
    let to = |i: Option<&usize>| i.and_then(|i| to(view, *i));
    (at.checked_sub(1).and_then(|before| to(pages.get(before))), to(pages.get(at + 1)))
}

/// The pages below the same page, in the order of the site.
fn beside(view: View, index: usize) -> Option<Vec<usize>> {
    let above = page_above(view, index)?;
    Some((0..view.publication.pages.len()).filter(|i| page_above(view, *i) == Some(above)).collect())
}

fn to<'a>(view: View<'a>, index: usize) -> Option<PageLink<'a>> {
    Some(PageLink { title: &view.publication.pages.get(index)?.title, href: view.page(index, None)? })
}
