//! Where a value stands in its file. `granit-parser` is asked only when something must be shown, once a file.

use super::markdown;
use super::places::Places;
use super::reader::Read;
use super::source::{Source, Span};
use super::tree::{NodeId, Part, Step, Tree};
use super::within;
use crate::diagnostic::{Place, Severity};
use granit_parser::{Event, Parser, ScalarStyle, options};
use std::collections::BTreeMap;
use std::ops::Range;

/// Where the values of one file stand.
#[derive(Debug, Default)]
pub(super) struct Index {
    spots: Vec<Spot>,
}

/// Where one value stands.
#[derive(Debug)]
struct Spot {
    /// Its key in the mapping around it.
    name: Option<Box<str>>,
    key: Option<Range<usize>>,
    value: Range<usize>,
    style: Option<ScalarStyle>,
    /// For `*name`, the value that it repeats.
    repeats: Option<usize>,
    children: Vec<usize>,
}

impl Read {
    /// Where a value or its key stands. When the value itself cannot be found, what is around it.
    pub fn locate(&self, node: NodeId, part: Part) -> Option<Span> {
        self.locate_in(&self.tree, node, part)
    }

    /// The same for a tree that was made from this one: a translated text is found in the overlay that it was taken from.
    pub fn locate_in(&self, tree: &Tree, node: NodeId, part: Part) -> Option<Span> {
        let node = tree.entry(node).translated_from().filter(|_| part == Part::Value).unwrap_or(node);
        let file = self.sources.by_stem(tree.stem(node))?;
        let source = self.sources.get(file)?;
        if let Some(places) = self.places.get(file)?.as_ref() {
            let bytes = places.range(tree, node, part, source);
            return Some(Span { file, bytes: bytes.unwrap_or_else(|| guess(source, tree.key(node))) });
        }
        let bytes = self.with_index(file, |index| {
            let (spot, exact) = index.find(tree, node)?;
            let part = if exact { part } else { Part::Key };
            index.range(spot, part, source)
        });
        Some(Span { file, bytes: bytes.unwrap_or_else(|| guess(source, tree.key(node))) })
    }

    /// Where a part of a text stands, by its bytes in the value; the whole text when the part cannot be told.
    pub fn locate_within(&self, node: NodeId, bytes: Range<usize>) -> Option<Span> {
        self.locate_within_in(&self.tree, node, bytes)
    }

    /// The same for a tree that was made from this one.
    pub fn locate_within_in(&self, tree: &Tree, node: NodeId, bytes: Range<usize>) -> Option<Span> {
        let whole = self.locate_in(tree, node, Part::Value)?;
        let node = tree.entry(node).translated_from().unwrap_or(node);
        let source = self.sources.get(whole.file)?;
        if let Some(places) = self.places.get(whole.file)?.as_ref() {
            let part = places.of(node).and_then(|standing| {
                let raw = source.text.get(standing.value.clone())?;
                let part = within::locate(raw, standing.style?, tree.text(node)?, bytes)?;
                Some(standing.value.start + part.start..standing.value.start + part.end)
            });
            return Some(part.map_or(whole.clone(), |bytes| Span { file: whole.file, bytes }));
        }
        let part = self.with_index(whole.file, |index| {
            let (spot, exact) = index.find(tree, node)?;
            let spot = &index.spots[index.resolve(spot)];
            let raw = source.text.get(spot.value.clone()).filter(|_| exact)?;
            let part = within::locate(raw, spot.style?, tree.text(node)?, bytes)?;
            Some(spot.value.start + part.start..spot.value.start + part.end)
        });
        Some(part.map_or(whole.clone(), |bytes| Span { file: whole.file, bytes }))
    }

    /// The bytes that a place of a diagnostic means; a whole file has none.
    pub fn span(&self, place: &Place) -> Option<Span> {
        match place {
            Place::Node(node, part) => self.locate(*node, *part),
            Place::Within(node, bytes) => self.locate_within(*node, bytes.clone()),
            Place::Bytes(path, bytes) => Some(Span { file: self.sources.by_path(path)?, bytes: bytes.clone() }),
            Place::File(_) => None,
        }
    }

    /// Whether an error was reported already on the line of this value: what else seems wrong with it probably follows from that.
    pub fn has_error_near(&self, node: NodeId) -> bool {
        let Some(span) = self.locate(node, Part::Key) else { return false };
        let Some(source) = self.sources.get(span.file) else { return false };
        let line = source.position(span.bytes.start).line;
        let errors = self.diagnostics.iter().filter(|d| d.severity == Severity::Error);
        errors.filter_map(|d| d.place.as_ref()).any(|place| match place {
            Place::Bytes(path, bytes) => *path == source.path && source.position(bytes.start).line == line,
            _ => false,
        })
    }

    fn with_index<T>(&self, file: usize, ask: impl FnOnce(&Index) -> Option<T>) -> Option<T> {
        let source = self.sources.get(file)?;
        ask(self.indexes.get(file)?.get_or_init(|| Index::new(source)))
    }
}

impl Index {
    /// Reads a file for the places of its values. What `granit-parser` does not understand ends the index there.
    pub(super) fn new(source: &Source) -> Self {
        let range = match source.path.ends_with(".md") {
            true => markdown::split(&source.path, &source.text).map_or(0..0, |(front, _)| front),
            false => 0..source.text.len(),
        };
        let mut builder = Builder { index: Index::default(), open: Vec::new(), anchors: Vec::new(), offset: range.start };
        let options = options! { emit_comments: false, bom_inside_document_as_content: true };
        for event in Parser::new_from_str_with_options(&source.text[range], options) {
            let Ok((event, span)) = event else { break };
            builder.take(&event, span.byte_range().unwrap_or_default());
        }
        builder.index
    }

    /// The spot of a node, or the nearest one around it; and whether it is the node's own.
    fn find(&self, tree: &Tree, node: NodeId) -> Option<(usize, bool)> {
        let mut way: Vec<NodeId> = tree.outward(node).take_while(|n| tree.parent(*n).is_some_and(|p| p != Tree::ROOT)).collect();
        way.reverse();
        let mut spot = (!self.spots.is_empty()).then_some(0)?;
        for step in way {
            match self.child(self.resolve(spot), tree, step) {
                Some(child) => spot = child,
                None => return (spot != 0).then_some((spot, false)),
            }
        }
        Some((spot, true))
    }

    fn child(&self, spot: usize, tree: &Tree, node: NodeId) -> Option<usize> {
        let children = &self.spots[spot].children;
        match &tree.entry(node).step {
            Step::Index(i) => children.get(*i as usize).copied(),
            Step::Key(key) => {
                let siblings = tree.children(tree.parent(node)?);
                let position = siblings.iter().position(|s| *s == node)?;
                if let Some(child) = children.get(position).filter(|c| self.spots[**c].name.as_deref() == Some(key)) {
                    return Some(*child);
                }
                let nth = siblings[..position].iter().filter(|s| tree.key(**s) == Some(key)).count();
                let mut same = children.iter().filter(|c| self.spots[**c].name.as_deref() == Some(key));
                // A key that is no text (1.0) is called otherwise there, but stands at the same position.
                same.nth(nth).or_else(|| children.get(position).filter(|_| children.len() == siblings.len())).copied()
            }
            Step::Root => None,
        }
    }

    /// Where all values of a file stand; those that cannot be found are left out.
    pub(super) fn spots_of(&self, tree: &Tree, file: NodeId) -> BTreeMap<NodeId, Range<usize>> {
        let mut out = BTreeMap::new();
        let mut open = vec![(file, 0)];
        while let Some((node, spot)) = open.pop() {
            let Some(own) = self.spots.get(spot) else { continue };
            // An empty value stands nowhere: its key tells the line.
            let value = if own.value.is_empty() { own.key.clone().unwrap_or_else(|| own.value.clone()) } else { own.value.clone() };
            out.insert(node, value);
            let inside = &self.spots[self.resolve(spot)].children;
            if inside.len() == tree.children(node).len() {
                open.extend(tree.children(node).iter().copied().zip(inside.iter().copied()));
            }
        }
        out
    }

    /// Follows `*name` to what it repeats.
    fn resolve(&self, spot: usize) -> usize {
        self.spots[spot].repeats.unwrap_or(spot)
    }

    fn range(&self, spot: usize, part: Part, source: &Source) -> Option<Range<usize>> {
        let value = self.spots[self.resolve(spot)].value.clone();
        Some(shown(self.spots[spot].key.clone(), value, part, source))
    }
}

impl Places {
    /// The bytes of a value, or those of what is around it.
    fn range(&self, tree: &Tree, node: NodeId, part: Part, source: &Source) -> Option<Range<usize>> {
        let near = tree.outward(node).find(|n| self.has(*n))?;
        let exact = near == node;
        // Of a file there is nothing to show for what is not in it.
        let standing = self.of(near).filter(|_| exact || tree.parent(near) != Some(Tree::ROOT))?;
        let part = if exact { part } else { Part::Key };
        Some(shown(standing.key, standing.value, part, source))
    }
}

/// What is shown of a value that stands there: its key, or itself; an empty one stands nowhere.
fn shown(key: Option<Range<usize>>, value: Range<usize>, part: Part, source: &Source) -> Range<usize> {
    match (part, value.is_empty(), key) {
        (Part::Key, _, Some(key)) | (_, true, Some(key)) => key,
        (_, false, _) => value.start..value.start + source.text[value].trim_end().len(),
        (_, true, None) => source.words_of_line(source.position(value.start).line),
    }
}

/// When the file cannot be followed: the first line that begins with the key, else the first line.
fn guess(source: &Source, key: Option<&str>) -> Range<usize> {
    let found = key.and_then(|key| {
        let at = source.text.match_indices(key).find(|(i, _)| {
            let before = source.text[..*i].rsplit('\n').next().unwrap_or_default();
            before.trim_matches([' ', '-', '{', '"']).is_empty() && source.text[i + key.len()..].starts_with([':', '"'])
        })?;
        Some(at.0..at.0 + key.len())
    });
    found.unwrap_or_else(|| source.words_of_line(1))
}

/// A list or mapping that is not yet at its end.
struct Open {
    spot: usize,
    mapping: bool,
    flow: bool,
    /// Whether it is itself the key of a mapping.
    is_key: bool,
    key: Option<(Box<str>, Range<usize>)>,
}

struct Builder {
    index: Index,
    open: Vec<Open>,
    /// The spots of `&name`, by the parser's number.
    anchors: Vec<(usize, usize)>,
    offset: usize,
}

impl Builder {
    fn take(&mut self, event: &Event, range: Range<usize>) {
        let range = range.start + self.offset..range.end + self.offset;
        match event {
            Event::Scalar(text, style, anchor, _) => self.scalar(text, *style, *anchor, range),
            Event::Alias(anchor) => self.alias(*anchor, range),
            Event::SequenceStart(style, anchor, _) => self.begin(false, is_flow(*style), *anchor, range),
            Event::MappingStart(style, anchor, _) => self.begin(true, is_flow(*style), *anchor, range),
            Event::SequenceEnd | Event::MappingEnd => self.end(&range),
            _ => {}
        }
    }

    /// Whether a key of a mapping comes next.
    fn wants_key(&self) -> bool {
        self.open.last().is_some_and(|o| o.mapping && o.key.is_none())
    }

    fn set_key(&mut self, name: &str, range: Range<usize>) {
        if let Some(open) = self.open.last_mut() {
            open.key = Some((name.into(), range));
        }
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, anchor: usize, range: Range<usize>) {
        if self.wants_key() {
            return self.set_key(text, range);
        }
        let spot = self.add(range, Some(style), None);
        self.name(anchor, spot);
    }

    fn alias(&mut self, anchor: usize, range: Range<usize>) {
        if self.wants_key() {
            return self.set_key("", range);
        }
        let repeats = self.anchors.iter().rev().find(|(id, _)| *id == anchor).map(|(_, spot)| *spot);
        self.add(range, None, repeats);
    }

    fn begin(&mut self, mapping: bool, flow: bool, anchor: usize, range: Range<usize>) {
        // A key that is itself a list or mapping: its parts become spots that nothing leads to.
        let is_key = self.wants_key();
        let spot = match is_key {
            true => self.orphan(range),
            false => self.add(range, None, None),
        };
        self.name(anchor, spot);
        self.open.push(Open { spot, mapping, flow, is_key, key: None });
    }

    fn end(&mut self, range: &Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        let last = self.index.spots[open.spot].children.last().map(|c| &self.index.spots[*c]);
        let end = match (open.flow, last) {
            (true, _) => range.end,
            (false, Some(last)) => last.value.end.max(last.key.as_ref().map_or(0, |k| k.end)),
            (false, None) => range.start,
        };
        let value = &mut self.index.spots[open.spot].value;
        value.end = end.max(value.start);
        if open.is_key {
            let value = self.index.spots[open.spot].value.clone();
            self.set_key("", value);
        }
    }

    fn name(&mut self, anchor: usize, spot: usize) {
        if anchor != 0 {
            self.anchors.push((anchor, spot));
        }
    }

    fn orphan(&mut self, value: Range<usize>) -> usize {
        self.index.spots.push(Spot { name: None, key: None, value, style: None, repeats: None, children: Vec::new() });
        self.index.spots.len() - 1
    }

    fn add(&mut self, value: Range<usize>, style: Option<ScalarStyle>, repeats: Option<usize>) -> usize {
        let key = self.open.last_mut().and_then(|o| o.key.take());
        let (name, key) = key.map_or((None, None), |(name, range)| (Some(name), Some(range)));
        let spot = self.index.spots.len();
        self.index.spots.push(Spot { name, key, value, style, repeats, children: Vec::new() });
        if let Some(open) = self.open.last() {
            self.index.spots[open.spot].children.push(spot);
        }
        spot
    }
}

fn is_flow(style: granit_parser::StructureStyle) -> bool {
    style == granit_parser::StructureStyle::Flow
}

#[cfg(test)]
mod tests {
    use super::super::everyday::Seen;
    use super::super::keys::KEYS;
    use super::super::parse::{MAX_NODES, parse_clean};
    use super::*;
    use proptest::prelude::*;

    /// Whether the places were noted while a text was read; then they are those that the library finds.
    fn are_known(text: &str) -> bool {
        let (mut tree, mut problems) = (Tree::default(), Vec::new());
        let source = Source::new("f.yaml", text);
        let seen = Seen::of(&source.text, 0..text.len(), false);
        let Some((file, places)) = parse_clean(&mut tree, "f", seen, MAX_NODES, KEYS, &mut problems) else {
            return false;
        };
        let Some(places) = places.at(0) else { return false };
        let index = Index::new(&source);
        for node in tree.all().skip(1) {
            let (spot, exact) = index.find(&tree, node).unwrap();
            let (spot, own) = (&index.spots[spot], places.of(node).unwrap());
            assert!(exact, "{text}");
            assert_eq!((&spot.key, &spot.value, spot.style), (&own.key, &own.value, own.style), "{} of {text}", tree.path(node));
        }
        assert!(places.has(file) && !places.has(NodeId(tree.len() as u32)));
        true
    }

    #[test]
    fn places_are_noted_as_the_library_finds_them() {
        for text in [
            "a: b\n",
            "\n# c\na: b # c\n\n  # c\nb: c#d\n",
            "- a\n- b: c\n  d: e\n-   f: g\n-\n  - h\n- - i\n  - j\n",
            "a:\n- b\n- c\nd:\n  - e\nf:\n  g:\n      h: i\n",
            "a: [b, c d, <law:appi/1>, 'e', \"f, g\", [], {}, {h: i, j: [k]}]\n",
            "a: [b,\n  c,\n d\n]\nb: {c: d,\n  e: f, }\n",
            "組合: 例示\na b: \"c\\\"d\"\n",
            "[]\n",
            "{a: b, c: [d]} # e\n",
            "  a: b\n  c: d\n",
        ] {
            assert!(are_known(text), "{text}");
        }
        assert!(!are_known("a: &x b\nc: *x\n") && !are_known("a:\nb: c\n"));
    }

    #[test]
    fn so_it_is_in_the_example() {
        let read: Vec<bool> = walkdir::WalkDir::new("content")
            .sort_by_file_name()
            .into_iter()
            .map(|entry| entry.unwrap().into_path())
            .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
            .map(|path| are_known(std::str::from_utf8(&crate::fs::read(&path).unwrap()).unwrap()))
            .collect();
        assert!(read.iter().filter(|known| **known).count() > 20, "{read:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn whatever_the_lines(lines in proptest::collection::vec(super::super::everyday::tests::line(), 1..7)) {
            are_known(&lines.concat());
        }
    }
}
