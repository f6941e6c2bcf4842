//! The schema of a translation: the same keys with texts only, none of them needed, and the records of the file by their id.

use super::ContentFile;
use super::write::Writer;
use crate::content::model::text::State;
use crate::content::record::Load;
use crate::content::shape::{Field, Form, Mode, Record, Shape};
use crate::lang::{Lang, Words};
use crate::words;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The schema of the translation of a kind of file.
pub(super) fn schema(file: &ContentFile, lang: Lang) -> Value {
    let mut o = Overlay { w: Writer { lang, defs: BTreeMap::new() }, with_id: Vec::new() };
    let shape = file.shape();
    let root = o.root(&shape);
    let by_id = o.by_id();
    o.w.defs.insert("ById".to_owned(), by_id);
    let Words { ja, en } = &file.about;
    let about = words!("{ja}の英訳です。訳す文字だけを書きます。", "the English of {en}; only texts are written");
    o.w.close(&format!("en/{}", file.path()), &about, root)
}

struct Overlay {
    w: Writer,
    /// The definitions of records that have an id.
    with_id: Vec<String>,
}

impl Overlay {
    /// A file is a mapping with `by_id`, or a list.
    fn root(&mut self, shape: &Shape) -> Value {
        let choices = match shape {
            Shape::Choice(of) => of.clone(),
            one => vec![one.clone()],
        };
        let mut out = Vec::new();
        for choice in &choices {
            match choice {
                Shape::Record(record) => {
                    let mut properties = self.properties(record);
                    let docs = ["The translations of records by their id.", "日本語: id を持つ項目の訳を、id ごとに書きます。"];
                    let by_id =
                        json!({"description": self.w.words(&docs), "type": "object", "additionalProperties": {"$ref": "#/$defs/ById"}});
                    properties.insert("by_id".to_owned(), by_id);
                    out.push(json!({"type": "object", "properties": properties, "additionalProperties": false}));
                }
                other => out.extend(self.shape(other)),
            }
        }
        if out.len() == 1 { out.remove(0) } else { json!({"anyOf": out}) }
    }

    /// What an id may stand for.
    fn by_id(&mut self) -> Value {
        let mut names = std::mem::take(&mut self.with_id);
        names.sort();
        let mut of: Vec<Value> = names.iter().map(|name| json!({"$ref": format!("#/$defs/{name}")})).collect();
        if of.is_empty() {
            of.push(json!({"type": "object"}));
        }
        json!({"anyOf": of})
    }

    /// The shape of a translation; none when nothing in it can be translated.
    fn shape(&mut self, shape: &Shape) -> Option<Value> {
        match shape {
            Shape::Text(Form::Free | Form::Url) => Some(json!({"type": "string"})),
            Shape::Text(_) | Shape::Number | Shape::Bool | Shape::True | Shape::Words(_) => None,
            Shape::List(of) => Some(json!({"type": "array", "items": self.shape(&of())?})),
            Shape::Map(of) => Some(json!({"type": "object", "additionalProperties": self.shape(&of())?})),
            Shape::Record(record) => Some(self.record(record)),
            Shape::Choice(of) => {
                let mut all: Vec<Value> = Vec::new();
                for one in of.iter().filter_map(|s| self.shape(s)).collect::<Vec<_>>() {
                    if !all.contains(&one) {
                        all.push(one);
                    }
                }
                if all.is_empty() { None } else { Some(json!({"anyOf": all})) }
            }
        }
    }

    /// A record, or a bare text where it has one to stand for.
    fn record(&mut self, record: &Record) -> Value {
        let name = record.name;
        if !self.w.defs.contains_key(name) {
            self.w.defs.insert(name.to_owned(), Value::Null);
            let fields = record.fields();
            let has = |key: &str| fields.iter().any(|f| f.key == key);
            if has("id") {
                self.with_id.push(name.to_owned());
            }
            let kind = if record.short || ["text", "item", "heading"].iter().any(|k| has(k)) {
                json!(["string", "object"])
            } else {
                json!("object")
            };
            let properties = self.properties(record);
            self.w.defs.insert(name.to_owned(), json!({"type": kind, "properties": properties, "additionalProperties": false}));
        }
        json!({"$ref": format!("#/$defs/{name}")})
    }

    fn properties(&mut self, record: &Record) -> Map<String, Value> {
        let mut properties = Map::new();
        for field in record.fields() {
            if let Some(schema) = self.field(&field) {
                properties.insert(field.key.to_owned(), schema);
            }
        }
        properties
    }

    fn field(&mut self, field: &Field) -> Option<Value> {
        let own = (field.shape)();
        let shape = if field.mode == Mode::Asked { Shape::Choice(vec![own, State::shape()]) } else { own };
        let Value::Object(inner) = self.shape(&shape)? else { return None };
        let mut schema = Map::from_iter([("description".to_owned(), json!(self.w.words(field.docs)))]);
        schema.extend(inner);
        Some(Value::Object(schema))
    }
}
