//! `notices`: the lists of notices. The top page shows the newest, other pages more of them by year, and every year has a page of its own.

use super::notice::by_day;
use crate::content::model::documents::{Notice, NoticeKind};
use crate::document::compose::path_of;
use crate::document::composer::{Blocks, Composer, paragraph, words};
use crate::document::inline::{append, push_text};
use crate::document::labels::default_title;
use crate::document::tree::{Block, Inline, Inlines, Kind, List, ListItem, Page, Target, Wording, Year, newest};
use crate::law::date::Date;

/// How many notices the top page shows.
const ON_TOP: usize = 5;
/// How many any other list shows: a few are shown whole, of many the newest. The rest stands on the pages of the years.
const IN_LIST: usize = 10;

impl Composer<'_> {
    /// The list of notices, newest first; `want` may choose kinds.
    pub(super) fn notices_block(&mut self, want: &[&'static str]) -> Blocks {
        let of_all = want == [""] || want.is_empty();
        let society = self.input.society;
        let wanted: Vec<&Notice> = society.notices.iter().filter(|d| of_all || want.contains(&d.kind.word())).collect();
        if wanted.is_empty() {
            return Blocks::new();
        }
        match self.page.index {
            // Paper leads nowhere: it shows all.
            None => Blocks::One(self.list_of(&wanted)),
            Some(page) if self.is_top(page) => {
                self.notice_lists.entry(page).or_insert(false);
                let mut out = Blocks::One(self.list_of(&newest_of(&wanted, ON_TOP)));
                out.extend(self.way_to_all());
                out
            }
            Some(page) => {
                self.notice_lists.entry(page).and_modify(|all| *all |= of_all).or_insert(of_all);
                wanted.iter().for_each(|d| self.dated(last_changed(d)));
                let mut out = self.by_year(&newest_of(&wanted, IN_LIST));
                out.extend(self.years_section(None));
                out
            }
        }
    }

    fn is_top(&self, page: usize) -> bool {
        self.input.society.site.pages.get(page).is_some_and(|p| path_of(p).is_empty())
    }

    fn list_of(&mut self, notices: &[&Notice]) -> Block {
        let items = notices.iter().map(|d| {
            let line = self.notice_line(d);
            ListItem { at: d.at, anchor: None, label: Wording::EMPTY, body: vec![paragraph(d.at, line)] }
        });
        let items = items.collect();
        Block { at: self.site_at(), anchor: None, role: "notices", kind: Kind::List(List { counted: false, items }) }
    }

    /// Day, kind, title, and when it was last added to. Most notices are news, which is not said.
    fn notice_line(&mut self, d: &Notice) -> Inlines {
        let scope = self.plain_scope("site");
        let mut line = Inlines::One(self.day(&d.date));
        push_text(&mut line, " ");
        if d.kind != NoticeKind::News && self.writing() {
            let kind = self.label_text(d.at, d.kind.word(), "notices");
            push_text(&mut line, if self.ja() { format!("【{kind}】") } else { format!("[{kind}] ") });
        }
        let title = self.refer("notice", &d.id, d.at, &scope);
        append(&mut line, title);
        if let Some(last) = by_day(&d.updates).last() {
            let mut words = Inlines::One(self.day(&last.date));
            push_text(&mut words, self.phrase("追記", ": addition"));
            push_text(&mut line, self.phrase("（", " ("));
            match self.registry.place(last.at, self.page.index) {
                Some(spot) => {
                    let target = Target::Page { page: spot.page, anchor: spot.anchor.clone() };
                    line.push(Inline::link(target, words));
                }
                None => append(&mut line, words),
            }
            push_text(&mut line, self.phrase("）", ")"));
        }
        line
    }

    /// Several years have a heading each.
    fn by_year(&mut self, notices: &[&Notice]) -> Blocks {
        let mut out = Blocks::new();
        let years: Vec<&[&Notice]> = notices.chunk_by(|a, b| year_of(a) == year_of(b)).collect();
        let single = years.len() == 1;
        for of_year in years {
            let list = self.list_of(of_year);
            let Some(first) = of_year.first().filter(|_| !single) else { return Blocks::One(list) };
            let anchor = self.anchor_only(format!("year-{}", year_of(first)));
            let heading = words(self.year_words(first.date.date));
            out.push(self.section(self.site_at(), "notices-of-year", anchor, String::new(), heading, Blocks::One(list)));
        }
        out
    }

    fn year_words(&self, day: Date) -> String {
        day.print_year(self.input.society.site.era.unwrap_or(false), self.input.lang)
    }

    /// From the top page to all notices.
    fn way_to_all(&mut self) -> Option<Block> {
        let count = self.input.society.notices.len();
        let (page, body) = match (self.list_page(), self.years.first()) {
            (Some(page), _) if self.ja() => (page, format!("すべてのお知らせ（{count}件）")),
            (Some(page), _) => (page, format!("All news ({count})")),
            (None, Some(year)) if self.ja() => (year.page, format!("{}のお知らせ", year.text)),
            (None, Some(year)) => (year.page, format!("News of {}", year.text)),
            (None, None) => return None,
        };
        let link = Inline::link(Target::Page { page, anchor: None }, words(body));
        Some(Block { role: "all-notices", ..paragraph(self.site_at(), Inlines::One(link)) })
    }

    /// The page of the site that lists the notices of all kinds, besides the top page.
    pub(in crate::document) fn list_page(&self) -> Option<usize> {
        self.notice_lists.iter().find(|(_, all)| **all).map(|(page, _)| *page)
    }

    /// The years with their counts, each leading to its page; `here` is the page of a year itself, which alone needs no list.
    fn years_section(&mut self, here: Option<usize>) -> Option<Block> {
        let years = self.years.clone();
        if years.is_empty() || here.is_some() && years.len() == 1 {
            return None;
        }
        let items = years.into_iter().map(|year| {
            let count = self.count_words(year.count);
            let mut line = match here == Some(year.page) {
                true => words(year.text),
                false => Inlines::One(Inline::link(Target::Page { page: year.page, anchor: None }, words(year.text))),
            };
            push_text(&mut line, format!(" {count}"));
            ListItem { at: self.site_at(), anchor: None, label: Wording::EMPTY, body: vec![paragraph(self.site_at(), line)] }
        });
        let items = items.collect();
        let list = Block { at: self.site_at(), anchor: None, role: "years", kind: Kind::List(List { counted: false, items }) };
        let anchor = self.anchor_only("years");
        let heading = words(self.phrase("年ごとのお知らせ", "By year"));
        Some(self.section(self.site_at(), "notices-by-year", anchor, String::new(), heading, Blocks::One(list)))
    }

    fn count_words(&self, count: usize) -> String {
        match (self.ja(), count) {
            (true, n) => format!("{n}件"),
            (false, 1) => "1 notice".to_owned(),
            (false, n) => format!("{n} notices"),
        }
    }

    // ---- pages of the years

    /// A page for each calendar year with notices, so that its address stays whatever comes after; none where no page lists notices.
    pub(in crate::document) fn year_pages(&mut self, from: usize) -> Vec<Page> {
        let society = self.input.society;
        self.years.clear();
        if self.notice_lists.is_empty() {
            return Vec::new();
        }
        let years = society.notices.chunk_by(|a, b| year_of(a) == year_of(b)).enumerate();
        let years = years.filter_map(|(i, of_year)| {
            let date = of_year.first()?.date.date;
            let iso = format!("{:04}", date.first_day().year());
            Some(Year { iso, text: self.year_words(date), count: of_year.len(), page: from + i })
        });
        self.years = years.collect();
        let years = self.years.clone();
        let mut rest = society.notices.as_slice();
        let mut out = Vec::new();
        for year in &years {
            let (of_year, older) = rest.split_at(year.count.min(rest.len()));
            rest = older;
            out.push(self.year_page(year, of_year));
        }
        out
    }

    fn year_page(&mut self, year: &Year, notices: &[Notice]) -> Page {
        self.page.renew(Some(year.page), None);
        let site = self.site_at();
        let count = self.count_words(year.count);
        let text = &year.text;
        let intro = if self.ja() {
            format!("{text}のお知らせは、{count}あります。")
        } else {
            format!("News of the year {text}: {count}.")
        };
        notices.iter().for_each(|d| self.dated(last_changed(d)));
        let mut list = self.list_of(&notices.iter().collect::<Vec<_>>());
        // That it is listed once more says nothing about where a notice is published.
        if let Kind::List(list) = &mut list.kind {
            list.items.iter_mut().for_each(|item| {
                item.at = site;
                item.body.iter_mut().for_each(|block| block.at = site);
            });
        }
        let mut blocks = vec![paragraph(site, words(intro)), list];
        blocks.extend(self.years_section(Some(year.page)));
        let title = default_title("notices", self.input.lang).unwrap_or_default();
        let title = if self.ja() { format!("{text}の{title}") } else { format!("{title}, {text}") };
        let path = self.year_path(&year.iso);
        self.finish_page(format!("notices-{}", year.iso), path, title, site, blocks)
    }

    /// `notices/2026/`, unless something of the society's own is there.
    fn year_path(&self, iso: &str) -> String {
        let society = self.input.society;
        let path = format!("notices/{iso}/");
        let taken = society.site.pages.iter().any(|p| path_of(p) == path) || society.notices.iter().any(|d| *d.id == *iso);
        if taken { format!("{path}all/") } else { path }
    }
}

fn newest_of<'n>(notices: &[&'n Notice], most: usize) -> Vec<&'n Notice> {
    newest(notices, most, |d| last_changed(d)).into_iter().copied().collect()
}

fn last_changed(d: &Notice) -> Date {
    by_day(&d.updates).last().map_or(d.date.date, |u| u.date.date.max(d.date.date))
}

fn year_of(d: &Notice) -> i16 {
    d.date.date.first_day().year()
}
