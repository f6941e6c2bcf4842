//! Where the pages lead and what they load: links and places exist, nothing comes from outside, and the top page leads to every disclosure.

use super::address::{Goal, goal};
use super::page::Proved;
use super::read::Address;
use super::{Page, Site, at_value, fetch, problem};
use crate::check::Report;
use crate::check::rendered::Channel;
use crate::diagnostic::Diagnostic;
use crate::document::tree::{Publication, Target};
use crate::lang::Words;
use crate::words;
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong with links and with what is loaded.
pub fn problems(site: &Site, proved: &[Vec<Proved>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let names: BTreeMap<&str, BTreeSet<&str>> =
        site.pages.iter().map(|(path, page)| (*path, page.places.iter().map(|(_, name)| name.as_str()).collect())).collect();
    let mut broken: BTreeMap<(String, &'static str), Vec<(&str, &Address)>> = BTreeMap::new();
    for (path, page) in &site.pages {
        // A whole address in the text may lead to another part of the society's site, which is not made here.
        for link in page.links.iter().filter(|link| !(link.in_text && link.to.contains("://"))) {
            let goal = goal(path, &link.to, site.base_url);
            if let Some(why) = fault(site, &names, &goal) {
                broken.entry((format!("{goal:?}"), why)).or_default().push((*path, link));
            }
        }
        found.extend(page.loads.iter().filter_map(|load| load_fault(site, path, &load.to, load.at)));
        found.extend(page.styles.iter().flat_map(|css| fetch::of_style(css)).filter_map(|to| load_fault(site, path, &to, 0)));
    }
    for ((_, why), places) in &broken {
        let Some((path, link)) = places.first() else { continue };
        found.push(problem::link(path, site.line(path, link.at), &link.to, places.len(), &words_of(why)));
    }
    found.extend(style_sheets(site));
    found.extend(other_files(site));
    found.extend(proved.iter().zip(site.subject.publications).flat_map(|(pages, publication)| wanted(site, publication, pages)));
    found
}

/// Why a link leads nowhere, if so.
fn fault(site: &Site, names: &BTreeMap<&str, BTreeSet<&str>>, goal: &Goal) -> Option<&'static str> {
    match goal {
        Goal::Outside | Goal::Person => None,
        Goal::Data | Goal::Bad => Some("bad"),
        Goal::Inside { path, .. } if !site.files.contains_key(path.as_str()) => Some("file"),
        Goal::Inside { path, place: Some(place) } => {
            let known = names.get(path.as_str()).is_none_or(|names| names.contains(place.as_str()));
            (!known).then_some("place")
        }
        Goal::Inside { .. } => None,
    }
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
        Goal::Inside { path, .. } if site.files.contains_key(path.as_str()) => None,
        Goal::Inside { .. } => Some(problem::no_file(path, site.line(path, at), to)),
        Goal::Outside | Goal::Person | Goal::Bad => Some(problem::outside(path, site.line(path, at), to)),
    }
}

/// Addresses within the style sheets.
fn style_sheets(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, bytes) in site.files.iter().filter(|(path, _)| path.ends_with(".css") && !path.starts_with("files/")) {
        let css = String::from_utf8_lossy(bytes);
        for to in fetch::of_style(&css) {
            found.extend(load_fault(site, path, &to, css.find(&to).unwrap_or_default()));
        }
    }
    found
}

/// Feeds and site maps name addresses of this site: each of them is there.
fn other_files(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, bytes) in site.files.iter().filter(|(path, _)| path.ends_with(".xml") && !path.starts_with("files/")) {
        let read = Page::read(bytes);
        for link in read.links.iter().chain(&read.loads) {
            if let Goal::Inside { path: to, .. } = goal(path, &link.to, site.base_url)
                && !site.files.contains_key(to.as_str())
            {
                found.push(problem::link(path, site.line(path, link.at), &link.to, 1, &words_of("file")));
            }
        }
    }
    found
}

/// The goals of the links of a page.
fn goals(site: &Site, path: &str) -> BTreeSet<(String, Option<String>)> {
    let links = site.pages.get(path).map(|page| page.links.as_slice()).unwrap_or_default();
    let inside = |link: &Address| match goal(path, &link.to, site.base_url) {
        Goal::Inside { path, place } => Some((path, place)),
        _ => None,
    };
    links.iter().filter_map(inside).collect()
}

/// Words of the content that must lead somewhere within the site do.
fn wanted(site: &Site, publication: &Publication, pages: &[Proved]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for page in pages.iter().filter(|page| !page.places.is_empty()) {
        let goals = goals(site, &page.path);
        for (at, target) in &page.expected.links {
            let to = match target {
                Target::Page { page, anchor } => site.path_of(publication, *page).map(|path| (path, anchor.as_deref().map(str::to_owned))),
                Target::File(path) => Some((path.clone(), None)),
                // A blank form is linked where it was printed.
                Target::Sheet(id) => {
                    let path = format!("{}forms/{id}.pdf", site.folder(publication));
                    site.files.contains_key(path.as_str()).then_some((path, None))
                }
                Target::Url(_) | Target::Mail(_) | Target::Tel(_) => None,
            };
            let Some(to) = to.filter(|to| !goals.contains(to)) else { continue };
            let place = to.1.map(|place| format!("#{place}")).unwrap_or_default();
            let problem = at_value(Some(*at), problem::no_link(&page.path, &format!("{}{place}", to.0)));
            if !found.contains(&problem) {
                found.push(problem);
            }
        }
    }
    found
}

/// The pages of the menu, and those that meet a duty, are one click from the top page.
pub fn far(site: &Site, publication: &Publication, report: Option<&Report>) -> Vec<Diagnostic> {
    let top = format!("{}index.html", site.folder(publication));
    let reached: BTreeSet<String> = goals(site, &top).into_iter().map(|(path, _)| path).collect();
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
        let (page, path) = (publication.pages.get(index)?, site.path_of(publication, index)?);
        let is_far = path != top && !reached.contains(&path);
        is_far.then(|| at_value(Some(page.at), problem::far(&top, &path, &page.title)))
    });
    far.collect()
}
