//! Templates as most of them are: text with values in it, `if` and `for`, blocks and includes. They are made ready once, and print what they are given
//! without building anything of it.
//!
//! Whatever else a template has, and every mistake, is Tera's; tests compare both.

mod parse;

use super::escape::{digits, escape_quotes};
use super::strings::Strings;
use super::value::{List, Name, Record, Value};
use crate::lang::Lang;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The templates that are as most are.
#[derive(Default)]
pub(super) struct Everyday {
    /// By name, in each language: so the shell texts are text like any other.
    ja: BTreeMap<String, Vec<Step>>,
    en: BTreeMap<String, Vec<Step>>,
    /// The most that a page had around its own text.
    around: AtomicUsize,
}

/// What a template does, step by step.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// Prints what stands in it.
    Text(String),
    /// Prints the first of these that says something, or else the last.
    Print(Vec<Path>),
    /// Prints HTML.
    Html(Path),
    /// Goes one way if any of these says something, else the other.
    If { any: Vec<Path>, then: Vec<Step>, otherwise: Vec<Step> },
    /// Does the same for every record of a list.
    For { list: Path, body: Vec<Step> },
}

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Path {
    root: Root,
    /// The way on from there.
    way: Vec<Way>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Root {
    /// What the page has, by its name.
    Page(Name),
    /// What the loop is at, counted from the outermost.
    Loop(usize),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    /// `.title`
    Name(String, Option<Name>),
    /// `["site.css"]`
    Word(String),
    /// `[language.lang]`
    Value(Path),
}

/// What is Tera's: it knows what to print, or what to say.
struct Unusual;

impl Everyday {
    /// Makes ready those templates of whole pages that are as most are. All of them can be used by Tera.
    pub(super) fn new<'t>(templates: impl Iterator<Item = (&'t str, &'t str)>, strings: &Strings) -> Self {
        const PAGES: [&str; 4] = ["404.html", "home.html", "page.html", "redirect.html"];
        let templates = parse::templates(templates);
        let steps = |lang| parse::steps(&PAGES, &templates, strings.in_lang(lang));
        Everyday { ja: steps(Lang::Ja), en: steps(Lang::En), around: AtomicUsize::default() }
    }

    /// What a template prints of a page in a language; nothing where the template or the page is unusual. The page has a text of its own of that length.
    pub(super) fn render(&self, name: &str, lang: Lang, page: &dyn Record, own: usize) -> Option<String> {
        /// Nobody knows yet how much stands around the first page.
        const AROUND: usize = 16 << 10;
        let steps = match lang {
            Lang::Ja => self.ja.get(name)?,
            Lang::En => self.en.get(name)?,
        };
        let around = match self.around.load(Ordering::Relaxed) {
            0 => AROUND,
            most => most,
        };
        let mut printer = Printer { page, loops: Vec::new(), out: String::with_capacity(own + around) };
        printer.steps(steps).ok()?;
        self.around.fetch_max(printer.out.len().saturating_sub(own), Ordering::Relaxed);
        Some(printer.out)
    }
}

struct Printer<'v> {
    page: &'v dyn Record,
    /// What the loops are at, the outermost first.
    loops: Vec<&'v dyn Record>,
    out: String,
}

impl<'v> Printer<'v> {
    fn steps(&mut self, steps: &[Step]) -> Result<(), Unusual> {
        steps.iter().try_for_each(|step| self.step(step))
    }

    fn step(&mut self, step: &Step) -> Result<(), Unusual> {
        match step {
            Step::Text(text) => self.out.push_str(text),
            Step::Print(paths) => self.print(paths)?,
            Step::Html(path) => match self.value(path)? {
                Some(Value::Text(html)) => self.out.push_str(html),
                _ => return Err(Unusual),
            },
            Step::If { any, then, otherwise } => self.steps(if self.any(any)? { then } else { otherwise })?,
            Step::For { list, body } => match self.value(list)? {
                Some(Value::List(list)) => self.each(list, body)?,
                _ => return Err(Unusual),
            },
        }
        Ok(())
    }

    fn print(&mut self, paths: &[Path]) -> Result<(), Unusual> {
        let mut value = None;
        for path in paths {
            value = self.value(path)?;
            if says_something(value)? {
                break;
            }
        }
        match value.ok_or(Unusual)? {
            Value::Nothing => {}
            Value::Bool(value) => self.out.push_str(if value { "true" } else { "false" }),
            Value::Number(number) => digits(number, &mut self.out),
            Value::Text(text) => escape_quotes(text, &mut self.out),
            Value::Link(link) => link.push(&mut self.out, escape_quotes),
            Value::List(_) | Value::Record(_) | Value::Map(_) => return Err(Unusual),
        }
        Ok(())
    }

    fn any(&self, paths: &[Path]) -> Result<bool, Unusual> {
        for path in paths {
            if says_something(self.value(path)?)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn each(&mut self, list: &'v dyn List, body: &[Step]) -> Result<(), Unusual> {
        for record in (0..).map_while(|place| list.at(place)) {
            self.loops.push(record);
            let printed = self.steps(body);
            self.loops.pop();
            printed?;
        }
        Ok(())
    }

    /// The value of a path; none where all but the last part of it is there.
    fn value(&self, path: &Path) -> Result<Option<Value<'v>>, Unusual> {
        let mut value = match path.root {
            Root::Page(name) => self.page.get(name),
            Root::Loop(nth) => self.loops.get(nth).map(|record| Value::Record(*record)),
        };
        for way in &path.way {
            value = match (value, way) {
                (Some(Value::Record(record)), Way::Name(_, name)) => name.and_then(|name| record.get(name)),
                (Some(Value::Map(map)), Way::Name(word, _)) => map.get(word),
                (Some(Value::Map(map)), Way::Word(word)) => Some(map.get(word).ok_or(Unusual)?),
                (Some(Value::Map(map)), Way::Value(path)) => match self.value(path)? {
                    Some(Value::Text(word)) => Some(map.get(word).ok_or(Unusual)?),
                    _ => return Err(Unusual),
                },
                _ => return Err(Unusual),
            };
        }
        Ok(value)
    }
}

/// Whether a value counts as yes.
fn says_something(value: Option<Value>) -> Result<bool, Unusual> {
    match value {
        None | Some(Value::Nothing) => Ok(false),
        Some(Value::Bool(value)) => Ok(value),
        Some(Value::Number(number)) => Ok(number != 0),
        Some(Value::Text(text)) => Ok(!text.is_empty()),
        Some(Value::Link(link)) => Ok(!link.is_empty()),
        Some(Value::List(list)) => Ok(list.at(0).is_some()),
        Some(Value::Record(_)) => Ok(true),
        Some(Value::Map(_)) => Err(Unusual),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::society::compose;
    use crate::content;
    use crate::document::tree::Publication;
    use crate::web::address::{Link, Start};
    use crate::web::value::Map;
    use crate::web::{Options, PdfInfo, Theme, render};
    use proptest::prelude::*;
    use tera::{Context, Tera};

    fn publications() -> Vec<Publication> {
        let content = content::open(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content")));
        compose(&content, jiff::civil::date(2026, 12, 1)).0
    }

    fn options() -> [Options; 2] {
        let pdf = |page: Option<&str>, path: &str, pages| PdfInfo {
            page: page.map(str::to_owned),
            lang: Lang::Ja,
            path: path.to_owned(),
            bytes: 88_000,
            pages,
        };
        let pdfs = vec![pdf(Some("purposes"), "pdf/purposes.pdf", 3), pdf(None, "bulletins/board.pdf", 0)];
        [Options::default(), Options { draft: true, pdfs, places: true, root: Some("/a'b&c/".to_owned()) }]
    }

    #[test]
    fn the_standard_theme_is_printed_as_tera_prints_it() {
        let (mut publications, mut theme) = (publications(), Theme::load(None).unwrap());
        assert_eq!((theme.everyday.ja.len(), theme.everyday.en.len()), (4, 4), "all of its pages are as most are");
        // What stands in the content of no society that is well.
        publications[0].facts.name = "健保'&<組合>\"".to_owned();
        publications[0].facts.short = None;
        publications[0].facts.page_top = !publications[0].facts.page_top;
        publications[1].pages.remove(3);
        let ours: Vec<_> = options().iter().map(|options| render(&publications, &theme, options).unwrap()).collect();
        theme.everyday = Everyday::default();
        for (options, ours) in options().iter().zip(ours) {
            for (ours, tera) in ours.iter().zip(render(&publications, &theme, options).unwrap()) {
                assert_eq!((&ours.path, String::from_utf8_lossy(&ours.bytes)), (&tera.path, String::from_utf8_lossy(&tera.bytes)));
            }
        }
    }

    /// A value of a made-up page.
    #[derive(Debug, Clone)]
    enum Made {
        Nothing,
        Bool(bool),
        Number(u64),
        Text(String),
        Link(String),
        List(Vec<Fields>),
        Record(Fields),
        Map(Words),
    }

    #[derive(Debug, Clone)]
    struct Fields(BTreeMap<&'static str, Made>);

    #[derive(Debug, Clone)]
    struct Words(BTreeMap<&'static str, String>);

    impl Record for Fields {
        fn get(&self, name: Name) -> Option<Value<'_>> {
            let made = self.0.iter().find_map(|(word, made)| (Name::of(word) == Some(name)).then_some(made))?;
            Some(match made {
                Made::Nothing => Value::Nothing,
                Made::Bool(value) => Value::Bool(*value),
                Made::Number(number) => Value::Number(*number),
                Made::Text(text) => Value::Text(text),
                Made::Link(to) => Value::Link(Link::File { start: Start::File("a/index.html"), to, anchor: None }),
                Made::List(records) => Value::List(records),
                Made::Record(record) => Value::Record(record),
                Made::Map(words) => Value::Map(words),
            })
        }
    }

    impl Map for Words {
        fn get(&self, name: &str) -> Option<Value<'_>> {
            self.0.get(name).map(|text| text.as_str().into())
        }

        fn names(&self) -> Vec<&str> {
            self.0.keys().copied().collect()
        }
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![Just(String::new()), Just("ja".to_owned()), "[a-z<>&\"'健 ]{1,8}"]
    }

    fn simple() -> impl Strategy<Value = Made> {
        prop_oneof![
            1 => Just(Made::Nothing),
            2 => any::<bool>().prop_map(Made::Bool),
            2 => (0..3_u64).prop_map(Made::Number),
            4 => text().prop_map(Made::Text),
            2 => prop_oneof![Just(""), Just("a/"), Just("a/b'&/index.html")].prop_map(|to| Made::Link(to.to_owned())),
        ]
    }

    fn record() -> impl Strategy<Value = Fields> {
        let word = prop_oneof![Just("title"), Just("lang"), Just("name"), Just("href")];
        prop::collection::btree_map(word, simple(), 2..5).prop_map(Fields)
    }

    fn page() -> impl Strategy<Value = Fields> {
        let words = (text(), text()).prop_map(|(ja, en)| Words(BTreeMap::from([("ja", ja), ("site.css", en)])));
        let list = prop::collection::vec(record(), 0..3).prop_map(Made::List);
        let parts = (record(), list, record().prop_map(Made::Record), words.prop_map(Made::Map), any::<bool>());
        parts.prop_map(|(mut page, menu, site, asset, whole)| {
            page.0.extend([("menu", menu), ("asset", asset)]);
            page.0.insert("site", if whole { site } else { Made::Nothing });
            page
        })
    }

    /// A path of a template: what is there, what may be there, and what never is.
    fn path() -> BoxedStrategy<String> {
        let word = || prop_oneof![Just("title"), Just("lang"), Just("name"), Just("href"), Just("menu"), Just("nothing")];
        prop_oneof![
            6 => word().prop_map(str::to_owned),
            3 => word().prop_map(|word| format!("site.{word}")),
            4 => word().prop_map(|word| format!("one.{word}")),
            2 => Just("asset[\"site.css\"]".to_owned()),
            2 => Just("asset[ lang ]".to_owned()),
            1 => Just("asset['lost']".to_owned()),
            2 => Just("t.menu".to_owned()),
            1 => Just("t.lost".to_owned()),
            1 => prop_oneof![Just("site"), Just("t"), Just("one"), Just("loop.index"), Just("title | upper"), Just("not title"), Just("1")].prop_map(str::to_owned),
        ]
        .boxed()
    }

    fn any_of() -> BoxedStrategy<String> {
        let either = (path(), path()).prop_map(|(a, b)| format!("{a} or {b}"));
        prop_oneof![3 => path(), 1 => either.boxed(), 1 => path().prop_map(|path| format!("{path} | safe")).boxed()].boxed()
    }

    fn nodes(leaf: BoxedStrategy<String>) -> BoxedStrategy<String> {
        let hyphen = || prop_oneof![4 => Just(""), 1 => Just("-")];
        let content = || prop_oneof![3 => "[ \n<a-z健]{0,5}", 1 => "[-{}%# a\"]{0,4}"];
        let printed = (hyphen(), any_of(), hyphen()).prop_map(|(a, path, b)| format!("{{{{{a} {path} {b}}}}}"));
        let comment = (hyphen(), content(), hyphen()).prop_map(|(a, text, b)| format!("{{#{a} {text} {b}#}}"));
        let leaf = prop_oneof![3 => content().boxed(), 4 => printed.boxed(), 1 => comment.boxed(), 2 => leaf].boxed();
        let nested = leaf.prop_recursive(3, 24, 4, move |inner| {
            let inner = prop::collection::vec(inner, 0..4).prop_map(|nodes| nodes.concat()).boxed();
            let branch = (any_of(), inner.clone(), prop::option::of(inner.clone()), hyphen()).prop_map(|(condition, then, other, a)| {
                let other = other.map(|other| format!("{{%{a} else %}}{other}")).unwrap_or_default();
                format!("{{% if {condition} {a}%}}{then}{other}{{% endif %}}")
            });
            let list = prop_oneof![4 => Just("menu"), 1 => Just("title"), 1 => Just("one.menu")];
            let each = (list, inner, hyphen()).prop_map(|(list, body, a)| format!("{{%{a} for one in {list} %}}{body}{{%{a} endfor %}}"));
            prop_oneof![branch.boxed(), each.boxed()].boxed()
        });
        prop::collection::vec(nested, 0..6).prop_map(|nodes| nodes.concat()).boxed()
    }

    fn templates() -> BoxedStrategy<[(&'static str, String); 3]> {
        let block = || (prop_oneof![Just("a"), Just("b")], nodes(Just(String::new()).boxed()));
        let blocks = prop::collection::vec(block(), 0..3);
        let blocks =
            blocks.prop_map(|blocks| blocks.into_iter().map(|(name, body)| format!("{{% block {name} %}}{body}{{% endblock {name} %}}\n")));
        let page = (blocks, any::<bool>(), prop_oneof![8 => Just(""), 1 => Just("lost"), 1 => Just("{{ title }}")]);
        let page = page.prop_map(|(blocks, extends, stray)| {
            let extends = if extends { "{# its own #}{% extends \"layout.html\" %}\n" } else { "" };
            format!("{extends}{stray}{}", blocks.collect::<String>())
        });
        let leaf = prop_oneof![
            Just("{% include \"menu.html\" %}".to_owned()),
            Just("{% block a %}A{% block b %}{{ title }}{% endblock b %}{% endblock a %}".to_owned()),
        ];
        let layout = nodes(leaf.boxed());
        let menu = nodes(Just(String::new()).boxed());
        (page, layout, menu).prop_map(|(page, layout, menu)| [("page.html", page), ("layout.html", layout), ("menu.html", menu)]).boxed()
    }

    proptest! {
        #[test]
        fn what_is_printed_is_what_tera_prints(templates in templates(), mut page in page(), lang in prop_oneof![Just(Lang::Ja), Just(Lang::En)]) {
            let strings: Strings = serde_yaml::from_str("menu: {ja: \"メ<ニ'ュー\", en: Menu}").unwrap();
            page.0.insert("t", Made::Map(Words(BTreeMap::from([("menu", strings.get("menu", lang).to_owned())]))));
            let mut tera = Tera::new();
            // What Tera cannot read is never asked for.
            if tera.add_raw_templates(templates.clone()).is_err() {
                return Ok(());
            }
            let ours = Everyday::new(templates.iter().map(|(name, text)| (*name, text.as_str())), &strings).render("page.html", lang, &page, 0);
            if let Some(ours) = ours {
                let mut context = Context::new();
                Name::all(&page).for_each(|(name, value)| context.insert(name, &value));
                let tera = tera.render("page.html", &context).map_err(|error| error.to_string());
                prop_assert_eq!(Ok(ours), tera);
            }
        }
    }
}
