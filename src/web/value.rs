//! What templates can read: every value by the name under which it is read, looked up when it is printed and not before.

use super::address::Link;
use serde::ser::{Serialize, Serializer};

/// A value.
#[derive(Clone, Copy)]
pub(super) enum Value<'v> {
    /// There is none, of what could be there.
    Nothing,
    Bool(bool),
    Number(u64),
    Text(&'v str),
    Link(Link<'v>),
    List(&'v dyn List),
    Record(&'v dyn Record),
    Map(&'v dyn Map),
}

/// Values with names of the program.
pub(super) trait Record {
    /// The value of that name; none where there is nothing of that name.
    fn get(&self, name: Name) -> Option<Value<'_>>;
}

/// Records one after the other.
pub(super) trait List {
    /// The record at a place; none behind the last one.
    fn at(&self, place: usize) -> Option<&dyn Record>;
}

/// Values with names of the theme.
pub(super) trait Map {
    /// The value of that name; none where there is nothing of that name.
    fn get(&self, name: &str) -> Option<Value<'_>>;
    /// All names.
    fn names(&self) -> Vec<&str>;
}

macro_rules! names {
    ($($name:ident $word:literal)+) => {
        /// The names of the program.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Name { $($name,)+ }

        impl Name {
            const ALL: &[(Name, &str)] = &[$((Name::$name, $word),)+];

            /// A word as a name.
            pub(super) fn of(word: &str) -> Option<Name> {
                match word {
                    $($word => Some(Name::$name),)+
                    _ => None,
                }
            }
        }
    };
}

names! {
    AllNotices "all_notices"
    Alternates "alternates"
    Asset "asset"
    Body "body"
    Bulletins "bulletins"
    Canonical "canonical"
    Current "current"
    Data "data"
    Date "date"
    Description "description"
    Desk "desk"
    DeskHref "desk_href"
    Draft "draft"
    Feed "feed"
    Group "group"
    Home "home"
    Href "href"
    Id "id"
    Index "index"
    IsHome "is_home"
    Iso "iso"
    Kind "kind"
    KindLabel "kind_label"
    Label "label"
    Lang "lang"
    Languages "languages"
    Lead "lead"
    Menu "menu"
    Called "name"
    Next "next"
    Noindex "noindex"
    Notices "notices"
    Others "others"
    Own "own"
    PageTop "page_top"
    Pages "pages"
    Parents "parents"
    Pdf "pdf"
    Previous "previous"
    Published "published"
    Rest "rest"
    Root "root"
    Ruby "ruby"
    Search "search"
    Short "short"
    Site "site"
    Size "size"
    T "t"
    Text "text"
    TextSize "text_size"
    Title "title"
    To "to"
    Toc "toc"
    Untranslated "untranslated"
    Updated "updated"
}

impl Name {
    /// All names of a record that stand for something, with their values.
    pub(super) fn all(record: &dyn Record) -> impl Iterator<Item = (&'static str, Value<'_>)> {
        Name::ALL.iter().filter_map(|(name, word)| Some((*word, record.get(*name)?)))
    }
}

impl<T: Record> List for Vec<T> {
    fn at(&self, place: usize) -> Option<&dyn Record> {
        self.get(place).map(|record| record as &dyn Record)
    }
}

impl<'v> Value<'v> {
    /// A record, if it is there.
    pub(super) fn record<T: Record>(record: Option<&'v T>) -> Value<'v> {
        record.map_or(Value::Nothing, |record| Value::Record(record))
    }
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Value::Text(text)
    }
}

impl<'v> From<Link<'v>> for Value<'v> {
    fn from(link: Link<'v>) -> Self {
        Value::Link(link)
    }
}

impl<'v, T: Into<Value<'v>>> From<Option<T>> for Value<'v> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Nothing, Into::into)
    }
}

/// For Tera, which has values of its own.
impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Nothing => serializer.serialize_none(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(number) => serializer.serialize_u64(*number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Link(link) => serializer.serialize_str(&link.text()),
            Value::List(list) => serializer.collect_seq((0..).map_while(|place| list.at(place)).map(Value::Record)),
            Value::Record(record) => serializer.collect_map(Name::all(*record)),
            Value::Map(map) => serializer.collect_map(map.names().into_iter().filter_map(|name| Some((name, map.get(name)?)))),
        }
    }
}
