//! Texts with structure: nodes, items, notes, tables, numbering, states, and what every record carries.

use super::scalar::{At, Day, Desk, FormId, Id, Path, Ref, Tel, Text};
use crate::content::record::{Fields, Link, Load, Loader};
use crate::content::tree::{NodeId, Tree, Value};
use crate::diagnostic::Diagnostic;
use crate::lang::Words;
use crate::{closed_words, record, words};

/// A text or a list of texts (paragraphs).
#[derive(Debug, Clone, Default)]
pub struct Paragraphs(pub Vec<Text>);

impl Load for Paragraphs {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::List(_) => Vec::load(cx, node).map(Paragraphs),
            _ => Text::load(cx, node).map(|t| Paragraphs(vec![t])),
        }
    }
    fn expected() -> Words {
        words!("文字、又は文字の一覧（段落）", "a text or a list of texts (paragraphs)")
    }
}

/// One thing or a list of them.
#[derive(Debug, Clone)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        OneOrMany(Vec::new())
    }
}

impl<T: Load> Load for OneOrMany<T> {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::List(_) => Vec::load(cx, node).map(OneOrMany),
            _ => T::load(cx, node).map(|t| OneOrMany(vec![t])),
        }
    }
    fn expected() -> Words {
        T::expected()
    }
}

/// The name of a block with its id and part: `joint-use:checkups`, `purposes/by-area`.
#[derive(Debug, Clone)]
pub struct BlockName(pub Text);

impl Load for BlockName {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        let t = Text::load(cx, node)?;
        cx.links.push(Link { at: node, kinds: &["block"], id: t.to_string() });
        Some(BlockName(t))
    }
}

record! {
    short
    /// The one recursive text: heading, text, block, items, table, notes, continuation.
    Node {
        opt id: Id,
        opt heading: Text,
        opt text: Paragraphs,
        opt block: BlockName,
        list parts: Text,
        opt continues = "continue": bool,
        list items: Node,
        opt table: Table,
        list notes: Note,
        opt continuation: OneOrMany<Node>,
        opt numbering: Numbering,
        opt numbered: bool,
        list states: Path,
    } = |t| Node::of_text(t.at, vec![t])
}

impl Node {
    /// A node that only says this.
    pub fn of_text(at: NodeId, text: Vec<Text>) -> Node {
        Node {
            at,
            id: None,
            heading: None,
            text: Some(Paragraphs(text)),
            block: None,
            parts: Vec::new(),
            continues: None,
            items: Vec::new(),
            table: None,
            notes: Vec::new(),
            continuation: None,
            numbering: None,
            numbered: None,
            states: Vec::new(),
        }
    }

    /// Its paragraphs.
    pub fn paragraphs(&self) -> &[Text] {
        self.text.as_ref().map_or(&[], |p| &p.0)
    }
}

/// Prose: a node, a list of paragraphs, or a state.
#[derive(Debug, Clone)]
pub enum Prose {
    /// What it says.
    Node(Box<Node>),
    /// There is none, it is elsewhere, or it is told on request.
    State(State),
}

impl Prose {
    /// Its place in the content.
    pub fn at(&self) -> NodeId {
        match self {
            Prose::Node(n) => n.at,
            Prose::State(s) => s.at(),
        }
    }
}

impl Load for Prose {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        if State::is(cx.tree, node) {
            return State::load(cx, node).map(Prose::State);
        }
        match cx.tree.value(node) {
            Value::List(_) => Vec::load(cx, node).map(|t| Prose::Node(Box::new(Node::of_text(node, t)))),
            _ => Node::load(cx, node).map(|n| Prose::Node(Box::new(n))),
        }
    }
    fn expected() -> Words {
        words!("文（段落の一覧でもよい）", "prose (or a list of paragraphs)")
    }
}

record! {
    short
    /// A note: its mark (※) and what it says; `at` names the fields or items whose end it stands at.
    Note {
        flat node: Node,
        opt mark: Text,
        list places = "at": At,
    } = |t| Note { at: t.at, node: Node::of_text(t.at, vec![t]), mark: None, places: Vec::new() }
}

record! {
    /// A table.
    Table {
        opt caption: Text,
        req columns: Vec<Column>,
        req rows: Vec<Vec<Cell>>,
    }
}

record! {
    short
    /// The head of a column; its numbering runs on down the rows.
    Column {
        req head: Text,
        opt numbering: Numbering,
    } = |t| Column { at: t.at, head: t, numbering: None }
}

record! {
    short
    /// A cell; `rows`, `columns` are spans.
    Cell {
        flat node: Node,
        opt rows: u32,
        opt columns: u32,
    } = |t| Cell { at: t.at, node: Node::of_text(t.at, vec![t]), rows: None, columns: None }
}

record! {
    /// One item with a condition or uses of its own.
    SingleItem {
        opt id: Id,
        req item: Text,
        opt when: Text,
        list uses = "for": At,
        opt text: Prose,
    }
}

record! {
    /// Items that stand together on a line.
    ItemGroup {
        opt id: Id,
        opt group: Text,
        req items: Vec<Item>,
        opt tail: Text,
        opt open: bool,
        opt when: Text,
    }
}

/// An item of personal data (項目).
#[derive(Debug, Clone)]
pub enum Item {
    /// Its name.
    Plain(Text),
    /// With a condition.
    Single(Box<SingleItem>),
    /// Several on a line.
    Group(Box<ItemGroup>),
}

impl Load for Item {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Map(_) if cx.tree.get(node, "item").is_some() => SingleItem::load(cx, node).map(|i| Item::Single(Box::new(i))),
            Value::Map(_) => ItemGroup::load(cx, node).map(|i| Item::Group(Box::new(i))),
            _ => Text::load(cx, node).map(Item::Plain),
        }
    }
}

record! {
    short
    /// The sample of a number: how the first looks, or a short name; another form for references.
    Label {
        req label: Text,
        opt reference: Text,
    } = |t| Label { at: t.at, label: t, reference: None }
}

/// One scheme per level.
pub type Numbering = OneOrMany<Label>;

/// `true`, or why there is none.
#[derive(Debug, Clone)]
pub enum Reason {
    /// Answered; prints nothing.
    Silent,
    /// What is printed.
    Said(Prose),
}

impl Load for Reason {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Bool(true) => Some(Reason::Silent),
            _ => Prose::load(cx, node).map(Reason::Said),
        }
    }
    fn expected() -> Words {
        words!("理由、又は true", "a reason, or true")
    }
}

record! {
    /// There is none.
    NoneState {
        req none: Reason,
        opt text: Prose,
    }
}

record! {
    /// Published there.
    ElsewhereState {
        req elsewhere: Ref,
        opt text: Prose,
    }
}

record! {
    /// Told by that desk without delay (法32条1項).
    OnRequestState {
        req on_request: Desk,
        opt text: Prose,
    }
}

/// An answer other than a value.
#[derive(Debug, Clone)]
pub enum State {
    /// There is none.
    None(Box<NoneState>),
    /// Published there.
    Elsewhere(Box<ElsewhereState>),
    /// Told on request.
    OnRequest(Box<OnRequestState>),
}

impl State {
    /// Whether a value is a state.
    pub fn is(tree: &Tree, node: NodeId) -> bool {
        ["none", "elsewhere", "on_request"].iter().any(|k| tree.get(node, k).is_some())
    }

    /// Its place in the content.
    pub fn at(&self) -> NodeId {
        match self {
            State::None(s) => s.at,
            State::Elsewhere(s) => s.at,
            State::OnRequest(s) => s.at,
        }
    }
}

impl Load for State {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        if cx.tree.get(node, "none").is_some() {
            return NoneState::load(cx, node).map(|s| State::None(Box::new(s)));
        }
        if cx.tree.get(node, "elsewhere").is_some() {
            return ElsewhereState::load(cx, node).map(|s| State::Elsewhere(Box::new(s)));
        }
        OnRequestState::load(cx, node).map(|s| State::OnRequest(Box::new(s)))
    }
}

/// A field that the law asks for: a value, a state, or not yet answered.
#[derive(Debug, Clone)]
pub enum Answer<T> {
    /// Not yet answered: the check asks.
    Absent,
    /// A value.
    Given(T),
    /// There is none, it is elsewhere, or it is told on request.
    State(State),
}

impl<T> Answer<T> {
    /// The value, if one is given.
    pub fn given(&self) -> Option<&T> {
        match self {
            Answer::Given(v) => Some(v),
            _ => None,
        }
    }

    /// The state, if one is given.
    pub fn state(&self) -> Option<&State> {
        match self {
            Answer::State(s) => Some(s),
            _ => None,
        }
    }
}

impl<T: Load> Answer<T> {
    /// Takes the field of this name.
    pub fn take(f: &mut Fields, cx: &mut Loader, key: &'static str) -> Self {
        match f.get(cx, key) {
            None => Answer::Absent,
            Some(n) if State::is(cx.tree, n) => State::load(cx, n).map_or(Answer::Absent, Answer::State),
            Some(n) => T::load(cx, n).map_or(Answer::Absent, Answer::Given),
        }
    }
}

/// The society's own words for labels, by field.
#[derive(Debug, Clone, Default)]
pub struct Labels(pub Vec<(String, Text)>);

impl Load for Labels {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        texts_by_key(cx, node).map(Labels)
    }
}

/// A mapping of keys of one's own to texts.
fn texts_by_key(cx: &mut Loader, node: NodeId) -> Option<Vec<(String, Text)>> {
    let Value::Map(children) = cx.tree.value(node) else {
        return cx.wrong_type(node, &words!("項目の組（キー: 値）", "a group of fields (key: value)"));
    };
    Some(
        children
            .clone()
            .into_iter()
            .filter_map(|n| {
                let key = cx.tree.key(n)?.to_string();
                Text::load(cx, n).map(|t| (key, t))
            })
            .collect(),
    )
}

record! {
    /// What every record may carry.
    Record {
        opt title: Text,
        opt intro: Prose,
        list notes: Note,
        opt labels: Labels,
        opt numbering: Numbering,
        list states: Path,
    }
}

record! {
    /// A day of the history of a text.
    HistoryEntry {
        req date: Day,
        req what: Text,
        opt version: Text,
    }
}

record! {
    /// What every file may carry.
    File {
        flat record: Record,
        list history: HistoryEntry,
        opt reviewed_on: Day,
    }
}

record! {
    /// A postal address.
    PostalAddress {
        ask postal_code: Text,
        req text: Text,
        opt building: Text,
    }
}

/// An address, or the word `society`.
#[derive(Debug, Clone)]
pub enum Address {
    /// That of the society.
    Society(NodeId),
    /// Another.
    Own(Box<PostalAddress>),
}

impl Load for Address {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Text(t) if &**t == "society" => Some(Address::Society(node)),
            Value::Map(_) => PostalAddress::load(cx, node).map(|a| Address::Own(Box::new(a))),
            _ => cx.fail(Diagnostic::error("wrong-type", words!("住所の書き方が違います", "this is not an address")).at_value(node).fix(
                words!("society、又は {{postal_code: …, text: …}} と書いてください", "write society, or {{postal_code: …, text: …}}"),
            )),
        }
    }
}

record! {
    /// A person with a title.
    Person {
        opt title: Text,
        ask name: Text,
        opt ruby: Text,
        opt since: Day,
    }
}

record! {
    /// How to reach somebody.
    Ways {
        opt department: Text,
        opt tel: Tel,
        opt fax: Tel,
        opt email: Text,
        opt form_url: super::scalar::Url,
        opt hours: Text,
    }
}

record! {
    /// Told to each person instead of published (法21条1項・3項, 27条5項3号・6項).
    Notified {
        req date: Day,
        req how: Text,
    }
}

closed_words! {
    /// How something is handed over.
    Via {
        /// Straight to the person.
        Direct = "direct",
        /// Through the employer.
        Employer = "employer",
    }
}

record! {
    /// How a notice reaches the person.
    Delivery {
        req via: Via,
        ask text: Prose,
    }
}

record! {
    /// What is done on the consent implied by silence.
    Consent {
        flat record: Record,
        req id: Id,
        req text: Prose,
        ask recipient: Text,
        ask data_items: Vec<Item>,
        opt reason: Prose,
        opt family: Prose,
        opt delivery: Delivery,
        opt form: FormId,
    }
}
