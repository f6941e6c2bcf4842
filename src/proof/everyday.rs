//! Everyday HTML: names in small letters, values in double quotes, few marks for characters. Nearly all pages are written so, and are read here
//! without a copy of each word. What else there may be is no error: the file is read as the standard says then.

use super::keys::eight_of;
use super::lines::{Begun, Known, Line};
use super::read::Page;
use super::reader::{ATTRIBUTES, Attribute, Element, Reader, TAGS, Tag};
use memchr::{memchr, memchr2, memmem};
use std::borrow::Cow;

/// Reads a file; none when some of it is not known here.
pub fn read(file: &[u8]) -> Option<Page<'_>> {
    Some(cut(file, None)?.0)
}

/// The same beside pages that are known, with the lines that none of them has.
pub fn read_beside<'a>(file: &'a [u8], known: &Known<'a>) -> Option<(Page<'a>, Vec<Line<'a>>)> {
    cut(file, Some(known))
}

fn cut<'a>(file: &'a [u8], known: Option<&Known<'a>>) -> Option<(Page<'a>, Vec<Line<'a>>)> {
    // Ends of lines of other systems, and the null character, are not what they seem.
    memchr2(b'\r', 0, file).is_none().then_some(())?;
    let mut cutter = Cutter { file, at: 0, reader: Reader::of(file.len()), known, next: 0, begun: None, lines: Vec::new() };
    cutter.all()?;
    Some((cutter.reader.finish(), cutter.lines))
}

/// Cuts a file into tags and texts.
struct Cutter<'k, 'a> {
    file: &'a [u8],
    /// How much was read already.
    at: usize,
    reader: Reader<'a>,
    known: Option<&'k Known<'a>>,
    /// The known line that comes next, if the page goes on as another did.
    next: usize,
    /// The line that is being read, if it is not known.
    begun: Option<Begun>,
    /// Those that were read.
    lines: Vec<Line<'a>>,
}

impl<'a> Cutter<'_, 'a> {
    fn all(&mut self) -> Option<()> {
        loop {
            self.between()?;
            match self.rest() {
                [] => return Some(()),
                [_, b'/', ..] => {
                    self.end_tag()?;
                }
                [_, b'a'..=b'z', ..] => self.start_tag()?,
                [_, b'!', ..] => self.declaration()?,
                // An instruction of XML, which ends like a tag.
                [_, b'?', ..] => self.at = self.find(b'>')? + 1,
                _ => return None,
            }
        }
    }

    /// What was not read yet.
    #[inline]
    fn rest(&self) -> &'a [u8] {
        self.file.get(self.at..).unwrap_or_default()
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.file.get(self.at).copied()
    }

    /// Where the next such byte stands.
    #[inline]
    fn find(&self, byte: u8) -> Option<usize> {
        self.near(standing(byte, self.eight())).or_else(|| memchr(byte, self.rest()).map(|at| self.at + at))
    }

    /// Where the next of two bytes stands.
    #[inline]
    fn find_either(&self, one: u8, other: u8) -> Option<usize> {
        let eight = self.eight();
        self.near(standing(one, eight) | standing(other, eight)).or_else(|| memchr2(one, other, self.rest()).map(|at| self.at + at))
    }

    /// Where what `bits` stand for is: many things are near, and having them looked for takes a while to begin.
    #[inline]
    fn near(&self, bits: u64) -> Option<usize> {
        (bits != 0).then(|| self.at + first(bits))
    }

    /// All up to a place, which is behind us then.
    #[inline]
    fn take(&mut self, end: usize) -> Option<&'a [u8]> {
        let taken = self.file.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }

    /// The text up to the next tag or the end.
    #[inline]
    fn between(&mut self) -> Option<()> {
        // Many tags stand on lines of their own: without a branch, which nobody could guess.
        let new_line = self.rest().starts_with(b"\n<") & (self.reader.tag() != Tag::Loc);
        self.at += usize::from(new_line);
        if !self.reader.is_in_main() && new_line {
            self.known_lines();
        }
        match self.byte() {
            Some(b'<') | None => {}
            Some(_) => {
                let end = self.find_either(b'<', b'&').unwrap_or(self.file.len());
                if self.file.get(end) == Some(&b'&') {
                    let text = plain(self.take(self.find(b'<').unwrap_or(self.file.len()))?)?;
                    self.reader.text(&text);
                } else {
                    let text = self.take(end)?;
                    self.reader.text(text);
                }
            }
        }
        Some(())
    }

    /// Lines around the content that begin here and are known, up to one that is not.
    fn known_lines(&mut self) {
        let Some(known) = self.known else { return };
        while self.reader.is_free() {
            let end = self.at - 1;
            self.lines.extend(self.begun.take().and_then(|line| line.read(self.file, end, self.reader.page())));
            let number = match known.find(self.rest(), self.next) {
                Ok(number) => number,
                Err(mark) => return self.begun = Some(Begun::of(mark, self.at, self.reader.page())),
            };
            let Some(length) = known.repeat(number, self.at, self.reader.page_mut()) else { return };
            self.at += length + 1;
            self.next = number + 1;
        }
    }

    /// The next eight bytes, the first the least; behind the end stands nothing.
    #[inline]
    fn eight(&self) -> u64 {
        let rest = self.rest();
        match rest.first_chunk() {
            Some(eight) => u64::from_le_bytes(*eight),
            None => last_eight(rest),
        }
    }

    /// The name of a tag or attribute that begins here; what follows it is another character.
    fn name(&mut self) -> Option<&'a [u8]> {
        let length = self.rest().iter().position(|b| !CHARACTERS[usize::from(*b)])?;
        self.take(self.at + length)
    }

    /// The tag whose name begins here; `ends` tells where, in the next eight bytes, it may end.
    #[inline]
    fn element(&mut self, eight: u64, ends: u64) -> Option<Element<'a>> {
        // A name that is known is one.
        if let Some(tag) = TAGS.get(before(eight, ends)) {
            return Some(Element { name: self.take(self.at + first(ends))?, tag });
        }
        let element = Element::of(self.name()?);
        element.name.first()?.is_ascii_lowercase().then_some(element)
    }

    #[inline(always)]
    fn end_tag(&mut self) -> Option<&'a [u8]> {
        self.at += "</".len();
        let eight = self.eight();
        let element = self.element(eight, standing(b'>', eight))?;
        (self.byte() == Some(b'>')).then_some(())?;
        self.at += ">".len();
        self.reader.close(element);
        Some(element.name)
    }

    #[inline]
    fn start_tag(&mut self) -> Option<()> {
        let start = self.at;
        self.at += "<".len();
        let eight = self.eight();
        let element = self.element(eight, standing(b'>', eight) | standing(b' ', eight))?;
        self.reader.open(element, start);
        while self.attribute()? {}
        self.reader.opened(element);
        match element.tag {
            Tag::Title | Tag::Style | Tag::Script => self.untagged(element.name),
            // Elements that are rarely used, inside of which tags are none.
            Tag::Raw => None,
            Tag::Unseen if element.name == b"iframe" => None,
            Tag::Other if element.name == b"plaintext" => None,
            _ => Some(()),
        }
    }

    /// The text of an element in which no tag may stand, and its end tag.
    fn untagged(&mut self, name: &[u8]) -> Option<()> {
        let text = self.take(self.find(b'<')?)?;
        match self.reader.tag() {
            _ if text.is_empty() => {}
            Tag::Title => self.reader.text(&plain(text)?),
            _ => self.reader.text(text),
        }
        self.rest().starts_with(b"</").then_some(())?;
        (self.end_tag()? == name).then_some(())
    }

    /// The next attribute of a start tag; false at the end of the tag.
    #[inline]
    fn attribute(&mut self) -> Option<bool> {
        /// Most attributes are this one, and it means nothing to a reader.
        const CLASS: &[u8] = b"class=\"";
        const EIGHT: u64 = eight_of(CLASS) << 8;
        if self.byte() == Some(b'>') {
            self.at += 1;
            return Some(false);
        }
        match self.rest() {
            [b' ' | b'\n', first, ..] if first.is_ascii_alphabetic() => self.at += 1,
            rest => {
                let gap = rest.iter().position(|b| !matches!(b, b' ' | b'\n'))?;
                match rest.get(gap..)? {
                    [b'>', ..] => {
                        self.at += gap + 1;
                        return Some(false);
                    }
                    [b'/', b'>', ..] => {
                        self.at += gap + 2;
                        return Some(false);
                    }
                    [first, ..] if gap > 0 && first.is_ascii_alphabetic() => self.at += gap,
                    _ => return None,
                }
            }
        }
        let eight = self.eight();
        if eight << 8 == EIGHT {
            self.at += CLASS.len();
            self.at = self.find(b'"')? + 1;
            return Some(true);
        }
        let ends = standing(b'=', eight);
        let attribute = match ATTRIBUTES.get(before(eight, ends)) {
            Some(attribute) => {
                self.at += first(ends);
                attribute
            }
            None => self.rare_attribute()?,
        };
        let is_asked = self.reader.attribute(attribute);
        if self.byte() == Some(b'=') {
            self.value(is_asked)?;
        }
        Some(true)
    }

    fn rare_attribute(&mut self) -> Option<Attribute> {
        let from = self.at;
        let name = self.name()?;
        if self.byte().is_some_and(|byte| byte.is_ascii_uppercase()) {
            self.at += self.rest().iter().position(|b| !CAPITALS[usize::from(*b)])?;
            return Some(Attribute::of(&self.file.get(from..self.at)?.to_ascii_lowercase()));
        }
        Some(Attribute::of(name))
    }

    /// The value of an attribute, in its quotes.
    #[inline]
    fn value(&mut self, is_asked: bool) -> Option<()> {
        self.rest().starts_with(b"=\"").then_some(())?;
        self.at += "=\"".len();
        if is_asked {
            let end = self.find_either(b'"', b'&')?;
            if self.file.get(end) == Some(&b'&') {
                let value = plain(self.take(self.find(b'"')?)?)?;
                self.reader.value(value);
            } else if end > self.at {
                let value = self.take(end)?;
                self.reader.value(Cow::Borrowed(value));
            }
        } else {
            self.at = self.find(b'"')?;
        }
        self.at += "\"".len();
        Some(())
    }

    /// The kind of the document, or a comment.
    fn declaration(&mut self) -> Option<()> {
        if self.rest().starts_with(b"<!DOCTYPE html>") {
            self.at += "<!DOCTYPE html>".len();
            return Some(());
        }
        let comment = self.rest().strip_prefix(b"<!--").filter(|inside| !inside.starts_with(b">") && !inside.starts_with(b"->"))?;
        let end = memmem::find(comment, b"--")?;
        comment.get(end..)?.starts_with(b"-->").then_some(())?;
        self.at += "<!--".len() + end + "-->".len();
        Some(())
    }
}

const EACH: u64 = u64::MAX / 0xFF;
const HIGH: u64 = 0x80 * EACH;

/// Where in eight bytes, the first of which is the least, a byte stands: the lowest bit that is set is the highest of the first such byte.
#[inline]
fn standing(byte: u8, eight: u64) -> u64 {
    let differs = eight ^ (EACH * u64::from(byte));
    differs.wrapping_sub(EACH) & !differs & HIGH
}

/// Less than eight bytes.
#[cold]
#[inline(never)]
fn last_eight(rest: &[u8]) -> u64 {
    eight_of(rest)
}

/// The number of the first byte of those that bits stand for.
#[inline]
fn first(bits: u64) -> usize {
    bits.trailing_zeros() as usize / 8
}

/// Of eight bytes those before the first that bits stand for; none without any.
#[inline]
fn before(eight: u64, bits: u64) -> u64 {
    // All bits below the lowest one that is set, but those of its own byte.
    let below = (bits & bits.wrapping_neg()).wrapping_sub(1) >> 7;
    if bits == 0 { 0 } else { eight & below }
}

/// The characters of names.
static CHARACTERS: [bool; 256] = characters(b"abcdefghijklmnopqrstuvwxyz0123456789-:_");
/// Those of names that are written with capitals, of which drawings have some.
static CAPITALS: [bool; 256] = characters(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-:_");

const fn characters(these: &[u8]) -> [bool; 256] {
    let mut characters = [false; 256];
    let mut i = 0;
    while i < these.len() {
        characters[these[i] as usize] = true;
        i += 1;
    }
    characters
}

/// A text without marks for characters; none if there is one that is rarely used, or what only looks like one.
fn plain(text: &[u8]) -> Option<Cow<'_, [u8]>> {
    const MARKS: [(&str, &str); 8] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&nbsp;", "\u{a0}"),
    ];
    let Some(mut at) = memchr(b'&', text) else { return Some(Cow::Borrowed(text)) };
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    loop {
        out.extend_from_slice(rest.get(..at)?);
        rest = rest.get(at..)?;
        let (mark, character) = MARKS.iter().find(|(mark, _)| rest.starts_with(mark.as_bytes()))?;
        out.extend_from_slice(character.as_bytes());
        rest = rest.get(mark.len()..)?;
        match memchr(b'&', rest) {
            Some(next) => at = next,
            None => break,
        }
    }
    out.extend_from_slice(rest);
    Some(Cow::Owned(out))
}

#[cfg(test)]
mod tests {
    use super::super::standard;
    use super::*;
    use crate::build::society::Composed;
    use crate::web::{Options, OutputFile, Theme, render};
    use proptest::prelude::*;
    use std::path::Path;
    use std::sync::OnceLock;

    /// Whether a file is read here; then it is what browsers read.
    fn is_known(file: &[u8]) -> bool {
        let Some(page) = read(file) else { return false };
        assert_eq!(page, standard::read(file), "{}", String::from_utf8_lossy(file));
        true
    }

    #[test]
    fn bytes_are_found_among_eight() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut eight = *b"a-z0:_9x";
                eight[place] = byte;
                let ends = standing(byte, u64::from_le_bytes(eight));
                let length = eight.iter().position(|b| *b == byte).unwrap_or(8);
                assert_eq!(first(ends), length, "{byte} {place}");
                assert_eq!(before(u64::from_le_bytes(eight), ends), eight_of(&eight[..length]), "{byte} {place}");
            }
        }
        assert_eq!((first(standing(b'y', u64::MAX)), before(u64::MAX, 0)), (8, 0));
    }

    #[test]
    fn everyday_forms_are_read_as_the_standard_says() {
        for text in [
            "",
            "\n",
            "文",
            "<!DOCTYPE html>\n<html lang=\"ja\"><head><title>利用 &amp; 目的</title></head><body>x &lt;y&gt; &quot;z&#39;&nbsp;</body></html>\n",
            "<!-- 見えない --><main id=\"m\">一<h1 id=\"a\">二</h1><!-- < & --></main>三",
            "<p hidden>隠す<b>x</b><p>深い</p></p>見える<div hidden><div>い</div>ろ</div>は",
            "<a href=\"../x/?a=1&amp;b=2#c\">x</a><a href=\"\">y</a><a href>z</a><img src=\"p\" srcset=\"q 1x, r 2x\" alt=\"絵\"/>",
            "<script>if (a) { b() }</script><script src=\"s.js\"></script><style>a{color:red}</style><style></style><p style=\"b\">",
            "<svg viewBox=\"0 0 1 1\"><title>題</title><path d=\"m1\"/><use xlink:href=\"u\"/></svg><noscript><img src=\"n\"></noscript>",
            "<?xml version=\"1.0\"?>\n<urlset><url>\n<loc>\nhttps://a/ </loc>\n</url><loc></loc>\n<loc>b&amp;c</loc></urlset>",
            "<meta http-equiv=\"Refresh\" content=\"0; url='m'\"><meta content=\"説明\"><link rel=\"Canonical next\" href=\"c\"><link href=\"i\">",
            "<p class=\"\"><p class=\"a & b\" id=\"c\"><p class><p classes=\"d\"><p ID=\"x\" hreF=\"y\">",
            "<br/><br /><input checked><input checked disabled><div\nid=\"a\"\n  class=\"b\" ></div>\u{feff}\u{3000}",
            "<ruby>例<rp>（</rp><rt>れい</rt><rp>）</rp></ruby><template><p>x</p></template><noframes>y<b>z</b></noframes><base href=\"b\"><form action=\"f\">",
        ] {
            assert!(is_known(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn all_else_is_left_to_the_standard() {
        for text in [
            "a < b",
            "a & b",
            "<",
            "<a",
            "<a ",
            "<a href",
            "<a href=\"x",
            "<a href=x>",
            "<a href='x'>",
            "<a href = \"x\">",
            "<a href=\"a&b\">",
            "<p title=\"&copy;\">",
            "<a href=\"x\"id=\"y\">",
            "<p class='x'>",
            "<p class=\"x>",
            "<a / href=\"x\">",
            "<a =\"x\">",
            "<a @b=\"x\">",
            "<A>",
            "<aB>",
            "<p>&copy;",
            "<p>&amp",
            "</p >",
            "</p/>",
            "</>",
            "</P>",
            "<!doctype html>",
            "<!DOCTYPE html SYSTEM \"x\">",
            "<!-->-->",
            "<!--->-->",
            "<!-- a --!> -->",
            "<!-- a --->",
            "<!-- a",
            "<![CDATA[x]]>",
            "<?x",
            "<title>a",
            "<title>a<b></title>",
            "<title>a</title >",
            "<script>a<b</script>",
            "<script><!--</script>-->",
            "<style>a</Style></style>",
            "<textarea>a</textarea>",
            "<iframe></iframe>",
            "<xmp><b></xmp>",
            "<plaintext>",
            "a\r\nb",
            "a\0b",
            "<1>",
            "<a\tid=\"x\">",
        ] {
            assert!(!is_known(text.as_bytes()), "{text}");
        }
        assert!(is_known(b"a\xffb<p id=\"\xe3\x81\">\xe3\x81</p>"));
    }

    /// All pages of the example, and what else its output has for machines.
    fn example() -> &'static [OutputFile] {
        static FILES: OnceLock<Vec<OutputFile>> = OnceLock::new();
        FILES.get_or_init(|| {
            let day = jiff::civil::date(2026, 12, 1);
            let composed = Composed::of(crate::content::open(Path::new("content")), Some(day), day);
            let files = render(&composed.publications, &Theme::load(None).unwrap(), &Options::default()).unwrap();
            files.into_iter().filter(|file| file.path.ends_with(".html") || file.path.ends_with(".xml")).collect()
        })
    }

    #[test]
    fn all_of_the_example_is_read_here() {
        assert!(example().len() > 40);
        for file in example() {
            assert!(is_known(&file.bytes), "{}", file.path);
        }
    }

    #[test]
    fn lines_that_are_known_say_what_they_say() {
        let pages = || example().iter().map(|file| Some(&*file.bytes));
        let read = Page::read_all(pages());
        assert!(read.into_iter().eq(pages().map(|page| page.map(standard::read))));
    }

    /// What an unbroken page has lines for.
    fn known(file: &'static [u8]) -> Known<'static> {
        let mut known = Known::default();
        let (page, lines) = read_beside(file, &known).unwrap();
        assert!(!lines.is_empty());
        known.add(Some(page), lines);
        known
    }

    /// Pieces of pages as people write them, and as they go wrong.
    const PIECES: [&str; 74] = [
        "一 二",
        "　三\n",
        "\n",
        " ",
        "x",
        "&amp;",
        "&lt;",
        "&nbsp;",
        "&#39;",
        "&#x27;",
        "&copy;",
        "&",
        ";",
        "amp",
        "<",
        ">",
        "/",
        "=",
        "\"",
        "'",
        "-",
        "--",
        "!",
        "<p>",
        "</p>",
        "<p hidden>",
        "<div class=\"c\" id=\"d\">",
        "</div>",
        "<main>",
        "</main>",
        "<h1 id=\"h\">",
        "</h1>",
        "<a href=\"x#y\">",
        "<a href>",
        "</a>",
        "<a ",
        "href",
        " href=\"z\"",
        " href='z'",
        " id=\"i\"",
        " ID=\"j\"",
        " hidden",
        " title=\"t &amp; u\"",
        " style=\"s\"",
        "/>",
        "<br/>",
        "<img src=\"a\" srcset=\"b, c\" alt=\"\">",
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<svg viewBox=\"0\">",
        "</svg>",
        "<noscript>",
        "</noscript>",
        "<noframes>",
        "</noframes>",
        "<rp>",
        "</rp>",
        "<loc>",
        "</loc>",
        "<textarea>",
        "</textarea>",
        "<html lang=\"ja\">",
        "<meta http-equiv=\"refresh\" content=\"0;url=q\">",
        "<meta content=\"m\">",
        "<link rel=\"icon\" href=\"k\">",
        "<!DOCTYPE html>",
        "<!-- c -->",
        "<!--",
        "-->",
        "<?xml?>",
    ];

    proptest! {
        #[test]
        fn what_is_read_here_is_what_browsers_read(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 1..14)) {
            is_known(pieces.concat().as_bytes());
        }

        #[test]
        fn so_are_broken_pages(
            file in 0..example().len(),
            breaks in proptest::collection::vec((any::<prop::sample::Index>(), 0..9usize, proptest::sample::select(&PIECES[..])), 1..4),
        ) {
            let mut bytes = example()[file].bytes.to_vec();
            for (at, gone, piece) in breaks {
                let at = at.index(bytes.len());
                let end = (at + gone).min(bytes.len());
                bytes.splice(at..end, piece.bytes());
            }
            if is_known(&bytes) {
                let (page, _) = read_beside(&bytes, &known(&example()[file].bytes)).unwrap();
                prop_assert_eq!(page, standard::read(&bytes));
            }
        }

        #[test]
        fn so_it_is_of_any_characters(text in "[<>/=\"'&;! \\-_:1a-c\n一　]{0,24}") {
            is_known(text.as_bytes());
        }
    }
}
