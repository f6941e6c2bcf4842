//! A reader of PDF files that is not kohyo's writer: text in the order of the file, and the structure that a screen reader walks.

use hayro_cmap::BfString;
use hayro_interpret::font::Glyph;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint, PathDrawMode, SoftMask,
    interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, String as PdfString};
use kurbo::{Affine, BezPath, Point, Rect};
use std::collections::BTreeMap;

/// A file that was read.
pub struct Read {
    /// Its title, from the information dictionary.
    pub title: String,
    /// Its language.
    pub lang: String,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
    /// What a screen reader walks.
    pub root: Element,
    /// The titles of the bookmarks, each after its depth.
    pub bookmarks: Vec<(usize, String)>,
}

/// One sheet.
#[derive(Default)]
pub struct Sheet {
    /// Width and height in points.
    pub size: (f32, f32),
    /// The text of its content, without running heads and other artifacts.
    pub text: String,
    /// The text of its artifacts.
    pub artifacts: String,
    /// How near to an edge any character begins, in points.
    pub nearest: f64,
    by_id: BTreeMap<i32, String>,
}

/// An element of the structure.
#[derive(Default, Debug)]
pub struct Element {
    /// `H1`, `P`, `TH`.
    pub tag: String,
    /// The text of it and of all below.
    pub text: String,
    /// The alternative text.
    pub alt: String,
    /// The language, if it is another one than around.
    pub lang: String,
    /// Of a head of a table: `Row`, `Column`, `Both`.
    pub scope: String,
    /// What is below it.
    pub below: Vec<Element>,
}

impl Read {
    /// Reads a file.
    pub fn new(bytes: &[u8]) -> Read {
        let pdf = Pdf::new(bytes.to_vec()).expect("a PDF file");
        let sheets: Vec<Sheet> = (0..pdf.pages().len()).map(|i| sheet(&pdf, i)).collect();
        let catalog = pdf.xref().get::<Dict>(pdf.xref().root_id()).expect("a catalog");
        let ids: Vec<Option<ObjectIdentifier>> = pdf.pages().iter().map(|p| p.raw().obj_id()).collect();
        let tree = catalog.get::<Dict>("StructTreeRoot").expect("a tagged file");
        let walk = Walk { sheets: &sheets, ids: &ids };
        let root = walk.element(&tree, None);
        let title = pdf.metadata().title.as_deref().map(text_of).unwrap_or_default();
        let lang = catalog.get::<PdfString>("Lang").map(|l| text_of(l.as_bytes())).unwrap_or_default();
        let mut bookmarks = Vec::new();
        if let Some(outline) = catalog.get::<Dict>("Outlines") {
            walk_bookmarks(&outline, 0, &mut bookmarks);
        }
        Read { title, lang, sheets, root, bookmarks }
    }

    /// All elements with a tag, in order.
    pub fn all(&self, tag: &str) -> Vec<&Element> {
        let mut out = Vec::new();
        self.root.find(tag, &mut out);
        out
    }

    /// The structure as an indented list.
    pub fn outline(&self) -> String {
        let mut out = String::new();
        self.root.below.iter().for_each(|e| e.write(0, &mut out));
        out
    }
}

impl Element {
    /// Text of its own, between what is below it.
    fn say(&mut self, text: &str) {
        self.text.push_str(text);
        match self.below.last_mut() {
            Some(last) if last.tag.is_empty() => last.text.push_str(text),
            _ => self.below.push(Element { text: text.to_owned(), ..Element::default() }),
        }
    }

    fn find<'a>(&'a self, tag: &str, out: &mut Vec<&'a Element>) {
        if self.tag == tag {
            out.push(self);
        }
        self.below.iter().for_each(|e| e.find(tag, out));
    }

    fn write(&self, depth: usize, out: &mut String) {
        let mut line = format!("{}{}", "  ".repeat(depth), self.tag);
        for (name, value) in [("scope", &self.scope), ("alt", &self.alt), ("lang", &self.lang)] {
            if !value.is_empty() {
                line.push_str(&format!(" {name}={value}"));
            }
        }
        let alone = matches!(self.below.as_slice(), [] | [Element { below: _, .. }]) && self.below.iter().all(|e| e.tag.is_empty());
        if self.tag.is_empty() {
            line = format!("{}“{}”", "  ".repeat(depth), self.text);
        } else if alone {
            line.push_str(&format!(" {}", self.text));
        }
        out.push_str(line.trim_end());
        out.push('\n');
        if !alone {
            self.below.iter().for_each(|e| e.write(depth + 1, out));
        }
    }
}

/// A text without blanks and without what only says where lines may break.
pub fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}')).collect()
}

/// A PDF string: UTF-16 with a mark at the beginning, or bytes.
fn text_of(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(wide) => String::from_utf16_lossy(&wide.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect::<Vec<_>>()),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn sheet(pdf: &Pdf, index: usize) -> Sheet {
    let page = &pdf.pages()[index];
    let cache = InterpreterCache::new();
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(Affine::IDENTITY, bounds, &cache, pdf.xref(), InterpreterSettings::default());
    let mut pen = Pen { sheet: Sheet { size: (width, height), nearest: f64::MAX, ..Sheet::default() }, open: Vec::new() };
    interpret_page(page, &mut context, &mut pen);
    pen.sheet
}

/// Takes up what is drawn.
struct Pen {
    sheet: Sheet,
    /// The marked content around: its identifier, and whether it is an artifact.
    open: Vec<(Option<i32>, bool)>,
}

impl Device<'_> for Pen {
    fn begin_marked_content(&mut self, tag: &[u8], id: Option<i32>) {
        self.open.push((id, tag == b"Artifact"));
    }

    fn end_marked_content(&mut self) {
        self.open.pop();
    }

    fn draw_glyph(&mut self, glyph: &Glyph<'_>, transform: Affine, glyph_transform: Affine, _: &Paint<'_>, _: &GlyphDrawMode) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(s)) => s,
            None => "\u{fffd}".to_owned(),
        };
        if self.open.iter().any(|(_, artifact)| *artifact) {
            return self.sheet.artifacts.push_str(&text);
        }
        let at = transform * glyph_transform * Point::new(0.0, 0.0);
        let (width, height) = (f64::from(self.sheet.size.0), f64::from(self.sheet.size.1));
        let near = [at.x, at.y, width - at.x, height - at.y].into_iter().fold(f64::MAX, f64::min);
        self.sheet.nearest = self.sheet.nearest.min(near);
        self.sheet.text.push_str(&text);
        if let Some(id) = self.open.iter().rev().find_map(|(id, _)| *id) {
            self.sheet.by_id.entry(id).or_default().push_str(&text);
        }
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// Walks the structure.
struct Walk<'a> {
    sheets: &'a [Sheet],
    ids: &'a [Option<ObjectIdentifier>],
}

impl Walk<'_> {
    fn element(&self, dict: &Dict<'_>, around: Option<usize>) -> Element {
        let string = |key: &str| dict.get::<PdfString>(key).map(|s| text_of(s.as_bytes())).unwrap_or_default();
        let sheet = self.sheet(dict).or(around);
        let mut element = Element {
            tag: dict.get::<Name>("S").map(|n| n.as_str().to_owned()).unwrap_or_default(),
            alt: string("Alt"),
            lang: string("Lang"),
            scope: attributes(dict).iter().find_map(|a| a.get::<Name>("Scope")).map(|n| n.as_str().to_owned()).unwrap_or_default(),
            ..Element::default()
        };
        match dict.get::<Object>("K") {
            Some(Object::Array(kids)) => kids.iter::<Object>().for_each(|kid| self.kid(&kid, sheet, &mut element)),
            Some(kid) => self.kid(&kid, sheet, &mut element),
            None => {}
        }
        element
    }

    fn kid(&self, kid: &Object<'_>, sheet: Option<usize>, into: &mut Element) {
        match kid {
            Object::Number(id) => into.say(&self.content(sheet, id.as_f32() as i32)),
            Object::Dict(dict) => match dict.get::<i32>("MCID") {
                Some(id) => into.say(&self.content(self.sheet(dict).or(sheet), id)),
                None if dict.contains_key("S") => {
                    let below = self.element(dict, sheet);
                    into.text.push_str(&below.text);
                    into.below.push(below);
                }
                None => {}
            },
            _ => {}
        }
    }

    fn content(&self, sheet: Option<usize>, id: i32) -> String {
        sheet.and_then(|s| self.sheets.get(s)?.by_id.get(&id).cloned()).unwrap_or_default()
    }

    fn sheet(&self, dict: &Dict<'_>) -> Option<usize> {
        let page = dict.get_ref("Pg")?;
        let id = ObjectIdentifier::new(page.obj_number, page.gen_number);
        self.ids.iter().position(|i| *i == Some(id))
    }
}

fn attributes<'a>(dict: &Dict<'a>) -> Vec<Dict<'a>> {
    match dict.get::<Object>("A") {
        Some(Object::Dict(one)) => vec![one],
        Some(Object::Array(many)) => Array::iter::<Dict>(&many).collect(),
        _ => Vec::new(),
    }
}

fn walk_bookmarks(above: &Dict<'_>, depth: usize, out: &mut Vec<(usize, String)>) {
    let mut next = above.get::<Dict>("First");
    while let Some(item) = next {
        out.push((depth, item.get::<PdfString>("Title").map(|t| text_of(t.as_bytes())).unwrap_or_default()));
        walk_bookmarks(&item, depth + 1, out);
        next = item.get::<Dict>("Next");
    }
}
