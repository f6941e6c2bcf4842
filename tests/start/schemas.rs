//! The schemas and the loader agree: on the example, on everything the model has, and on whatever becomes of them by mutation.

use crate::support::files;
use jsonschema::Validator;
use kohyo::content::block::BlockRef;
use kohyo::content::keys::KEYS;
use kohyo::content::shape::{Field, Shape, described};
use kohyo::content::tree::{NodeId, Tree, Value as Node};
use kohyo::content::{Society, read};
use kohyo::lang::Lang;
use kohyo::schema::{ContentFile, content_files};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

/// Folders that are content.
const CONTENTS: [&str; 2] = ["content", "tests/model/everything"];

fn json_of(tree: &Tree, node: NodeId) -> Value {
    match tree.value(node) {
        Node::Null => Value::Null,
        Node::Bool(b) => json!(b),
        Node::Int(n) => json!(n),
        Node::Float(n) => json!(n),
        Node::Text(t) => json!(**t),
        Node::List(items) => items.iter().map(|n| json_of(tree, *n)).collect(),
        Node::Map(fields) => {
            Value::Object(fields.iter().map(|n| (tree.key(*n).unwrap_or_default().to_owned(), json_of(tree, *n))).collect())
        }
    }
}

/// All files of a content folder by their stem.
fn documents(dir: &str) -> Vec<(String, Value)> {
    let read = read(Path::new(dir)).unwrap_or_else(|_| panic!("{dir} cannot be read"));
    let tree = &read.tree;
    tree.children(Tree::ROOT).iter().map(|n| (tree.key(*n).unwrap_or_default().to_owned(), json_of(tree, *n))).collect()
}

/// The kind of a file, by its stem without `en/`.
fn kind(stem: &str) -> ContentFile {
    let name = stem.split('/').next().unwrap_or_default();
    content_files().into_iter().find(|f| f.name == name).unwrap_or_else(|| panic!("{stem}"))
}

fn compiled(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).unwrap_or_else(|e| panic!("{e}"))
}

fn validators() -> &'static BTreeMap<&'static str, Validator> {
    static ALL: OnceLock<BTreeMap<&'static str, Validator>> = OnceLock::new();
    ALL.get_or_init(|| content_files().iter().map(|f| (f.name, compiled(&f.schema(Lang::Ja)))).collect())
}

fn errors(validator: &Validator, value: &Value) -> String {
    validator.iter_errors(value).map(|e| format!("{}: {e}\n", e.instance_path())).collect()
}

#[test]
fn every_schema_is_one_of_its_dialect() {
    for file in content_files() {
        for lang in [Lang::Ja, Lang::En] {
            for schema in [file.schema(lang), file.overlay(lang)] {
                assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
                assert!(jsonschema::draft202012::meta::is_valid(&schema), "{}", file.name);
            }
        }
    }
}

#[test]
fn every_file_of_the_examples_is_valid_and_so_is_every_translation() {
    let mut seen = BTreeSet::new();
    for dir in CONTENTS {
        for (stem, value) in documents(dir) {
            let (translated, base) = stem.strip_prefix("en/").map_or((false, stem.as_str()), |base| (true, base));
            let file = kind(base);
            let validator = if translated { compiled(&file.overlay(Lang::Ja)) } else { compiled(&file.schema(Lang::Ja)) };
            if !(translated && file.name == "pages") {
                assert_eq!(errors(&validator, &value), "", "{dir}/{stem}");
            }
            seen.insert(file.name);
        }
    }
    assert_eq!(seen.len(), content_files().len(), "{seen:?}");
}

#[test]
fn every_model_file_and_new_notice_is_valid() {
    let answers = kohyo::init::Answers {
        employers: Some(true),
        federation: Some(true),
        fee: Some(300),
        ..kohyo::init::Answers::on(crate::support::DAY)
    };
    for file in kohyo::init::society(&answers).expect("the model").iter().filter(|f| f.path.ends_with(".yaml")) {
        let value: Value = serde_yaml::from_str(&file.text).unwrap_or_else(|e| panic!("{}: {e}", file.path));
        let validator = &validators()[kind(file.path.trim_end_matches(".yaml")).name];
        assert_eq!(errors(validator, &value), "", "{}", file.path);
    }
}

/// Every mapping with fixed keys in a schema, with the way to it.
fn closed_objects<'v>(schema: &'v Value, way: &str, out: &mut Vec<(String, &'v Map<String, Value>)>) {
    match schema {
        Value::Object(map) => {
            if map.get("properties").is_some_and(|p| p.is_object()) && map.contains_key("type") {
                out.push((way.to_owned(), map));
            }
            map.iter().for_each(|(k, v)| closed_objects(v, &format!("{way}/{k}"), out));
        }
        Value::Array(items) => items.iter().for_each(|v| closed_objects(v, way, out)),
        _ => {}
    }
}

#[test]
fn an_unknown_key_is_refused_in_every_record() {
    let mut count = 0;
    for file in content_files() {
        for schema in [file.schema(Lang::Ja), file.overlay(Lang::Ja)] {
            let mut found = Vec::new();
            closed_objects(&schema, "", &mut found);
            assert!(!found.is_empty() || schema["anyOf"].is_array(), "{}", file.name);
            for (way, map) in found {
                assert_eq!(map["additionalProperties"], false, "{}{way}", file.name);
                count += 1;
            }
        }
    }
    assert!(count > 200, "{count}");
}

/// Every field of every record, once.
fn fields() -> Vec<(&'static str, Field)> {
    fn walk(shape: &Shape, seen: &mut BTreeSet<&'static str>, out: &mut Vec<(&'static str, Field)>) {
        match shape {
            Shape::List(of) | Shape::Map(of) => walk(&of(), seen, out),
            Shape::Choice(of) => of.iter().for_each(|s| walk(s, seen, out)),
            // One name stands for a list of anything.
            Shape::Record(r) if r.name == "LongList" || seen.insert(r.name) => {
                for field in r.fields() {
                    out.push((r.name, field));
                    walk(&(field.shape)(), seen, out);
                }
            }
            _ => {}
        }
    }
    let (mut seen, mut out) = (BTreeSet::new(), Vec::new());
    content_files().iter().for_each(|f| walk(&f.shape(), &mut seen, &mut out));
    // What answers a field that the law asks for.
    walk(&<kohyo::content::model::text::State as kohyo::content::record::Load>::shape(), &mut seen, &mut out);
    out
}

#[test]
fn the_list_of_keys_is_that_of_the_model() {
    let mut keys: BTreeSet<&str> = fields().iter().map(|(_, f)| f.key).collect();
    keys.insert("by_id");
    assert_eq!(keys.into_iter().collect::<Vec<_>>(), KEYS);
}

#[test]
fn every_field_and_word_is_described_in_both_languages() {
    for (record, field) in fields() {
        let words = described(field.docs);
        assert!(words.ja.chars().count() > 3 && words.en.len() > 3, "{record}.{}: {words:?}", field.key);
        if let Shape::Words(all) = (field.shape)() {
            for word in all {
                let words = described(word.docs);
                assert!(!words.ja.is_empty() && !words.en.is_empty(), "{record}.{} {}", field.key, word.word);
            }
        }
    }
}

/// The examples in a schema with the schema of their value.
fn examples<'v>(schema: &'v Value, out: &mut Vec<(&'v Value, &'v Value)>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Array(all)) = map.get("examples") {
                out.extend(all.iter().map(|e| (schema, e)));
            }
            map.iter().filter(|(k, _)| *k != "examples").for_each(|(_, v)| examples(v, out));
        }
        Value::Array(items) => items.iter().for_each(|v| examples(v, out)),
        _ => {}
    }
}

#[test]
fn every_example_can_be_written_as_it_stands() {
    let mut count = 0;
    for file in content_files() {
        let schema = file.schema(Lang::Ja);
        let mut found = Vec::new();
        examples(&schema, &mut found);
        count += found.len();
        // All of them at once, each under a key of its own: compiling is what takes time.
        let keyed = |value: fn(&(&Value, &Value)) -> Value| -> Map<String, Value> {
            found.iter().enumerate().map(|(n, pair)| (format!("{n} {}", pair.1), value(pair))).collect()
        };
        let all = json!({"properties": keyed(|(of, _)| (*of).clone()), "$defs": schema["$defs"]});
        assert_eq!(errors(&compiled(&all), &Value::Object(keyed(|(_, example)| (*example).clone()))), "", "{}", file.name);
    }
    assert!(count > 150, "{count}");
}

/// Whether the loader takes a file: nothing is wrong with its keys, types and forms.
fn loads(stem: &str, value: &Value) -> Result<(), String> {
    let tree = kohyo::check::view::tree(&json!({stem: value}));
    let loaded = Society::load(&tree, &[]);
    let blocks = loaded.links.iter().filter(|l| l.kinds == ["block"] && BlockRef::parse(&l.id).is_none());
    let said: Vec<String> = loaded.problems.iter().map(|d| d.what.ja.clone()).chain(blocks.map(|l| format!("block {}", l.id))).collect();
    if said.is_empty() { Ok(()) } else { Err(said.join("; ")) }
}

/// Values that stand where others stood.
fn odd(n: usize) -> Value {
    let all = [
        json!("文"),
        json!(""),
        json!("society"),
        json!("same"),
        json!("self"),
        json!("2026-02-28"),
        json!("2028-02-29"),
        json!("2026-02-29"),
        json!("2026-13"),
        json!("2026-12"),
        json!("0000"),
        json!("2000"),
        json!("26-1-1"),
        json!(2026),
        json!(3),
        json!(-1),
        json!(0),
        json!(4_294_967_295_u32),
        json!(4_294_967_296_u64),
        json!(1.5),
        json!(true),
        json!(false),
        json!([]),
        json!({}),
        json!(["文"]),
        json!([["文"]]),
        json!({"none": true}),
        json!({"none": false}),
        json!({"none": "ありません。"}),
        json!({"none": "ありません。", "text": ["一", "二"]}),
        json!({"none": "ありません。", "elsewhere": "<page:top>"}),
        json!({"elsewhere": "<page:top>"}),
        json!({"elsewhere": "page:top"}),
        json!({"on_request": "privacy"}),
        json!({"text": "文"}),
        json!({"text": "文", "items": ["一", {"heading": "二"}]}),
        json!({"items": ["一"]}),
        json!({"item": "一", "when": "二"}),
        json!({"id": "a-1"}),
        json!({"id": "A"}),
        json!({"id": "con"}),
        json!({"same": true, "text": "文"}),
        json!({"countries": ["国"], "text": "文"}),
        json!({"block": "purposes/by-area"}),
        json!({"block": "purposes/by"}),
        json!({"block": "contact:privacy"}),
        json!({"block": "rule:a/annexes"}),
        json!("<page:top>"),
        json!("<page:top"),
        json!("<page:<top>>"),
        json!("https://example.or.jp/"),
        json!("https://example .or.jp/"),
        json!("mailto:a@example.or.jp"),
        json!("ftp://example.or.jp/"),
        json!("a-b"),
        json!("-a"),
        json!("nul"),
        json!("electronic"),
        json!("representative"),
        json!({"any_of": ["甲", {"all_of": ["乙"]}]}),
        json!({"who": "statutory_agent", "of": "bereaved"}),
        json!({"kind": "none"}),
    ];
    all[n % all.len()].clone()
}

/// What happens to a value somewhere in a file.
#[derive(Debug, Clone)]
enum Change {
    Odd(usize),
    Delete,
    Unknown,
    Rename(usize),
    Wrap,
    Unwrap,
    Double,
    /// A value of another place, of any file, comes in its place.
    Copy(usize),
    /// A field of another place comes beside its own.
    Graft(usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => any::<usize>().prop_map(Change::Odd),
        2 => Just(Change::Delete),
        1 => Just(Change::Unknown),
        1 => any::<usize>().prop_map(Change::Rename),
        1 => Just(Change::Wrap),
        1 => Just(Change::Unwrap),
        1 => Just(Change::Double),
        3 => any::<usize>().prop_map(Change::Copy),
        2 => any::<usize>().prop_map(Change::Graft),
    ]
}

/// The pointers of all values of a document.
fn pointers(value: &Value, at: String, out: &mut Vec<String>) {
    out.push(at.clone());
    match value {
        Value::Object(map) => map.iter().for_each(|(k, v)| pointers(v, format!("{at}/{}", k.replace('~', "~0").replace('/', "~1")), out)),
        Value::Array(items) => items.iter().enumerate().for_each(|(i, v)| pointers(v, format!("{at}/{i}"), out)),
        _ => {}
    }
}

fn bases() -> &'static Vec<(String, Value)> {
    static ALL: OnceLock<Vec<(String, Value)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let all = CONTENTS.iter().flat_map(|dir| documents(dir));
        all.filter(|(stem, _)| !stem.starts_with("en/") && !stem.starts_with("pages/")).collect()
    })
}

/// Some value of some file.
fn anywhere(n: usize) -> Value {
    let (_, value) = &bases()[n % bases().len()];
    let mut all = Vec::new();
    pointers(value, String::new(), &mut all);
    value.pointer(&all[(n / 7) % all.len()]).cloned().unwrap_or_default()
}

fn apply(root: &mut Value, place: usize, change: &Change) {
    let mut all = Vec::new();
    pointers(root, String::new(), &mut all);
    let at = &all[place % all.len()];
    let (above, last) = at.rsplit_once('/').unwrap_or(("", ""));
    let last = last.replace("~1", "/").replace("~0", "~");
    match change {
        Change::Odd(n) => put(root, at, odd(*n)),
        Change::Copy(n) => put(root, at, anywhere(*n)),
        Change::Delete if !at.is_empty() => match root.pointer_mut(above) {
            Some(Value::Object(map)) => _ = map.remove(&last),
            Some(Value::Array(items)) => _ = items.remove(last.parse().unwrap_or(0)),
            _ => {}
        },
        Change::Unknown => {
            if let Some(Value::Object(map)) = root.pointer_mut(at) {
                map.insert("unbekannt".to_owned(), json!("文"));
            }
        }
        Change::Graft(n) => {
            if let (Some(Value::Object(map)), Value::Object(other)) = (root.pointer_mut(at), anywhere(*n)) {
                map.extend(other.into_iter().take(1));
            }
        }
        Change::Rename(n) if !at.is_empty() => {
            if let Some(Value::Object(map)) = root.pointer_mut(above)
                && let Some(value) = map.remove(&last)
            {
                map.insert(KEYS[n % KEYS.len()].to_owned(), value);
            }
        }
        Change::Wrap => {
            let value = root.pointer(at).cloned().unwrap_or_default();
            put(root, at, json!([value]));
        }
        Change::Unwrap => {
            if let Some(one) = root.pointer(at).and_then(|v| v.get(0)).cloned() {
                put(root, at, one);
            }
        }
        Change::Double => {
            if let Some(Value::Array(items)) = root.pointer_mut(at) {
                items.extend(items.first().cloned());
            }
        }
        Change::Delete | Change::Rename(_) => {}
    }
}

fn put(root: &mut Value, at: &str, value: Value) {
    if let Some(place) = root.pointer_mut(at) {
        *place = value;
    }
}

/// A file is never a bare text or number, and an empty mapping is one that says nothing.
fn is_file(value: &Value) -> bool {
    match value {
        Value::Object(map) => !map.is_empty(),
        Value::Array(_) => true,
        _ => false,
    }
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_schema_takes_what_the_loader_takes(
        file in any::<usize>(),
        changes in prop::collection::vec((any::<usize>(), change()), 1..4),
    ) {
        let (stem, base) = &bases()[file % bases().len()];
        let mut value = base.clone();
        for (place, change) in &changes {
            apply(&mut value, *place, change);
        }
        prop_assume!(is_file(&value));
        let loaded = loads(stem, &value);
        let validator = &validators()[kind(stem).name];
        let wrong = errors(validator, &value);
        prop_assert_eq!(loaded.is_ok(), wrong.is_empty(), "{}: loader {:?}, schema {}\n{:#}", stem, loaded, wrong, value);
    }
}

#[test]
fn the_files_before_any_mutation_load() {
    assert!(bases().len() > 30);
    for (stem, value) in bases() {
        assert_eq!(loads(stem, value), Ok(()), "{stem}");
    }
    // The schemas know all files that the loader knows.
    let known: BTreeSet<String> = files(Path::new("content")).iter().map(|p| p.trim_start_matches("en/").to_owned()).collect();
    for path in known.iter().filter(|p| p.ends_with(".yaml")) {
        kind(path.trim_end_matches(".yaml"));
    }
}
