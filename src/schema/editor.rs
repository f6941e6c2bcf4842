//! What tells editors which schema belongs to which file: the settings of VS Code, and a line for all others.

use super::content_files;
use serde_json::{Map, Value, json};

/// The language of descriptions does not change the settings; where things lie does.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The content folder from the folder that is opened in the editor, `content`.
    pub content: String,
    /// The folder of the schemas from there, `schema`.
    pub schemas: String,
    /// Whether the content folder holds societies rather than one.
    pub several: bool,
}

/// For each schema the files that it holds for, as the settings write them.
pub fn patterns(at: &Settings) -> Map<String, Value> {
    let Settings { content, schemas, several } = at;
    let society = if *several { format!("{content}/*") } else { content.clone() };
    let mut out = Map::new();
    for file in content_files().iter().filter(|f| f.ending == "yaml") {
        let (name, path) = (file.file_name(), file.path());
        let mut own = vec![json!(format!("{society}/{path}"))];
        if *several {
            // The folder of translations of one society is no society.
            own.push(json!(format!("!{content}/en/{path}")));
        }
        out.insert(format!("./{schemas}/{name}"), Value::Array(own));
        if file.name != "waivers" {
            out.insert(format!("./{schemas}/en/{name}"), json!([format!("{society}/en/{path}")]));
        }
    }
    out
}

/// The settings of a workspace of VS Code.
pub fn settings(at: &Settings) -> Value {
    // Reformatting would fold long Japanese lines, and a fold becomes a blank.
    json!({"yaml.schemas": patterns(at), "yaml.format.enable": false})
}

/// The first line of a file by which any editor with the YAML language server finds the schema.
pub fn modeline(schema: &str) -> String {
    format!("# yaml-language-server: $schema={schema}\n")
}

/// What comes of settings that are there already.
#[derive(Debug, PartialEq, Eq)]
pub enum Merged {
    /// They hold all of it.
    Same,
    /// The new text: theirs, with ours added.
    Text(String),
    /// They have comments or are not JSON: nobody but their owner may change them.
    Theirs,
}

/// Adds settings to the text of others; what they say already stays, but for the schemas that lie where ours lie.
pub fn merge(old: &str, ours: &Value) -> Merged {
    let Ok(Value::Object(mut theirs)) = serde_json::from_str::<Value>(old) else { return Merged::Theirs };
    let before = theirs.clone();
    for (key, value) in ours.as_object().into_iter().flatten() {
        match (theirs.get_mut(key), value) {
            (Some(Value::Object(theirs)), Value::Object(ours)) => theirs.extend(ours.clone()),
            (Some(Value::Array(theirs)), Value::Array(ours)) => {
                theirs.extend(ours.iter().filter(|o| !before.get(key).and_then(Value::as_array).is_some_and(|a| a.contains(o))).cloned());
            }
            (Some(_), _) => {}
            (None, value) => _ = theirs.insert(key.clone(), value.clone()),
        }
    }
    if theirs == before { Merged::Same } else { Merged::Text(pretty(&Value::Object(theirs))) }
}

/// JSON as people write it, with an end of line.
pub fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> Value {
        json!({"yaml.schemas": {"./schema/a.json": ["content/a.yaml"]}, "yaml.format.enable": false})
    }

    #[test]
    fn what_others_wrote_stays() {
        let old = r#"{"editor.tabSize": 4, "yaml.format.enable": true, "yaml.schemas": {"x": "y"}}"#;
        let Merged::Text(new) = merge(old, &ours()) else { panic!("nothing was added") };
        let new: Value = serde_json::from_str(&new).expect("JSON");
        assert_eq!(new["editor.tabSize"], 4);
        assert_eq!(new["yaml.format.enable"], true);
        assert_eq!(new["yaml.schemas"], json!({"x": "y", "./schema/a.json": ["content/a.yaml"]}));
    }

    #[test]
    fn settings_that_hold_all_of_it_stay_as_they_are() {
        assert_eq!(merge(&pretty(&ours()), &ours()), Merged::Same);
    }

    #[test]
    fn settings_with_comments_are_left_to_their_owner() {
        assert_eq!(merge("{\n  // mine\n}", &ours()), Merged::Theirs);
        assert_eq!(merge("[]", &ours()), Merged::Theirs);
    }
}
