//! The files of one society: their text, their stem, and which line and column a byte is on.

use arcstr::ArcStr;
use std::ops::Range;
use std::sync::OnceLock;

/// A file of the content, as it was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path in the content folder, with `/`: `rules/management.yaml`.
    pub path: String,
    /// Its path without the ending: `rules/management`.
    pub stem: String,
    /// Its text; of an `.md` file the whole of it. A byte order mark is left out.
    pub text: ArcStr,
    lines: OnceLock<Vec<usize>>,
}

/// A place in a text as people count: both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// A range of bytes in one of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The index of the file in [`Sources`].
    pub file: usize,
    /// The bytes in its text.
    pub bytes: Range<usize>,
}

/// All files of one society that were read, ordered by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Source {
    /// A file with this path and text.
    pub fn new(path: impl Into<String>, text: impl Into<ArcStr>) -> Self {
        let path = path.into();
        let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem).to_string();
        Source { path, stem, text: text.into(), lines: OnceLock::new() }
    }

    /// The bytes at which the lines begin. A line ends with LF, CR LF or CR.
    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let ends = (0..bytes.len()).filter(|&i| bytes[i] == b'\n' || (bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n')));
            std::iter::once(0).chain(ends.map(|i| i + 1)).collect()
        })
    }

    /// The line and column of a byte; bytes past the end count as the end.
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.lines().partition_point(|&start| start <= byte);
        let start = self.lines()[line - 1];
        Position { line, column: self.text[start..byte].chars().count() + 1 }
    }

    /// The byte at a line and column; what lies past the end of a line or text counts as its end.
    pub fn byte(&self, at: Position) -> usize {
        let line = self.line(at.line);
        let text = &self.text[line.clone()];
        line.start + text.char_indices().nth(at.column.saturating_sub(1)).map_or(text.len(), |(i, _)| i)
    }

    /// The bytes of a line, counted from 1, without its end.
    pub fn line(&self, line: usize) -> Range<usize> {
        let lines = self.lines();
        let Some(&start) = lines.get(line.saturating_sub(1)) else { return self.text.len()..self.text.len() };
        let next = lines.get(line.max(1)).copied().unwrap_or(self.text.len());
        let text = self.text[start..next].trim_end_matches(['\n', '\r']);
        start..start + text.len()
    }

    /// The bytes of a line that hold its words: without the blanks around them.
    pub fn words_of_line(&self, line: usize) -> Range<usize> {
        let range = self.line(line);
        let text = &self.text[range.clone()];
        let start = range.start + text.len() - text.trim_start().len();
        start..(range.start + text.trim_end().len()).max(start)
    }
}

impl Sources {
    /// Adds a file.
    pub fn push(&mut self, source: Source) -> usize {
        self.files.push(source);
        self.files.len() - 1
    }

    /// The files in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.iter()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether no file was read.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The file with this index.
    pub fn get(&self, file: usize) -> Option<&Source> {
        self.files.get(file)
    }

    /// The index of the file with this stem: `rules/management`.
    pub fn by_stem(&self, stem: &str) -> Option<usize> {
        self.files.iter().position(|s| s.stem == stem)
    }

    /// The index of the file with this path: `rules/management.yaml`.
    pub fn by_path(&self, path: &str) -> Option<usize> {
        self.files.iter().position(|s| s.path == path)
    }

    /// The text that a span covers.
    pub fn text(&self, span: &Span) -> Option<&str> {
        self.get(span.file)?.text.get(span.bytes.clone())
    }

    /// Where a span begins and ends.
    pub fn positions(&self, span: &Span) -> Option<(Position, Position)> {
        let source = self.get(span.file)?;
        Some((source.position(span.bytes.start), source.position(span.bytes.end)))
    }
}
