//! Reads a PDF back: the text of each sheet in the order of the file, without running heads and other artifacts.
//!
//! `hayro` is another hand than the writer of the files; the compiler of the pages brings it along for pictures.

use hayro_cmap::BfString;
use hayro_interpret::font::Glyph;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint, PathDrawMode, SoftMask,
    interpret_page,
};
use hayro_syntax::Pdf;
use kurbo::{Affine, BezPath, Rect};

/// The text of each sheet; none if it is no PDF that can be read.
pub fn sheets(bytes: &[u8]) -> Option<Vec<String>> {
    let pdf = Pdf::new(bytes.to_vec()).ok()?;
    let cache = InterpreterCache::new();
    let mut sheets = Vec::new();
    for page in pdf.pages().iter() {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, pdf.xref(), InterpreterSettings::default());
        let mut pen = Pen::default();
        interpret_page(page, &mut context, &mut pen);
        sheets.push(pen.text);
    }
    Some(sheets)
}

/// Takes up the characters that are drawn.
#[derive(Default)]
struct Pen {
    text: String,
    /// The marked content around, and whether it is an artifact.
    open: Vec<bool>,
}

impl Device<'_> for Pen {
    fn begin_marked_content(&mut self, tag: &[u8], _: Option<i32>) {
        self.open.push(tag == b"Artifact");
    }

    fn end_marked_content(&mut self) {
        self.open.pop();
    }

    fn draw_glyph(&mut self, glyph: &Glyph<'_>, _: Affine, _: Affine, _: &Paint<'_>, _: &GlyphDrawMode) {
        // What only says where lines may break is no word.
        let is_hint = |c: char| matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}');
        if self.open.contains(&true) {
            return;
        }
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => self.text.extend(Some(c).filter(|c| !is_hint(*c))),
            Some(BfString::String(text)) => self.text.extend(text.chars().filter(|c| !is_hint(*c))),
            None => self.text.push('\u{fffd}'),
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
