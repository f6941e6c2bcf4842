//! Everyday HTML: names in small letters, values in double quotes, few marks for characters. Nearly all pages are written so, and are read here
//! without a copy of each word. What else there may be is no error: the file is read as the standard says then.

use super::read::Page;
use super::reader::{Reader, Tag};
use memchr::{memchr, memchr2, memmem};
use std::borrow::Cow;

/// Reads a file; none when some of it is not known here.
pub fn read(file: &[u8]) -> Option<Page<'_>> {
    // Ends of lines of other systems, and the null character, are not what they seem.
    memchr2(b'\r', 0, file).is_none().then_some(())?;
    let mut cutter = Cutter { length: file.len(), rest: file, reader: Reader::of(file.len()) };
    cutter.all()?;
    Some(cutter.reader.finish())
}

/// Cuts a file into tags and texts.
struct Cutter<'a> {
    length: usize,
    /// What was not read yet.
    rest: &'a [u8],
    reader: Reader<'a>,
}

impl<'a> Cutter<'a> {
    fn all(&mut self) -> Option<()> {
        loop {
            self.between()?;
            match self.rest {
                [] => return Some(()),
                [_, b'/', ..] => {
                    self.end_tag()?;
                }
                [_, b'a'..=b'z', ..] => self.start_tag()?,
                [_, b'!', ..] => self.declaration()?,
                // An instruction of XML, which ends like a tag.
                [_, b'?', ..] => self.skip(memchr(b'>', self.rest)? + 1)?,
                _ => return None,
            }
        }
    }

    fn skip(&mut self, bytes: usize) -> Option<()> {
        self.rest = self.rest.get(bytes..)?;
        Some(())
    }

    /// So many bytes, which are behind us then.
    fn take(&mut self, bytes: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(bytes)?;
        self.rest = rest;
        Some(taken)
    }

    /// The text up to the next tag or the end.
    fn between(&mut self) -> Option<()> {
        // Many tags stand on lines of their own: without a branch, which nobody could guess.
        let new_line = self.rest.starts_with(b"\n<") & (self.reader.tag() != Tag::Loc);
        self.skip(usize::from(new_line))?;
        match self.rest {
            [b'<', ..] | [] => Some(()),
            rest => {
                let end = memchr2(b'<', b'&', rest).unwrap_or(rest.len());
                let text = match rest.get(end) {
                    Some(b'&') => plain(self.take(memchr(b'<', rest).unwrap_or(rest.len()))?)?,
                    _ => Cow::Borrowed(self.take(end)?),
                };
                self.reader.text(text);
                Some(())
            }
        }
    }

    /// The name of a tag or attribute that begins here; what follows it is another character.
    fn name(&mut self) -> Option<&'a [u8]> {
        let length = match self.rest.first_chunk() {
            Some(eight) => match named(u64::from_le_bytes(*eight)) {
                8 => 8 + self.rest[8..].iter().position(|b| !CHARACTERS[usize::from(*b)])?,
                length => length,
            },
            None => self.rest.iter().position(|b| !CHARACTERS[usize::from(*b)])?,
        };
        self.take(length)
    }

    fn end_tag(&mut self) -> Option<&'a [u8]> {
        self.skip("</".len())?;
        let name = self.name()?;
        (name.first()?.is_ascii_lowercase() && self.rest.starts_with(b">")).then_some(())?;
        self.skip(">".len())?;
        self.reader.close(name);
        Some(name)
    }

    fn start_tag(&mut self) -> Option<()> {
        let start = self.length - self.rest.len();
        self.skip("<".len())?;
        let name = self.name()?;
        self.reader.open(name, start);
        while self.attribute()? {}
        self.reader.opened(name);
        match (self.reader.tag(), name) {
            (Tag::Title | Tag::Style | Tag::Script, _) => self.untagged(name),
            // Elements that are rarely used, inside of which tags are none.
            (_, b"iframe" | b"noembed" | b"noframe" | b"plaintext" | b"textarea" | b"xmp") => None,
            _ => Some(()),
        }
    }

    /// The text of an element in which no tag may stand, and its end tag.
    fn untagged(&mut self, name: &[u8]) -> Option<()> {
        let text = self.take(memchr(b'<', self.rest)?)?;
        if !text.is_empty() {
            self.reader.text(if self.reader.tag() == Tag::Title { plain(text)? } else { Cow::Borrowed(text) });
        }
        self.rest.starts_with(b"</").then_some(())?;
        (self.end_tag()? == name).then_some(())
    }

    /// The next attribute of a start tag; false at the end of the tag.
    fn attribute(&mut self) -> Option<bool> {
        match self.rest {
            [b'>', rest @ ..] => {
                self.rest = rest;
                return Some(false);
            }
            [b' ' | b'\n', first, ..] if first.is_ascii_alphabetic() => self.skip(1)?,
            _ => {
                let gap = self.rest.iter().position(|b| !matches!(b, b' ' | b'\n'))?;
                self.skip(gap)?;
                match self.rest {
                    [b'>', rest @ ..] | [b'/', b'>', rest @ ..] => {
                        self.rest = rest;
                        return Some(false);
                    }
                    [first, ..] if gap > 0 && first.is_ascii_alphabetic() => {}
                    _ => return None,
                }
            }
        }
        // Most attributes are this one, and it means nothing to a reader.
        if let Some(rest) = self.rest.strip_prefix(b"class=\"") {
            self.rest = rest.get(memchr(b'"', rest)? + 1..)?;
            return Some(true);
        }
        let from = self.rest;
        let name = self.name()?;
        if self.rest.first().is_some_and(u8::is_ascii_uppercase) {
            let more = self.take(self.rest.iter().position(|b| !CAPITALS[usize::from(*b)])?)?;
            self.reader.attribute(&from.get(..name.len() + more.len())?.to_ascii_lowercase());
        } else {
            self.reader.attribute(name);
        }
        if self.rest.starts_with(b"=") {
            self.value()?;
        }
        Some(true)
    }

    /// The value of an attribute, in its quotes.
    fn value(&mut self) -> Option<()> {
        self.rest = self.rest.strip_prefix(b"=\"")?;
        let end = memchr2(b'"', b'&', self.rest)?;
        if self.rest.get(end) == Some(&b'&') {
            let value = self.take(memchr(b'"', self.rest)?)?;
            self.reader.value(|| plain(value))?;
        } else if end > 0 {
            let value = self.take(end)?;
            self.reader.value(|| Some(Cow::Borrowed(value)))?;
        }
        self.skip("\"".len())
    }

    /// The kind of the document, or a comment.
    fn declaration(&mut self) -> Option<()> {
        if let Some(rest) = self.rest.strip_prefix(b"<!DOCTYPE html>") {
            self.rest = rest;
            return Some(());
        }
        let comment = self.rest.strip_prefix(b"<!--").filter(|inside| !inside.starts_with(b">") && !inside.starts_with(b"->"))?;
        let end = memmem::find(comment, b"--")?;
        self.rest = comment.get(end..)?.strip_prefix(b"-->")?;
        Some(())
    }
}

/// How many of eight bytes, the first of which is the least, stand before one that no name has: most names are as short. All are looked at in one go,
/// since nobody can guess how long the next name is.
fn named(eight: u64) -> usize {
    const EACH: u64 = u64::MAX / 0xFF;
    const HIGH: u64 = 0x80 * EACH;
    let low = eight & !HIGH;
    // The highest bit of each byte tells whether it is no less, or greater.
    let from = |first: u8| low + (0x80 - u64::from(first)) * EACH;
    let above = |last: u8| low + (0x7F - u64::from(last)) * EACH;
    let within = |first: u8, last: u8| from(first) & !above(last);
    // After the digits comes the colon.
    let is_name = (within(b'a', b'z') | within(b'0', b':') | within(b'-', b'-') | within(b'_', b'_')) & !eight;
    (!is_name & HIGH).trailing_zeros() as usize / 8
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
    fn names_end_where_a_character_of_none_stands() {
        for byte in 0..=u8::MAX {
            for place in 0..8 {
                let mut eight = *b"a-z0:_9x";
                eight[place] = byte;
                let length = eight.iter().position(|b| !CHARACTERS[usize::from(*b)]).unwrap_or(8);
                assert_eq!(named(u64::from_le_bytes(eight)), length, "{byte} {place}");
            }
        }
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
            "<ruby>例<rp>（</rp><rt>れい</rt><rp>）</rp></ruby><template><p>x</p></template><base href=\"b\"><form action=\"f\">",
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

    /// Pieces of pages as people write them, and as they go wrong.
    const PIECES: [&str; 72] = [
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
            let mut bytes = example()[file].bytes.clone();
            for (at, gone, piece) in breaks {
                let at = at.index(bytes.len());
                let end = (at + gone).min(bytes.len());
                bytes.splice(at..end, piece.bytes());
            }
            is_known(&bytes);
        }

        #[test]
        fn so_it_is_of_any_characters(text in "[<>/=\"'&;! \\-_:1a-c\n一　]{0,24}") {
            is_known(text.as_bytes());
        }
    }
}
