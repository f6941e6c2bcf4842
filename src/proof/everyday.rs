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
    let mut cutter = Cutter { file, at: 0, reader: Reader::default() };
    cutter.all()?;
    Some(cutter.reader.finish())
}

/// Cuts a file into tags and texts.
struct Cutter<'a> {
    file: &'a [u8],
    /// The next byte.
    at: usize,
    reader: Reader<'a>,
}

impl<'a> Cutter<'a> {
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
                [_, b'?', ..] => self.at += memchr(b'>', self.rest())? + 1,
                _ => return None,
            }
        }
    }

    fn rest(&self) -> &'a [u8] {
        self.file.get(self.at..).unwrap_or_default()
    }

    /// The text up to the next tag or the end.
    fn between(&mut self) -> Option<()> {
        let rest = self.rest();
        match rest {
            [b'<', ..] => return Some(()),
            [b'\n', b'<', ..] if self.reader.tag() != Tag::Loc => {
                self.at += 1;
                return Some(());
            }
            _ => {}
        }
        let end = memchr(b'<', rest).unwrap_or(rest.len());
        let text = rest.get(..end)?;
        if !text.is_empty() {
            self.reader.text(plain(text)?);
        }
        self.at += end;
        Some(())
    }

    /// The name of a tag, in front of which so many bytes stand.
    fn tag_name(&mut self, sign: usize) -> Option<&'a [u8]> {
        self.at += sign;
        let rest = self.rest();
        let is_name = |b: &u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b':');
        let name = rest.get(..rest.iter().position(|b| !is_name(b))?)?;
        self.at += name.len();
        name.first()?.is_ascii_lowercase().then_some(name)
    }

    fn end_tag(&mut self) -> Option<&'a [u8]> {
        let name = self.tag_name("</".len())?;
        self.rest().starts_with(b">").then_some(())?;
        self.at += 1;
        self.reader.close(name);
        Some(name)
    }

    fn start_tag(&mut self) -> Option<()> {
        let start = self.at;
        let name = self.tag_name("<".len())?;
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
        let rest = self.rest();
        let text = rest.get(..memchr(b'<', rest)?)?;
        self.at += text.len();
        if !text.is_empty() {
            self.reader.text(if self.reader.tag() == Tag::Title { plain(text)? } else { Cow::Borrowed(text) });
        }
        self.rest().starts_with(b"</").then_some(())?;
        (self.end_tag()? == name).then_some(())
    }

    /// The next attribute of a start tag; false at the end of the tag.
    fn attribute(&mut self) -> Option<bool> {
        let gap = self.rest().iter().position(|b| !matches!(b, b' ' | b'\n'))?;
        self.at += gap;
        match self.rest() {
            [b'>', ..] => {
                self.at += 1;
                return Some(false);
            }
            [b'/', b'>', ..] => {
                self.at += 2;
                return Some(false);
            }
            [first, ..] if gap > 0 && first.is_ascii_alphabetic() => {}
            _ => return None,
        }
        let rest = self.rest();
        let is_name = |b: &u8| matches!(b, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b':' | b'_');
        let name = rest.get(..rest.iter().position(|b| !is_name(b))?)?;
        self.at += name.len();
        if name.iter().any(u8::is_ascii_uppercase) {
            self.reader.attribute(&name.to_ascii_lowercase());
        } else {
            self.reader.attribute(name);
        }
        if self.rest().starts_with(b"=") {
            self.value()?;
        }
        Some(true)
    }

    /// The value of an attribute, in its quotes.
    fn value(&mut self) -> Option<()> {
        self.rest().starts_with(b"=\"").then_some(())?;
        self.at += 2;
        let rest = self.rest();
        let value = rest.get(..memchr(b'"', rest)?)?;
        self.at += value.len() + 1;
        if value.is_empty() { Some(()) } else { self.reader.value(|| plain(value)) }
    }

    /// The kind of the document, or a comment.
    fn declaration(&mut self) -> Option<()> {
        const KIND: &[u8] = b"<!DOCTYPE html>";
        let rest = self.rest();
        if rest.starts_with(KIND) {
            self.at += KIND.len();
            return Some(());
        }
        let comment = rest.strip_prefix(b"<!--").filter(|inside| !inside.starts_with(b">") && !inside.starts_with(b"->"))?;
        let end = memmem::find(comment, b"--")?;
        comment.get(end..)?.starts_with(b"-->").then_some(())?;
        self.at += b"<!--".len() + end + b"-->".len();
        Some(())
    }
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
    use proptest::prelude::*;

    /// Whether a file is read here; then it is what browsers read.
    fn is_known(file: &[u8]) -> bool {
        let Some(page) = read(file) else { return false };
        assert_eq!(page, standard::read(file), "{}", String::from_utf8_lossy(file));
        true
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
        fn so_it_is_of_any_characters(text in "[<>/=\"'&;! \\-a-c\n一　]{0,24}") {
            is_known(text.as_bytes());
        }
    }
}
