//! The web room: from the document tree to the files of a site. It knows HTML, themes and feeds, and nothing of YAML.

mod above;
mod address;
mod around;
mod assets;
mod card;
mod colours;
mod data;
mod escape;
mod everyday;
mod feed;
mod home;
mod inline;
mod menu;
mod output;
mod overrides;
mod paths;
mod search;
mod shell;
mod sitemap;
mod strings;
mod table;
mod template;
mod theme;
mod value;
mod view;
mod writer;

pub use output::{Bytes, OutputFile};
pub use theme::Theme;

use crate::diagnostic::Diagnostic;
use crate::document::tree::{Publication, Redirect};
use crate::lang::Lang;
use data::Data;
use search::Index;
use shell::Shell;
use view::{Common, Site, View};

/// How a site is rendered.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Every page says 下書き and asks search engines to stay away.
    pub draft: bool,
    /// The PDFs that exist, for links with their size.
    pub pdfs: Vec<PdfInfo>,
    /// For the preview: every element says in `data-at` which value of the content it prints.
    pub places: bool,
    /// Where the site is shown, `/kenpo/`, if not at its own address.
    pub root: Option<String>,
}

/// A PDF of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfInfo {
    /// The id of the page that it prints; none for a bulletin.
    pub page: Option<String>,
    /// Its language.
    pub lang: Lang,
    /// Its path in the output, `bulletins/board.pdf`.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// How many pages of paper; 0 while it is not typeset yet: then its size is not told either.
    pub pages: u32,
}

/// The files of a site: the first publication is at the root, the others in the folder of their language. Sorted by path.
pub fn render(publications: &[Publication], theme: &Theme, options: &Options) -> Result<Vec<OutputFile>, Vec<Diagnostic>> {
    let site = Site::new(publications, theme, options);
    let mut files = theme.assets.files().to_vec();
    let mut problems = Vec::new();
    let mut data = Data::of(&site);
    for (publication, common) in site.editions() {
        let main = publications.first().is_some_and(|main| std::ptr::eq(main, publication));
        pages(&site, publication, common, data.as_mut().filter(|_| main), &mut files, &mut problems);
        if publication.facts.feed {
            let path = format!("{}feed.xml", site.folder(publication));
            files.push(OutputFile { path, bytes: feed::feed(&site, publication).into() });
        }
    }
    if let Some(main) = publications.first() {
        redirects(&site, main, &mut files, &mut problems);
        add(&site, "404.html".to_owned(), "404.html", &Shell::not_found(View::anywhere(&site, main)), &mut files, &mut problems);
        files.push(OutputFile { path: "sitemap.xml".to_owned(), bytes: sitemap::sitemap(&site).into() });
        files.push(OutputFile { path: "robots.txt".to_owned(), bytes: sitemap::robots(&site).into() });
    }
    files.extend(data.map(Data::files).into_iter().flatten());
    files.sort_by(|a, b| a.path.cmp(&b.path));
    paths::check(&files, &mut problems);
    once(&mut problems);
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

/// The pages of a publication, each as a page, in the search and among the data: so its part of the tree is gone through while it is at hand.
fn pages(
    site: &Site,
    publication: &Publication,
    common: &Common,
    mut data: Option<&mut Data>,
    files: &mut Vec<OutputFile>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut index = Index::of(common, publication);
    // The text of a page is written where that of the page before was.
    let mut room = String::new();
    for (number, (page, path)) in publication.pages.iter().zip(&common.files).enumerate() {
        let view = View::new(site, publication, path);
        let (template, mut shell) = if page.path.is_empty() {
            ("home.html", home::of_page(view, number, page, problems))
        } else {
            ("page.html", Shell::of_page(view, number, page, std::mem::take(&mut room), problems))
        };
        add(site, path.clone(), template, &shell, files, problems);
        room = shell.take_room();
        index.add(page);
        if let Some(data) = &mut data {
            data.page();
        }
    }
    files.push(index.file(publication));
    if !publication.pages.iter().any(|page| page.path.is_empty()) {
        let shell = home::from_menu(View::new(site, publication, &common.home), problems);
        add(site, common.home.clone(), "home.html", &shell, files, problems);
    }
}

fn redirects(site: &Site, main: &Publication, files: &mut Vec<OutputFile>, problems: &mut Vec<Diagnostic>) {
    for Redirect { from, to } in &main.redirects {
        let Some(page) = main.pages.get(*to) else { continue };
        let path = address::file_of(from);
        let shell = Shell::signpost(View::new(site, main, &path), *to, page);
        add(site, path.clone(), "redirect.html", &shell, files, problems);
    }
}

fn add(site: &Site, path: String, template: &str, shell: &Shell, files: &mut Vec<OutputFile>, problems: &mut Vec<Diagnostic>) {
    match template::page(site.theme, template, shell) {
        Ok(html) => files.push(OutputFile { path, bytes: html.into() }),
        Err(problem) => problems.push(*problem),
    }
}

/// A broken template breaks every page: said once.
fn once(problems: &mut Vec<Diagnostic>) {
    let mut said: Vec<Diagnostic> = Vec::new();
    problems.retain(|problem| {
        let new = !said.contains(problem);
        if new {
            said.push(problem.clone());
        }
        new
    });
}
