//! Reads a rendered page back as a browser would: its visible text without blanks, its names, links and whatever it loads.

use super::lines::Known;
use super::{everyday, standard};
use std::borrow::Cow;
use std::ops::Range;

/// A page as it was read back.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Page<'a> {
    /// What can be seen: the texts between its tags, one after the other, as they are written.
    pub text: Vec<u8>,
    /// The part of the text that the main element holds.
    pub main: Option<Range<usize>>,
    /// The language that the page names.
    pub lang: Option<Cow<'a, str>>,
    /// Its titles, without blanks.
    pub titles: Vec<String>,
    /// Its headings of the first level, as parts of the text.
    pub headings: Vec<Range<usize>>,
    /// The names of places, each with where in the text it begins.
    pub places: Vec<(usize, Cow<'a, str>)>,
    /// What it leads to.
    pub links: Vec<Address<'a>>,
    /// What a browser fetches for it.
    pub loads: Vec<Address<'a>>,
    /// Style sheets and styles written in it.
    pub styles: Vec<Cow<'a, str>>,
    /// Its content security policies.
    pub policies: Vec<Cow<'a, str>>,
    /// Texts that stand in attributes.
    pub asides: Vec<Cow<'a, [u8]>>,
    /// Whether it moves all its links by a `base`.
    pub moved: bool,
}

/// An address in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address<'a> {
    /// As it is written.
    pub to: Cow<'a, str>,
    /// The byte of the file where its element begins.
    pub at: usize,
    /// Whether it is a link in the text, rather than one that the page names for machines.
    pub in_text: bool,
}

impl<'a> Page<'a> {
    /// Reads a file.
    pub fn read(file: &'a [u8]) -> Page<'a> {
        everyday::read(file).unwrap_or_else(|| standard::read(file))
    }

    /// Reads files one after the other, those that are pages. What lines say that come again is not read again.
    pub fn read_all(files: impl Iterator<Item = Option<&'a [u8]>>) -> Vec<Option<Page<'a>>> {
        let mut known = Known::default();
        for file in files {
            let read = file.map(|file| everyday::read_beside(file, &known).unwrap_or_else(|| (standard::read(file), Vec::new())));
            let (page, lines) = read.unzip();
            known.add(page, lines.unwrap_or_default());
        }
        known.pages()
    }

    /// The part of the text where the content stands.
    pub fn content(&self) -> Range<usize> {
        self.main.clone().unwrap_or(0..self.text.len())
    }

    /// The nearest name at or before a place of the text; names that end in `_` are the theme's own.
    pub fn name_at(&self, at: usize) -> Option<&str> {
        let before = self.places.partition_point(|(start, _)| *start <= at);
        self.places.get(..before)?.iter().rev().map(|(_, name)| name.as_ref()).find(|name| !name.ends_with('_'))
    }
}

#[cfg(test)]
mod tests {
    use super::super::squeeze::Squeezed;
    use super::*;

    #[test]
    fn a_page_is_read_as_it_is_seen() {
        let page = Page::read(
            "<!DOCTYPE html><html lang=ja><head><title>利用 &amp; 目的</title><meta name=description content='説明'></head><body>\
             <nav><a href=#main_>飛ぶ</a></nav><main id=main_><h1>目 的</h1><!-- 見えない --><p hidden>隠す<b>x</b></p>\
             <p id=a>一<script>document.write('<p>偽')</script>二　<ruby>例示<rp>（</rp><rt>れいじ</rt><rp>）</rp></ruby></p></main><noframes>偽<p>偽</p></noframes>下</body></html>"
                .as_bytes(),
        );
        let text = |part: Range<usize>| Squeezed::of(&page.text[part]).text;
        assert_eq!(text(0..page.text.len()), "飛ぶ目的一二例示れいじ下");
        assert_eq!(text(page.content()), "目的一二例示れいじ");
        assert_eq!((page.lang.as_deref(), page.titles.as_slice()), (Some("ja"), ["利用&目的".to_owned()].as_slice()));
        assert_eq!(page.headings.iter().map(|h| text(h.clone())).collect::<Vec<_>>(), ["目的"]);
        assert_eq!(page.name_at(page.text.len()), Some("a"));
        assert_eq!(page.asides, ["説明".as_bytes()]);
    }

    #[test]
    fn what_leads_and_what_loads_are_told_apart() {
        let page = Page::read(
            b"<link rel=canonical href=c><link rel='shortcut icon' href=i><link rel=stylesheet href=s><img src=p srcset='q 1x, r 2x'>\
              <a href=a>x</a><area href=b><meta http-equiv=refresh content='0; url=m'><form action=f></form><svg><use href=u /></svg>\
              <noscript><img src=n></noscript><style>a{}</style><p style='color:red'>",
        );
        let to = |list: &[Address]| list.iter().map(|a| a.to.to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(to(&page.links), "c a b m");
        assert_eq!(to(&page.loads), "i s p q r f u n");
        assert_eq!(page.styles, ["a{}", "color:red"]);
    }
}
