//! The list of the files that kohyo wrote into an output: what it may replace and remove, and nothing else.

use super::inputs::Inputs;
use super::sum::{Sum, hexadecimal};
use super::{OutputFile, Stop, refusal, run};
use crate::fs;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Where the list stands in an output.
pub const MANIFEST: &str = ".kohyo/manifest.json";

/// The folder of kohyo's own records in an output.
pub const RECORDS: &str = ".kohyo";

/// Whether a path of an output is one that kohyo uses while it works in the output itself, and that may go at any time.
pub fn is_passing(path: &Path) -> bool {
    let first = path.strip_prefix(RECORDS).ok().and_then(|rest| rest.iter().next()).and_then(|name| name.to_str());
    matches!(first, Some(WAITING | WAITING_LIST | LOCK | PRINTS_NAME))
}

/// Whether a path of an output belongs to kohyo's records.
pub fn is_record(path: &Path) -> bool {
    path == Path::new(RECORDS) || path == Path::new(MANIFEST) || is_passing(path)
}

/// Where new files wait among the records.
pub const WAITING: &str = "new";

/// Where the new list waits.
const WAITING_LIST: &str = "new.json";

/// What is remembered of printed matter, so that the next build need not typeset it again: without it, it does.
#[cfg(feature = "pdf")]
pub const PRINTS: &str = ".kohyo/prints.json";

const PRINTS_NAME: &str = "prints.json";

/// The lock among the records.
pub const LOCK: &str = "lock";

/// The version of the list that this kohyo writes. It also understands version 1, which has other sums.
const VERSION: u32 = 2;

/// The list. Sorted by path and without a date, so that the same files give the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of this form.
    pub version: u32,
    /// What the files were made of, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Made>,
    /// The files by their path in the output.
    pub files: BTreeMap<String, Entry>,
}

/// What files were made of, and what a build that finds nothing changed must know to say the same as the one that made them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    /// The mark of the inputs.
    pub of: String,
    /// The day, if the files depend on today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub today: Option<String>,
    /// How much the check found.
    pub findings: Findings,
}

/// How much the check found, waivers left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Findings {
    /// Errors; of a draft only.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

/// What a file held when kohyo wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Entry {
    /// Its length in bytes.
    pub length: u64,
    /// The sum of its bytes.
    pub sum: Sum,
}

/// An entry as it stands in the list: with one sum, in hexadecimal.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    length: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    xxh3: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
}

impl TryFrom<Written> for Entry {
    type Error = String;

    fn try_from(Written { length, xxh3, sha256 }: Written) -> Result<Entry, String> {
        let sum = match (xxh3, sha256) {
            (Some(digits), None) => u128::from_str_radix(&digits, 16).map(Sum::Xxh3).map_err(|e| format!("xxh3 {digits}: {e}"))?,
            (None, Some(digits)) => Sum::Sha256(digits),
            _ => return Err("a file needs one sum".to_owned()),
        };
        Ok(Entry { length, sum })
    }
}

impl From<Entry> for Written {
    fn from(Entry { length, sum }: Entry) -> Written {
        match sum {
            Sum::Xxh3(sum) => Written { length, xxh3: Some(hexadecimal(&sum.to_be_bytes())), sha256: None },
            Sum::Sha256(digits) => Written { length, xxh3: None, sha256: Some(digits) },
        }
    }
}

impl Entry {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Entry {
        Entry { length: bytes.len() as u64, sum: Sum::of(bytes) }
    }

    /// Whether it is that of these bytes.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        self.length == bytes.len() as u64 && self.sum.is_of(bytes)
    }

    /// Whether a path is a file that holds just these bytes; the cheaper questions first.
    pub fn is_in(&self, path: &Path) -> bool {
        fs::regular_length(path) == Some(self.length) && fs::read(path).is_ok_and(|bytes| self.is_of(&bytes))
    }
}

impl Manifest {
    /// The list of these files.
    pub fn of(files: &[OutputFile]) -> Manifest {
        let files = files.iter().map(|f| (f.path.clone(), Entry::of(&f.bytes))).collect();
        Manifest { version: VERSION, made: None, files }
    }

    /// The list with what the files were made of, unless a file that is copied was changed while it was.
    pub fn made(mut self, (inputs, findings): (Inputs, Findings)) -> Manifest {
        let is_copy = |(path, entry): (&String, &Entry)| inputs.copied.get(path).is_none_or(|sum| *sum == entry.sum);
        if self.files.iter().all(is_copy) {
            self.made = Some(Made { of: inputs.mark, today: inputs.today.map(|day| day.to_string()), findings });
        }
        self
    }

    /// What the check found when the files were made, if they were made of just this.
    pub fn is_made_of(&self, inputs: &Inputs, today: Date) -> Option<Findings> {
        let made = self.made.as_ref()?;
        let same = made.of == inputs.mark && made.today.as_ref().is_none_or(|day| *day == today.to_string());
        same.then_some(made.findings)
    }

    /// How many pages there are among the files.
    pub fn pages(&self) -> usize {
        self.files.keys().filter(|path| run::is_page(path)).count()
    }

    /// This list and another: what may stand in the output while one takes the place of the other.
    pub fn with(&self, other: &Manifest) -> Manifest {
        let mut both = Manifest { made: None, ..self.clone() };
        both.files.extend(other.files.iter().map(|(path, entry)| (path.clone(), entry.clone())));
        both
    }

    /// The list as it is written.
    fn to_bytes(&self) -> Vec<u8> {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text.into_bytes()
    }

    /// Writes the list into an output whose folder of records exists. It is never there in part, or nobody would know what may be removed.
    pub fn write(&self, output: &Path) -> fs::Result<()> {
        let aside = output.join(RECORDS).join(WAITING_LIST);
        fs::write_whole(&output.join(MANIFEST), &aside, &self.to_bytes())
    }

    /// The list of an output; none where kohyo has not written yet.
    pub fn read(output: &Path) -> Result<Option<Manifest>, Stop> {
        let path = output.join(MANIFEST);
        if fs::kind(&path)?.is_none() {
            return Ok(None);
        }
        let manifest: Manifest =
            serde_json::from_slice(&fs::read(&path)?).map_err(|e| refusal::manifest_unreadable(output, &format!("{e}")))?;
        match manifest.version {
            1..=VERSION => Ok(Some(manifest)),
            other => Err(refusal::manifest_unreadable(output, &format!("version {other}")).into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_in_any_order_give_the_same_bytes() {
        let file = |path: &str, text: &str| OutputFile { path: path.into(), bytes: text.into() };
        let one = Manifest::of(&[file("b/index.html", "2"), file("a.css", "1")]);
        let two = Manifest::of(&[file("a.css", "1"), file("b/index.html", "2")]);
        assert_eq!(one.to_bytes(), two.to_bytes());
        let text = String::from_utf8_lossy(&one.to_bytes()).into_owned();
        insta::assert_snapshot!(text, @r#"
        {
          "version": 2,
          "files": {
            "a.css": {
              "length": 1,
              "xxh3": "df3ce784d856334d65cd25028f98f158"
            },
            "b/index.html": {
              "length": 1,
              "xxh3": "cb358fcee0dfde56fb95a7322f5da314"
            }
          }
        }
        "#);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let list = Manifest::of(&[OutputFile { path: "a.css".into(), bytes: "1".into() }]);
        let again: Manifest = serde_json::from_slice(&list.to_bytes()).unwrap();
        assert_eq!(again, list);
        assert!(again.files["a.css"].is_of(b"1") && !again.files["a.css"].is_of(b"2"));
    }

    #[test]
    fn a_list_of_version_1_still_tells_what_it_wrote() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(RECORDS)).unwrap();
        let sum = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b";
        let list = format!(r#"{{"version": 1, "files": {{"a.css": {{"length": 1, "sha256": "{sum}"}}}}}}"#);
        std::fs::write(folder.path().join(MANIFEST), list).unwrap();
        let list = Manifest::read(folder.path()).unwrap().unwrap();
        assert!(list.files["a.css"].is_of(b"1") && !list.files["a.css"].is_of(b"2"));
    }

    #[test]
    fn entries_without_just_one_sum_are_refused() {
        for entry in [r#"{"length": 1}"#, r#"{"length": 1, "xxh3": "0", "sha256": "0"}"#, r#"{"length": 1, "xxh3": "x"}"#] {
            assert!(serde_json::from_str::<Entry>(entry).is_err(), "{entry}");
        }
    }
}
