//! What reports for other programs must look like: SARIF by a JSON schema, JUnit by the elements and attributes that readers of it know.

use serde_json::Value;
use std::collections::BTreeSet;

/// What is wrong with a SARIF log.
pub fn sarif_problems(log: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(include_str!("sarif.json")).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let mut problems: Vec<String> = validator.iter_errors(log).map(|e| format!("{}: {e}", e.instance_path())).collect();
    for run in log["runs"].as_array().into_iter().flatten() {
        let rules = run["tool"]["driver"]["rules"].as_array().map_or(&[][..], Vec::as_slice);
        let ids: BTreeSet<&str> = rules.iter().filter_map(|r| r["id"].as_str()).collect();
        if ids.len() < rules.len() {
            problems.push("two rules have one id".into());
        }
        for result in run["results"].as_array().into_iter().flatten() {
            let index = result["ruleIndex"].as_u64().and_then(|i| rules.get(usize::try_from(i).ok()?));
            if index.is_none_or(|r| r["id"] != result["ruleId"]) {
                problems.push(format!("ruleIndex {} is not {}", result["ruleIndex"], result["ruleId"]));
            }
            let region = &result["locations"][0]["physicalLocation"]["region"];
            let at = |line: &str, column: &str| (region[line].as_u64(), region[column].as_u64());
            if at("endLine", "endColumn") < at("startLine", "startColumn") {
                problems.push(format!("a region ends before it begins: {region}"));
            }
        }
    }
    problems
}

/// An element: its name, the attributes that it must have, those that it may have, and what may stand in it.
type Element = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

/// The format that Ant began and that build servers read.
const JUNIT: [Element; 11] = [
    ("testsuites", &[], &["name", "time"], &["testsuite"]),
    (
        "testsuite",
        &["name", "tests", "failures", "errors", "time", "timestamp", "hostname", "id", "package"],
        &["skipped"],
        &["properties", "testcase", "system-out", "system-err"],
    ),
    ("properties", &[], &[], &["property"]),
    ("property", &["name", "value"], &[], &[]),
    ("testcase", &["name", "classname", "time"], &[], &["skipped", "error", "failure"]),
    ("skipped", &[], &["message"], &[]),
    ("error", &["type"], &["message"], &[]),
    ("failure", &["type"], &["message"], &[]),
    ("system-out", &[], &[], &[]),
    ("system-err", &[], &[], &[]),
    ("", &[], &[], &["testsuites"]),
];

/// What is wrong with a JUnit report.
pub fn junit_problems(xml: &str) -> Vec<String> {
    let document = match roxmltree::Document::parse(xml) {
        Ok(document) => document,
        Err(e) => return vec![e.to_string()],
    };
    let mut problems = Vec::new();
    for node in document.root().descendants().filter(|n| n.is_element()) {
        let name = node.tag_name().name();
        let Some((_, must, may, _)) = JUNIT.iter().find(|(n, ..)| *n == name) else {
            problems.push(format!("<{name}> is not known"));
            continue;
        };
        let has: Vec<&str> = node.attributes().map(|a| a.name()).collect();
        problems.extend(must.iter().filter(|a| !has.contains(a)).map(|a| format!("<{name}> has no {a}")));
        problems.extend(has.iter().filter(|a| !must.contains(a) && !may.contains(a)).map(|a| format!("<{name}> has {a}")));
        let parent = node.parent().map_or("", |p| p.tag_name().name());
        let inside = JUNIT.iter().find(|(n, ..)| *n == parent).is_some_and(|(.., children)| children.contains(&name));
        if !inside {
            problems.push(format!("<{name}> stands in <{parent}>"));
        }
        for count in ["tests", "failures", "errors", "skipped", "id"] {
            if node.attribute(count).is_some_and(|c| c.parse::<u32>().is_err()) {
                problems.push(format!("<{name}> {count} is no number"));
            }
        }
        if name == "testsuite" {
            problems.extend(suite_problems(node));
        }
    }
    problems
}

/// The order of what stands in a suite, its counts, and its day.
fn suite_problems(suite: roxmltree::Node) -> Vec<String> {
    let (_, _, _, order) = JUNIT[1];
    let children: Vec<&str> = suite.children().filter(roxmltree::Node::is_element).map(|n| n.tag_name().name()).collect();
    let places: Vec<usize> = children.iter().filter_map(|c| order.iter().position(|o| o == c)).collect();
    let mut problems = Vec::new();
    if !places.is_sorted() {
        problems.push(format!("the order in a suite: {children:?}"));
    }
    let with = |kind: &str| suite.descendants().filter(|n| n.has_tag_name(kind)).count();
    for (attribute, kind) in [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")] {
        if suite.attribute(attribute) != Some(with(kind).to_string().as_str()) {
            problems.push(format!("{attribute} is {:?}, there are {}", suite.attribute(attribute), with(kind)));
        }
    }
    let timestamp = suite.attribute("timestamp").unwrap_or_default();
    if !timestamp.contains('T') || timestamp.parse::<jiff::civil::DateTime>().is_err() {
        problems.push(format!("timestamp {timestamp}"));
    }
    problems
}
