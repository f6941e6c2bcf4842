//! Fonts: those built into the program, those of a theme and of a society, and on request those of the system.

use crate::diagnostic::{Diagnostic, Place};
use crate::fs;
use crate::words;
use std::path::Path;
use std::sync::Arc;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst_kit::fonts::FontStore;

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        [$(include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/standard/fonts/", $name)).as_slice()),*]
    };
}

/// The fonts of the standard theme; where they are from stands in `ORIGIN` beside them.
static BUILT_IN: [&[u8]; 6] = built_in![
    "BIZUDGothic-Regular.ttf",
    "BIZUDGothic-Bold.ttf",
    "BIZUDMincho-Regular.ttf",
    "BIZUDPGothic-Regular-Latin.ttf",
    "BIZUDPGothic-Bold-Latin.ttf",
    "BIZUDPMincho-Regular-Latin.ttf",
];

/// Their checksums: what stands for their bytes in the keys of documents.
pub(super) const SUMS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/standard/fonts/SHA256SUMS"));

/// The folder of fonts in a theme and in the content of a society.
pub(super) const FOLDER: &str = "fonts";

/// Fonts that documents may use.
#[derive(Clone)]
pub(super) struct Fonts {
    base: Arc<FontStore>,
    /// How many the program, the theme and the system have.
    count: usize,
    /// Those of the theme's folder.
    of_theme: Arc<Vec<Font>>,
    /// Those of the society.
    own: Vec<Font>,
    book: Arc<LazyHash<FontBook>>,
    shown: Arc<Characters>,
}

impl Fonts {
    /// Those of the program, of a theme's folder and, if asked for, of the system.
    pub(super) fn of_theme(theme: Option<&Path>, system: bool) -> Result<Fonts, Vec<Diagnostic>> {
        let mut store = FontStore::new();
        let built_in = BUILT_IN.iter().filter_map(|bytes| Font::new(Bytes::new(*bytes), 0));
        let of_theme = theme.map(read).transpose()?.unwrap_or_default();
        store.extend(built_in.chain(of_theme.iter().cloned()).map(with_info));
        if system {
            store.extend(typst_kit::fonts::system());
        }
        let book = (**store.book()).clone();
        let infos = || (0..).map_while(|i| book.info(i));
        let (count, shown) = (infos().count(), Characters::of(infos()));
        Ok(Fonts {
            base: Arc::new(store),
            count,
            of_theme: Arc::new(of_theme),
            own: Vec::new(),
            book: Arc::new(LazyHash::new(book)),
            shown: Arc::new(shown),
        })
    }

    /// These and those of a society, in the folder `fonts` of its content.
    pub(super) fn with(&self, content: &Path) -> Result<Fonts, Vec<Diagnostic>> {
        let own = read(content)?;
        if own.is_empty() {
            return Ok(self.clone());
        }
        let mut book = (**self.book).clone();
        own.iter().for_each(|font| book.push(font.info().clone()));
        let shown = Characters::of((0..).map_while(|i| book.info(i)));
        Ok(Fonts { own, book: Arc::new(LazyHash::new(book)), shown: Arc::new(shown), ..self.clone() })
    }

    /// What is known of them.
    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    /// One of them, by its place in the book.
    pub(super) fn font(&self, index: usize) -> Option<Font> {
        match index.checked_sub(self.count) {
            None => self.base.font(index),
            Some(own) => self.own.get(own).cloned(),
        }
    }

    /// Whether any of them can show a character, or the character shows nothing.
    pub(super) fn show(&self, c: char) -> bool {
        // Private characters are other ones on every machine: no font can be right.
        let private = matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}');
        is_invisible(c) || !private && self.shown.contain(c)
    }

    /// The bytes of those of the theme's folder.
    pub(super) fn of_theme_only(&self) -> impl Iterator<Item = &[u8]> {
        self.of_theme.iter().map(|font| font.data().as_slice())
    }

    /// The bytes of those that a society brought along.
    pub(super) fn own(&self) -> impl Iterator<Item = &[u8]> {
        self.own.iter().map(|font| font.data().as_slice())
    }
}

/// A set of characters, one bit each.
struct Characters(Vec<u64>);

impl Characters {
    fn of<'a>(infos: impl Iterator<Item = &'a FontInfo>) -> Characters {
        let mut bits = vec![0; 0x11_0000 / 64];
        for c in infos.flat_map(|info| info.coverage.iter()) {
            if let Some(word) = bits.get_mut(c as usize / 64) {
                *word |= 1_u64 << (c % 64);
            }
        }
        Characters(bits)
    }

    fn contain(&self, c: char) -> bool {
        let c = u32::from(c);
        self.0.get(c as usize / 64).is_some_and(|word| word & (1 << (c % 64)) != 0)
    }
}

/// Characters that only say how others are shown: variants, joiners, places for breaks.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

fn with_info(font: Font) -> (Font, FontInfo) {
    let info = font.info().clone();
    (font, info)
}

/// The fonts in the folder `fonts` of another, sorted by name.
fn read(folder: &Path) -> Result<Vec<Font>, Vec<Diagnostic>> {
    let folder = folder.join(FOLDER);
    let mut fonts = Vec::new();
    let mut problems = Vec::new();
    if !fs::is_folder(&folder) {
        return Ok(fonts);
    }
    for found in fs::walk(&folder).map_err(|e| vec![unreadable(&e.path, &e.source.to_string())])? {
        let ending = found.path.extension().map(|e| e.to_string_lossy().to_lowercase());
        if found.kind != fs::Kind::File || !matches!(ending.as_deref(), Some("ttf" | "otf" | "ttc" | "otc")) {
            continue;
        }
        let path = folder.join(&found.path);
        match fs::read(&path) {
            Ok(bytes) => {
                let before = fonts.len();
                fonts.extend(Font::iter(Bytes::new(bytes)));
                if fonts.len() == before {
                    problems.push(unreadable(&path, "not a font"));
                }
            }
            Err(e) => problems.push(unreadable(&path, &e.source.to_string())),
        }
    }
    if problems.is_empty() { Ok(fonts) } else { Err(problems) }
}

fn unreadable(path: &Path, error: &str) -> Diagnostic {
    let shown = path.display().to_string();
    Diagnostic::error("font-unreadable", words!("フォント {shown} を読めません（{error}）", "The font {shown} cannot be read ({error})"))
        .at(Place::File(shown))
        .fix(words!(
            "TrueTypeかOpenTypeのフォント（拡張子 ttf、otf、ttc）を置くか、このファイルを取り除いてください。",
            "Put a TrueType or OpenType font there (ttf, otf, ttc), or remove the file."
        ))
}
