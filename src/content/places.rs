//! Where the values of a file stand that was read as most are (`everyday`): noted while it is read, so that nothing need be read again to show it.

use super::tree::NodeId;
use granit_parser::ScalarStyle;
use std::ops::Range;

/// Where one value stands, and its key.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    key: u32,
    /// How long the key is: not longer than `everyday` takes.
    key_length: u8,
    style: Option<ScalarStyle>,
    value: (u32, u32),
}

impl Place {
    /// Where the key ends.
    fn key_end(&self) -> u32 {
        self.key + u32::from(self.key_length)
    }
}

/// Where the values of one file stand.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// The node of the file; those of its values follow it.
    file: NodeId,
    /// Where in the file the text begins that was read.
    offset: usize,
    places: Vec<Place>,
    /// Whether something was read whose place is not known here.
    lost: bool,
}

/// Where a value stands.
pub(super) struct Standing {
    /// Its key, if it has one.
    pub key: Option<Range<usize>>,
    /// The value as it is written.
    pub value: Range<usize>,
    /// How a text is written.
    pub style: Option<ScalarStyle>,
}

impl Places {
    /// Those of a file of so many bytes, none yet.
    pub(super) fn new(file: NodeId, bytes: usize) -> Self {
        let mut places = Vec::with_capacity(bytes / 32 + 8);
        places.push(Place::default());
        Places { file, offset: 0, places, lost: false }
    }

    /// Notes the next value, which has this key, or none.
    pub(super) fn add(&mut self, key: Range<usize>) {
        let key_length = u8::try_from(key.len()).unwrap_or_else(|_| {
            self.lost = true;
            0
        });
        self.places.push(Place { key: key.start as u32, key_length, ..Place::default() });
    }

    /// Notes where a value stands.
    pub(super) fn set(&mut self, node: NodeId, value: Range<usize>, style: Option<ScalarStyle>) {
        if let Some(place) = self.places.get_mut((node.0 - self.file.0) as usize) {
            (place.value, place.style) = ((value.start as u32, value.end as u32), style);
        }
    }

    /// A list whose dashes stand below its key begins with its first value, not with a dash: so the library has it, at least if both are on one line.
    pub(super) fn begin_with_first(&mut self, list: NodeId, text: &str) {
        let at = (list.0 - self.file.0) as usize;
        let first = self.places.get(at + 1).map(|first| first.value.0);
        if let (Some(place), Some(first)) = (self.places.get_mut(at), first) {
            let between = text.get(place.value.0 as usize..first as usize);
            self.lost |= between.is_none_or(|between| between.contains('\n'));
            place.value.0 = first;
        }
    }

    /// Where a block ends that has this value last.
    pub(super) fn end_of(&self, last: Option<NodeId>) -> Option<usize> {
        let place = self.places.get((last?.0 - self.file.0) as usize)?;
        Some(place.value.1.max(place.key_end()) as usize)
    }

    /// Says that something was read whose place is not known here.
    pub(super) fn lose(&mut self) {
        self.lost = true;
    }

    /// The same in a file in which the text begins there; none when not all of them are known.
    pub(super) fn at(self, offset: usize) -> Option<Places> {
        (!self.lost).then_some(Places { offset, ..self })
    }

    /// Whether a value was read from this file.
    pub(super) fn has(&self, node: NodeId) -> bool {
        node.0.checked_sub(self.file.0).is_some_and(|i| (i as usize) < self.places.len())
    }

    /// Where a value of this file stands.
    pub(super) fn of(&self, node: NodeId) -> Option<Standing> {
        let place = self.places.get(node.0.checked_sub(self.file.0)? as usize)?;
        let range = |(start, end): (u32, u32)| start as usize + self.offset..end as usize + self.offset;
        let key = (place.key_length > 0).then(|| range((place.key, place.key_end())));
        Some(Standing { key, value: range(place.value), style: place.style })
    }
}
