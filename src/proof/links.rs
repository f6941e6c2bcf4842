//! Where the pages lead and what they load: links and places exist, nothing comes from outside, and the top page leads to every disclosure.

use super::address::{Goal, goal};
use super::keys::Numbered;
use super::page::Proved;
use super::read::Address;
use super::reader::text_of;
use super::{Page, Site, at_value, fetch, problem};
use crate::check::Report;
use crate::check::rendered::Channel;
use crate::diagnostic::Diagnostic;
use crate::document::tree::{Publication, Target};
use crate::lang::Words;
use crate::words;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Where the links of all pages lead.
pub struct Routes<'s> {
    /// For each file the names of its places, if it is a page.
    names: Vec<Option<Numbered<'s>>>,
    /// For each file the files and places that it leads to, sorted.
    ways: Vec<Vec<(u32, Spot)>>,
    /// The names of places that are no places of pages, with the files from which and to which they were meant to lead.
    strange: Vec<(usize, usize, Cow<'s, str>)>,
    /// Links that lead nowhere, by goal and reason.
    broken: BTreeMap<(String, &'static str), Vec<(&'s str, &'s Address<'s>)>>,
}

/// Where in a file a link leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Spot {
    /// To its beginning.
    Whole,
    /// To a place of the page, by the number of its name.
    Named(u32),
    /// To no place that it has.
    Strange,
}

impl<'s> Routes<'s> {
    /// Follows all links of a site.
    pub fn of(site: &'s Site) -> Routes<'s> {
        let names = |page: &'s Page| Numbered::of(page.places.iter().map(|(_, name)| name.as_ref()));
        let names: Vec<Option<Numbered>> = site.pages.iter().map(|page| page.as_ref().map(names)).collect();
        let mut routes = Routes { names, ways: Vec::with_capacity(site.files.len()), strange: Vec::new(), broken: BTreeMap::new() };
        for (from, (file, page)) in site.files.iter().zip(&site.pages).enumerate() {
            let links = page.as_ref().map(|page| page.links.as_slice()).unwrap_or_default();
            let mut ways = Vec::with_capacity(links.len());
            for link in links {
                let goal = goal(file.path, &link.to, site.base_url);
                let to = match &goal {
                    Goal::Inside { path, .. } if path == file.path => Some(from),
                    Goal::Inside { path, .. } => site.find(path),
                    _ => None,
                };
                let spot = match (&goal, to) {
                    (Goal::Inside { place: Some(place), .. }, Some(to)) => routes.spot(to, place),
                    _ => Spot::Whole,
                };
                // A whole address in the text may lead to another part of the society's site, which is not made here.
                if let Some(why) = routes.fault(&goal, to, spot)
                    && !(link.in_text && link.to.contains("://"))
                {
                    routes.broken.entry((format!("{goal:?}"), why)).or_default().push((file.path, link));
                }
                if let (Goal::Inside { place, .. }, Some(to)) = (goal, to) {
                    ways.push((number(to), spot));
                    routes.strange.extend(place.filter(|_| spot == Spot::Strange).map(|place| (from, to, place)));
                }
            }
            ways.sort_unstable();
            routes.ways.push(ways);
        }
        routes
    }

    /// Where in a file the place of that name is.
    fn spot(&self, to: usize, place: &str) -> Spot {
        let names = self.names.get(to).and_then(Option::as_ref);
        names.and_then(|names| names.find(place)).map_or(Spot::Strange, Spot::Named)
    }

    /// Why a link leads nowhere, if so. `to` is the file that it leads to, if there is one, and `spot` where in it.
    fn fault(&self, goal: &Goal, to: Option<usize>, spot: Spot) -> Option<&'static str> {
        match (goal, to) {
            (Goal::Outside | Goal::Person, _) => None,
            (Goal::Data | Goal::Bad, _) => Some("bad"),
            (Goal::Inside { .. }, None) => Some("file"),
            // Of what is no page nobody knows the places.
            (Goal::Inside { .. }, Some(to)) => (spot == Spot::Strange && self.names.get(to)?.is_some()).then_some("place"),
        }
    }

    /// Whether a page leads to a place of a file.
    fn lead(&self, from: usize, to: usize, place: Option<&str>) -> bool {
        let spot = place.map_or(Spot::Whole, |place| self.spot(to, place));
        if spot == Spot::Strange {
            return self.strange.iter().any(|(file, goal, name)| (*file, *goal, Some(&**name)) == (from, to, place));
        }
        let ways = self.ways.get(from).map(Vec::as_slice).unwrap_or_default();
        ways.binary_search(&(number(to), spot)).is_ok()
    }

    /// Whether a page leads to a file, or a place in it.
    fn lead_to(&self, from: usize, to: usize) -> bool {
        let ways = self.ways.get(from).map(Vec::as_slice).unwrap_or_default();
        ways.get(ways.partition_point(|(file, _)| *file < number(to))).is_some_and(|(file, _)| *file == number(to))
    }
}

/// The number of a file; no site has more than can be counted.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// What is wrong with links and with what is loaded.
pub fn problems(site: &Site, routes: &Routes, proved: &[Vec<Proved>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, page) in site.pages() {
        found.extend(page.loads.iter().filter_map(|load| load_fault(site, path, &load.to, load.at)));
        found.extend(page.styles.iter().flat_map(|css| fetch::of_style(css)).filter_map(|to| load_fault(site, path, &to, 0)));
    }
    for ((_, why), places) in &routes.broken {
        let Some((path, link)) = places.first() else { continue };
        found.push(problem::link(path, site.line(path, link.at), &link.to, places.len(), &words_of(why)));
    }
    found.extend(style_sheets(site));
    found.extend(other_files(site));
    found.extend(proved.iter().zip(site.subject.publications).flat_map(|(pages, publication)| wanted(site, routes, publication, pages)));
    found
}

fn words_of(why: &str) -> Words {
    match why {
        "file" => words!("できた出力にないファイルを指しています", "leads to a file that was not made"),
        "place" => words!("行き先のページにない場所を指しています", "leads to a place that its page does not have"),
        _ => words!(
            "サイトのフォルダーの外か、使えない形のアドレスを指しています",
            "leads out of the folder of the site, or is no address that a page may use"
        ),
    }
}

fn load_fault(site: &Site, path: &str, to: &str, at: usize) -> Option<Diagnostic> {
    match goal(path, to, site.base_url) {
        Goal::Data => None,
        Goal::Inside { path, .. } if site.find(&path).is_some() => None,
        Goal::Inside { .. } => Some(problem::no_file(path, site.line(path, at), to)),
        Goal::Outside | Goal::Person | Goal::Bad => Some(problem::outside(path, site.line(path, at), to)),
    }
}

/// Addresses within the style sheets.
fn style_sheets(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for file in site.files.iter().filter(|file| file.path.ends_with(".css") && !file.path.starts_with("files/")) {
        for (at, to) in file.bytes.addresses(in_style).iter() {
            found.extend(load_fault(site, file.path, to, *at));
        }
    }
    found
}

/// The addresses in a style sheet, with where each of them stands first.
fn in_style(sheet: &[u8]) -> Vec<(usize, String)> {
    let css = text_of(sheet);
    fetch::of_style(&css).into_iter().map(|to| (css.find(&to).unwrap_or_default(), to)).collect()
}

/// Feeds and site maps name addresses of this site: each of them is there.
fn other_files(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for file in site.files.iter().filter(|file| file.path.ends_with(".xml") && !file.path.starts_with("files/")) {
        let (path, read) = (file.path, Page::read(file.bytes));
        for link in read.links.iter().chain(&read.loads) {
            if let Goal::Inside { path: to, .. } = goal(path, &link.to, site.base_url)
                && site.find(&to).is_none()
            {
                found.push(problem::link(path, site.line(path, link.at), &link.to, 1, &words_of("file")));
            }
        }
    }
    found
}

/// Whether a page leads to a place of a file that was not made.
fn leads_nowhere(site: &Site, from: usize, to: &str, place: Option<Option<&str>>) -> bool {
    let Some((file, page)) = site.files.get(from).zip(site.page(from)) else { return false };
    page.links.iter().any(|link| match goal(file.path, &link.to, site.base_url) {
        Goal::Inside { path, place: there } => path == to && place.is_none_or(|place| there.as_deref() == place),
        _ => false,
    })
}

/// Words of the content that must lead somewhere within the site do.
fn wanted(site: &Site, routes: &Routes, publication: &Publication, pages: &[Proved]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for page in pages.iter().filter(|page| !page.places.is_empty()) {
        let Some(from) = page.file else { continue };
        for (at, target) in &page.expected.links {
            let (path, file, anchor) = match target {
                Target::Page { page, anchor } => match pages.get(*page) {
                    Some(to) => (Cow::Borrowed(to.path.as_str()), to.file, anchor.as_deref()),
                    None => continue,
                },
                Target::File(path) => (Cow::Borrowed(path.as_str()), site.find(path), None),
                // A blank form is linked where it was printed.
                Target::Sheet(id) => {
                    let path = format!("{}forms/{id}.pdf", site.folder(publication));
                    match site.find(&path) {
                        Some(file) => (Cow::Owned(path), Some(file), None),
                        None => continue,
                    }
                }
                Target::Url(_) | Target::Mail(_) | Target::Tel(_) => continue,
            };
            let leads = match file {
                Some(file) => routes.lead(from, file, anchor),
                None => leads_nowhere(site, from, &path, Some(anchor)),
            };
            if leads {
                continue;
            }
            let place = anchor.map(|place| format!("#{place}")).unwrap_or_default();
            let problem = at_value(Some(*at), problem::no_link(&page.path, &format!("{path}{place}")));
            if !found.contains(&problem) {
                found.push(problem);
            }
        }
    }
    found
}

/// The pages of the menu, and those that meet a duty, are one click from the top page.
pub fn far(site: &Site, routes: &Routes, publication: &Publication, pages: &[Proved], report: Option<&Report>) -> Vec<Diagnostic> {
    let top = format!("{}index.html", site.folder(publication));
    let from = site.find(&top);
    let stands = report.iter().flat_map(|report| &report.rules).flat_map(|rule| &rule.stands);
    let of_duties = stands.filter_map(|stand| match stand.channel {
        Channel::Page(page) => Some(page),
        Channel::Bulletin(_) => None,
    });
    let whole = |target: &Target| match target {
        Target::Page { page, anchor: None } => Some(*page),
        _ => None,
    };
    // The pages of single notices and of years are reached by the list of notices.
    let mut single: BTreeSet<usize> = publication.notices.iter().filter_map(|notice| whole(&notice.target)).collect();
    single.extend(publication.years.iter().map(|year| year.page));
    let menu: BTreeSet<usize> = publication.menu.iter().flat_map(|group| group.pages.iter().copied()).collect();
    let near: BTreeSet<usize> = menu.iter().copied().chain(of_duties.filter(|page| !single.contains(page))).collect();
    let far = near.into_iter().filter_map(|index| {
        let (page, proved) = (publication.pages.get(index)?, pages.get(index)?);
        let is_near = proved.path == top
            || from.is_some_and(|from| match proved.file {
                Some(file) => routes.lead_to(from, file),
                None => leads_nowhere(site, from, &proved.path, None),
            });
        (!is_near).then(|| at_value(Some(page.at), problem::far(&top, &proved.path, &page.title)))
    });
    far.collect()
}
