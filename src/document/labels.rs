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

/// The same by key: for each the files that have it, in their order.
static BY_KEY: LazyLock<ByKey> = LazyLock::new(|| {
    let mut places = vec![Vec::new(); PLACES];
    for (file, labels) in &*LABELS {
        labels.iter().for_each(|(key, pair)| places[place_of(key)].push((key.as_str(), file.as_str(), pair)));
    }
    places
});

/// By the place that the bytes of a key tell: key, file, and the label.
type ByKey = Vec<Vec<(&'static str, &'static str, &'static Pair)>>;

/// The label that the model fixes for a field of a file, else for the same field of any file.
pub fn default_label(file: &str, key: &str, lang: Lang) -> Option<&'static str> {
    let here = BY_KEY.get(place_of(key))?;
    let same = || here.iter().filter(|(k, ..)| *k == key);
    let (_, _, pair) = same().find(|(_, f, _)| *f == file).or_else(|| same().find(|(_, f, _)| *f != "titles"))?;
    Some(match lang {
        Lang::Ja => &pair.ja,
        Lang::En => &pair.en,
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
