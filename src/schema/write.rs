//! From shapes to JSON Schema. Every record is written once, under `$defs`.

use super::ContentFile;
use super::example::examples;
use crate::content::block::{BLOCKS, BlockKind};
use crate::content::model::text::State;
use crate::content::record::Load;
use crate::content::shape::{Field, Form, Mode, Of, Record, Shape, Word, described};
use crate::lang::{Lang, Words};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The dialect of the schemas.
pub(super) const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A day that exists, a month or a year, as `law::date` reads it; the third line is the 29th of February.
const DAY: &str = concat!(
    "^(?!0000)([0-9]{4}(-(0[1-9]|1[0-2]))?",
    "|[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))",
    "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$",
);

/// The schema of a kind of file.
pub(super) fn schema(file: &ContentFile, lang: Lang) -> Value {
    let mut w = Writer { lang, defs: BTreeMap::new() };
    let root = w.shape(&file.shape());
    w.close(&file.path(), &file.about, root)
}

/// Writes shapes, and keeps the records that it has met.
pub(super) struct Writer {
    pub lang: Lang,
    pub defs: BTreeMap<String, Value>,
}

impl Writer {
    /// The whole schema, with its title and the records.
    pub fn close(self, path: &str, about: &Words, root: Value) -> Value {
        let about = about.in_lang(self.lang);
        let mut schema = json!({"$schema": DIALECT, "title": path, "description": about});
        if let (Some(schema), Value::Object(root)) = (schema.as_object_mut(), root) {
            schema.extend(root);
            schema.insert("$defs".to_owned(), Value::Object(self.defs.into_iter().collect()));
        }
        schema
    }

    /// The words of a description in the language of the schema.
    pub fn words(&self, docs: &[&str]) -> String {
        described(docs).in_lang(self.lang).to_owned()
    }

    pub fn shape(&mut self, shape: &Shape) -> Value {
        match shape {
            Shape::Text(form) => self.text(*form),
            Shape::Number => json!({"type": "integer", "minimum": 0, "maximum": u32::MAX}),
            Shape::Bool => json!({"type": "boolean"}),
            Shape::True => json!({"const": true}),
            Shape::Words(words) => self.closed(words),
            Shape::List(of) => json!({"type": "array", "items": self.of(*of)}),
            Shape::Map(of) => json!({"type": "object", "additionalProperties": self.of(*of)}),
            Shape::Record(record) => self.record(record),
            Shape::Choice(of) => self.choice(of),
        }
    }

    fn of(&mut self, of: Of) -> Value {
        self.shape(&of())
    }

    /// Choices within choices are one list, and what stands in it twice stands in it once.
    fn choice(&mut self, of: &[Shape]) -> Value {
        let mut all: Vec<Value> = Vec::new();
        for shape in of {
            let one = self.shape(shape);
            let many = match one {
                Value::Object(mut o) if o.len() == 1 && o.contains_key("anyOf") => match o.remove("anyOf") {
                    Some(Value::Array(many)) => many,
                    other => other.into_iter().collect(),
                },
                one => vec![one],
            };
            all.extend(many);
        }
        let mut once: Vec<Value> = Vec::new();
        for one in all {
            if !once.contains(&one) {
                once.push(one);
            }
        }
        json!({"anyOf": once})
    }

    fn closed(&self, words: &[Word]) -> Value {
        let all: Vec<&str> = words.iter().map(|w| w.word).collect();
        let said: Vec<String> = words.iter().map(|w| self.words(w.docs)).collect();
        json!({"type": "string", "enum": all, "enumDescriptions": said, "markdownEnumDescriptions": said})
    }

    fn text(&self, form: Form) -> Value {
        match form {
            Form::Free => json!({"type": "string"}),
            Form::Id => {
                json!({"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$", "not": {"pattern": "^(con|prn|aux|nul|com[1-9]|lpt[1-9])$"}})
            }
            Form::Day => json!({"type": ["string", "integer"], "pattern": DAY, "minimum": 1000, "maximum": 9999}),
            Form::Url => json!({"type": "string", "pattern": r"^(https?://|mailto:)\S+$"}),
            Form::Reference => json!({"type": "string", "pattern": "^<[^<]*:[^<]*>$"}),
            Form::Block => block(),
            Form::Link(kinds) => match fixed(kinds) {
                None => json!({"type": "string"}),
                Some(word) => json!({"type": "string", "examples": [word]}),
            },
        }
    }

    fn record(&mut self, record: &Record) -> Value {
        let name = if record.short { format!("{}OrText", record.name) } else { record.name.to_owned() };
        if !self.defs.contains_key(&name) {
            // Known before it is written: the model contains itself.
            self.defs.insert(name.clone(), Value::Null);
            let schema = self.fields(record);
            self.defs.insert(name.clone(), schema);
        }
        json!({"$ref": format!("#/$defs/{name}")})
    }

    fn fields(&mut self, record: &Record) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for field in record.fields() {
            if field.mode == Mode::Required {
                required.push(field.key);
            }
            properties.insert(field.key.to_owned(), self.field(&field));
        }
        let kind = if record.short { json!(["string", "object"]) } else { json!("object") };
        let mut schema = json!({"type": kind, "properties": properties, "additionalProperties": false});
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        schema
    }

    fn field(&mut self, field: &Field) -> Value {
        let shape = match field.mode {
            Mode::Asked => Shape::Choice(vec![(field.shape)(), State::shape()]),
            _ => (field.shape)(),
        };
        let inner = self.shape(&shape);
        let mut schema = json!({"description": self.words(field.docs)});
        let examples = examples(field.docs, &(field.shape)());
        if let (Some(schema), Value::Object(inner)) = (schema.as_object_mut(), inner) {
            schema.extend(inner);
            if !examples.is_empty() {
                schema.insert("examples".to_owned(), Value::Array(examples));
            }
        }
        schema
    }
}

/// The word that stands among names of things, if one does.
fn fixed(kinds: &[&'static str]) -> Option<&'static str> {
    kinds.iter().copied().find(|k| matches!(*k, "society" | "representative"))
}

/// The names of blocks: those without an id as words, all as a pattern.
fn block() -> Value {
    let part = |b: &BlockKind| -> Vec<&str> { b.parts.iter().chain(b.extra).copied().collect() };
    let mut plain = Vec::new();
    let mut forms = Vec::new();
    for b in BLOCKS {
        let parts = part(b);
        let head = if b.id.is_some() { format!("{}:[^/]+", b.name) } else { b.name.to_owned() };
        forms.push(if parts.is_empty() { head } else { format!("{head}(/({}))?", parts.join("|")) });
        if b.id.is_none() {
            plain.push(b.name.to_owned());
            plain.extend(parts.iter().map(|p| format!("{}/{p}", b.name)));
        }
    }
    json!({"type": "string", "pattern": format!("^({})$", forms.join("|")), "examples": plain})
}
