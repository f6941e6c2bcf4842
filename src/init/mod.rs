//! Starting: a complete society from model wording, and new notices. What only the society knows is left blank and marked; the check lists the blanks.

mod answers;
mod blank;
mod notice;
mod scalar;

pub use answers::{Answers, Offering};
pub use blank::{Blank, blanks, mark};
pub use notice::{NewNotice, notice};

use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use tera::Tera;

static MODEL: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/init/model");

/// A file to write: its path in the content folder, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its path, `policies/basic-policy.yaml`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The content of a society that answers so. An error is a defect of the model itself.
pub fn society(answers: &Answers) -> Result<Vec<NewFile>, tera::Error> {
    let templates = templates();
    let mut tera = Tera::new();
    // YAML and Markdown are no HTML; answers are quoted by `scalar`.
    tera.autoescape_on(Vec::<&str>::new());
    tera.add_raw_templates(templates.iter().map(|(name, text)| (name.as_str(), *text)))?;
    let context = answers.context();
    let wanted = templates.keys().filter(|name| answers.wants(name));
    wanted.map(|name| Ok(NewFile { path: answers.path_of(name), text: tera.render(name, &context)? })).collect()
}

/// The files of the model by their path.
fn templates() -> BTreeMap<String, &'static str> {
    let mut out = BTreeMap::new();
    let mut todo = vec![&MODEL];
    while let Some(dir) = todo.pop() {
        for file in dir.files() {
            out.extend(file.contents_utf8().map(|text| (file.path().to_string_lossy().replace('\\', "/"), text)));
        }
        todo.extend(dir.dirs());
    }
    out
}
