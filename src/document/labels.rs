//! The words in front of values: the society's own, else those that the model fixes.

use crate::content::key::{PLACES, place_of};
use crate::lang::Lang;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    ja: String,
    en: String,
}

static LABELS: LazyLock<BTreeMap<String, BTreeMap<String, Pair>>> = LazyLock::new(|| {
    // `labels.yaml` as JSON, made by the build script. It is part of the program: a test reads it, so it cannot be wrong at run time.
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/labels.json"))).unwrap_or_default()
});

/// A label with where it belongs.
#[derive(Debug, Clone, Copy)]
struct Label {
    key: &'static str,
    file: &'static str,
    ja: &'static str,
    en: &'static str,
}

/// The same by the places that the bytes of their keys tell, in one row.
struct ByKey {
    /// Where those of a place begin; those of the next one follow.
    starts: [u16; PLACES + 1],
    labels: Vec<Label>,
}

static BY_KEY: LazyLock<ByKey> = LazyLock::new(|| {
    let all = LABELS.iter().flat_map(|(file, labels)| labels.iter().map(move |(key, pair)| (file, key, pair)));
    let mut labels: Vec<Label> = all.map(|(file, key, Pair { ja, en })| Label { key, file, ja, en }).collect();
    // Those of one place stay in the order of their files.
    labels.sort_by_key(|label| place_of(label.key));
    let mut starts = [0; PLACES + 1];
    for (place, start) in starts.iter_mut().enumerate() {
        *start = labels.partition_point(|label| place_of(label.key) < place) as u16;
    }
    ByKey { starts, labels }
});

impl ByKey {
    /// The labels for a key, and perhaps for others.
    fn near(&self, key: &str) -> &[Label] {
        let place = place_of(key);
        let range = self.starts.get(place..place + 2).map(|ends| usize::from(ends[0])..usize::from(ends[1]));
        range.and_then(|range| self.labels.get(range)).unwrap_or_default()
    }
}

/// The label that the model fixes for a field of a file, else for the same field of any file.
pub fn default_label(file: &str, key: &str, lang: Lang) -> Option<&'static str> {
    let same = || BY_KEY.near(key).iter().filter(|label| label.key == key);
    let label = same().find(|label| label.file == file).or_else(|| same().find(|label| label.file != "titles"))?;
    Some(match lang {
        Lang::Ja => label.ja,
        Lang::En => label.en,
    })
}

/// The title of a block whose record has none.
pub fn default_title(block: &str, lang: Lang) -> Option<&'static str> {
    LABELS.get("titles")?.get(block).map(|p| match lang {
        Lang::Ja => p.ja.as_str(),
        Lang::En => p.en.as_str(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_file_that_has_a_label_gives_it_to_others() {
        for (file, labels) in &*LABELS {
            for (key, pair) in labels {
                assert_eq!(default_label(file, key, Lang::Ja), Some(pair.ja.as_str()));
                let first = LABELS.iter().filter(|(f, _)| *f != "titles").find_map(|(_, f)| f.get(key));
                assert_eq!(default_label("?", key, Lang::En), first.map(|pair| pair.en.as_str()));
            }
        }
        assert_eq!(default_label("society", "?", Lang::Ja), None);
    }

    #[test]
    fn labels_are_read() {
        let written: BTreeMap<String, BTreeMap<String, Pair>> = serde_yaml::from_str(include_str!("labels.yaml")).unwrap();
        assert_eq!(*LABELS, written);
        assert_eq!(default_label("joint-use", "data_items", Lang::Ja), Some("共同して利用する個人データの項目"));
        assert_eq!(default_label("provision", "data_items", Lang::En), Some("Items provided"));
        assert_eq!(default_label("rules/management", "tel", Lang::Ja), Some("電話"));
        assert_eq!(default_title("society", Lang::Ja), Some("組合の概要"));
    }
}
