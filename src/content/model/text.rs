//! Texts with structure: nodes, items, notes, tables, numbering, states, and what every record carries.

use super::scalar::{At, Day, Desk, Id, Path, Ref, Text};
use crate::content::few::Few;
use crate::content::key::{Known, Word};
use crate::content::rare::Rare;
use crate::content::record::{Fields, Link, Load, Loader};
use crate::content::shape::{Form, Shape};
use crate::content::tree::{NodeId, Tree, Value};
use crate::lang::Words;
use crate::{record, words};

pub use super::people::{Address, Consent, Delivery, Notified, Person, PostalAddress, Via, Ways};

/// A text or a list of texts (paragraphs).
#[derive(Debug, Clone, Default)]
pub struct Paragraphs(pub Few<Text>);

impl Load for Paragraphs {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::List(_) => Vec::load(cx, node).map(|all| Paragraphs(all.into())),
            _ => Text::load(cx, node).map(|t| Paragraphs(Few::One(t))),
        }
    }
    fn shape() -> Shape {
        Shape::Choice(vec![Text::shape(), Vec::<Text>::shape()])
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
    fn shape() -> Shape {
        Shape::Choice(vec![T::shape(), Vec::<T>::shape()])
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
        cx.links.push(Link { at: node, kinds: &["block"], id: t.text.clone() });
        Some(BlockName(t))
    }
    fn shape() -> Shape {
        Shape::Text(Form::Block)
    }
}

record! {
    short
    /// The one recursive text: heading, text, block, items, table, notes, continuation.
    Node {
        /// The id by which references name it: `<item:pay>`.
        /// 日本語: この部分を指すための短い名前です。参照しないなら要りません。
        opt id: Id,
        /// Its heading, without the number.
        /// 日本語: 見出しです。番号は自動で付きます。
        opt heading: Text,
        /// What it says: a text, or a list of paragraphs.
        /// 日本語: 文を書きます。段落が複数なら、一覧にします。
        opt text: Paragraphs,
        /// A block that is printed here: `purposes/by-area`.
        /// 日本語: ここに載せるものの名前です（例：purposes/by-area）。
        opt block: BlockName,
        /// Which parts of the block are printed, in this order.
        /// 日本語: block のうち載せる部分を、載せる順に書きます（例：intro、by-area）。
        rare parts: Text,
        /// Whether the numbers go on from the block before.
        /// 日本語: 前に載せたものから番号を続けるなら true です。
        opt continues = "continue": bool,
        /// Items below it, each with a number or mark.
        /// 日本語: この下に並べる項目です。番号や「・」は自動で付きます。
        list items: Node,
        /// A table.
        /// 日本語: 表を書きます。
        opt table: Box<Table>,
        /// Notes to it, marked ※.
        /// 日本語: 注（※）の一覧です。
        rare notes: Note,
        /// What follows the items, without a number.
        /// 日本語: 項目の後に続ける、番号のない文です。
        opt continuation: Box<OneOrMany<Node>>,
        /// Samples of the numbers of the items below, one for each level.
        /// 日本語: この下の項目に付ける番号の見本です（例：`["(1)", "ア"]`）。
        opt numbering: Box<Numbering>,
        /// Whether it bears a number; `false` leaves it out of the count.
        /// 日本語: 番号を付けず、数えないなら false です。
        opt numbered: bool,
        /// The fields whose published wording this is.
        /// 日本語: この文が言い表している項目です（例：disclosure/procedures/receipts/identity）。内容が合っているかを確かめます。
        rare states: Path,
    } = |t| Node::of_text(t.at, Few::One(t))
}

impl Node {
    /// A node that only says this.
    pub fn of_text(at: NodeId, text: Few<Text>) -> Node {
        Node {
            at,
            id: None,
            heading: None,
            text: Some(Paragraphs(text)),
            block: None,
            parts: Rare::NONE,
            continues: None,
            items: Vec::new(),
            table: None,
            notes: Rare::NONE,
            continuation: None,
            numbering: None,
            numbered: None,
            states: Rare::NONE,
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
            Value::List(_) => Vec::load(cx, node).map(|t| Prose::Node(Box::new(Node::of_text(node, t.into())))),
            _ => Node::load(cx, node).map(|n| Prose::Node(Box::new(n))),
        }
    }
    fn shape() -> Shape {
        Shape::Choice(vec![Node::shape(), Vec::<Text>::shape(), State::shape()])
    }
    fn expected() -> Words {
        words!("文（段落の一覧でもよい）", "prose (or a list of paragraphs)")
    }
}

record! {
    short
    /// A note: its mark (※) and what it says; `at` names the fields or items whose end it stands at.
    Note {
        /// Id, text, items and the like.
        flat node: Node,
        /// The mark before it; ※ when absent.
        /// 日本語: 注の前に付ける印です。書かなければ ※ になります。
        opt mark: Text,
        /// The fields or items at whose end it stands.
        /// 日本語: 注を置く場所です。項目の名前か id を書きます。
        list places = "at": At,
    } = |t| Note { at: t.at, node: Node::of_text(t.at, Few::One(t)), mark: None, places: Vec::new() }
}

record! {
    /// A table.
    Table {
        /// The caption.
        /// 日本語: 表の題名です。
        opt caption: Text,
        /// The heads of the columns.
        /// 日本語: 列の見出しを、左から順に書きます。
        req columns: Vec<Column>,
        /// The rows, each a list of cells.
        /// 日本語: 行の一覧です。1行は、左から順のます目の一覧です。
        req rows: Vec<Vec<Cell>>,
    }
}

record! {
    short
    /// The head of a column; its numbering runs on down the rows.
    Column {
        /// The head of the column.
        /// 日本語: 列の見出しです。
        req head: Text,
        /// Numbers of the items in its cells, which run on down the rows.
        /// 日本語: この列の項目に付ける番号の見本です。番号は下の行へ続きます。
        opt numbering: Box<Numbering>,
    } = |t| Column { at: t.at, head: t, numbering: None }
}

record! {
    short
    /// A cell; `rows`, `columns` are spans.
    Cell {
        /// Text, items and the like.
        flat node: Node,
        /// How many rows it spans.
        /// 日本語: このます目が縦に何行分かを数で書きます。
        opt rows: u32,
        /// How many columns it spans.
        /// 日本語: このます目が横に何列分かを数で書きます。
        opt columns: u32,
    } = |t| Cell { at: t.at, node: Node::of_text(t.at, Few::One(t)), rows: None, columns: None }
}

record! {
    /// One item with a condition or uses of its own.
    SingleItem {
        /// The id by which references and notes name it.
        /// 日本語: この項目を指すための短い名前です。
        opt id: Id,
        /// The name of the item.
        /// 日本語: 項目の名前です（例：続柄）。
        req item: Text,
        /// Under what condition it is among the items.
        /// 日本語: どんな場合の項目かを書きます（例：被扶養者の場合）。
        opt when: Text,
        /// Ids of the uses that it belongs to.
        /// 日本語: どの利用目的の項目かを、その id で書きます。
        list uses = "for": At,
        /// The words of its note, in place of those made from the fields.
        /// 日本語: 注の文を自分の言葉で書くときに使います。
        opt text: Prose,
    }
}

record! {
    /// Items that stand together on a line.
    ItemGroup {
        /// The id by which references and notes name it.
        /// 日本語: このまとまりを指すための短い名前です。
        opt id: Id,
        /// The name of the group.
        /// 日本語: まとまりの名前です（例：健診）。
        opt group: Text,
        /// The items of the group.
        /// 日本語: このまとまりの項目です。「、」でつないで載ります。
        req items: Vec<Item>,
        /// Words after the items, before the closing bracket.
        /// 日本語: 項目の後、閉じかっこの前に続ける言葉です。
        opt tail: Text,
        /// Whether 等 follows the items.
        /// 日本語: 項目の後に「等」を付けるなら true です。項目の名前には「等」を書きません。
        opt open: bool,
        /// Under what condition the items are among them.
        /// 日本語: どんな場合の項目かを書きます（例：任意継続被保険者の場合）。
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
    fn shape() -> Shape {
        Shape::Choice(vec![Text::shape(), SingleItem::shape(), ItemGroup::shape()])
    }
}

record! {
    short
    /// The sample of a number: how the first looks, or a short name; another form for references.
    Label {
        /// How the first number looks, or a short name: `"(1)"`, `article`.
        /// 日本語: 1番目の番号の見本です（例："(1)"、"第1"、article）。
        req label: Text,
        /// How the first looks in references: `第1号`.
        /// 日本語: 参照で使う番号の見本です（例：第1号）。
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
    fn shape() -> Shape {
        Shape::Choice(vec![Shape::True, Prose::shape()])
    }
    fn expected() -> Words {
        words!("理由、又は true", "a reason, or true")
    }
}

record! {
    /// There is none.
    NoneState {
        /// Why there is none; `true` answers the check and prints nothing.
        /// 日本語: 「ない」ことの理由を書きます。true と書くと、何も載せずに「ない」と答えたことになります。
        req none: Reason,
        /// More words to it.
        /// 日本語: 説明の文を書き添えます。
        opt text: Prose,
    }
}

record! {
    /// Published there.
    ElsewhereState {
        /// Where it is published: `<file:pia>`.
        /// 日本語: 公表している場所です（例：`<file:pia>`）。
        req elsewhere: Ref,
        /// More words to it.
        /// 日本語: 説明の文を書き添えます。
        opt text: Prose,
    }
}

record! {
    /// Told by that desk without delay (法32条1項).
    OnRequestState {
        /// The desk that tells it without delay when asked (法32条1項).
        /// 日本語: お問い合わせに遅滞なくお答えする窓口です。窓口の id か society（組合）を書きます。
        req on_request: Desk,
        /// More words to it.
        /// 日本語: 説明の文を書き添えます。
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
        const KEYS: [Option<Known>; 3] = [Word::of("none").known(), Word::of("elsewhere").known(), Word::of("on_request").known()];
        match tree.value(node) {
            Value::Map(fields) => fields.iter().any(|n| tree.known_key(*n).is_some_and(|key| KEYS.contains(&Some(key)))),
            _ => false,
        }
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
    fn shape() -> Shape {
        Shape::Choice(vec![NoneState::shape(), ElsewhereState::shape(), OnRequestState::shape()])
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
    pub fn take(f: &mut Fields, cx: &mut Loader, key: Word) -> Self {
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
    fn shape() -> Shape {
        Shape::Map(Text::shape)
    }
}

/// A mapping of keys of one's own to texts.
fn texts_by_key(cx: &mut Loader, node: NodeId) -> Option<Vec<(String, Text)>> {
    let tree = cx.tree;
    let Value::Map(children) = tree.value(node) else {
        return cx.wrong_type(node, &words!("項目の組（キー: 値）", "a group of fields (key: value)"));
    };
    let entry = |n: &NodeId| Some((tree.key(*n)?.to_string(), Text::load(cx, *n)?));
    Some(children.iter().filter_map(entry).collect())
}

record! {
    /// What every record may carry.
    Record {
        /// The title.
        /// 日本語: 題名です。
        opt title: Text,
        /// Prose under the title, before everything else.
        /// 日本語: 題名のすぐ下に載せる文です。
        opt intro: Prose,
        /// Notes, marked ※.
        /// 日本語: 注（※）の一覧です。
        rare notes: Note,
        /// The society's own words for labels, by field; `""` prints the value alone.
        /// 日本語: 項目の見出しを自分の言葉に変えます（例：hours: 開いている時間）。"" と書くと見出しを付けません。
        opt labels: Box<Labels>,
        /// Samples of the numbers, one for each level.
        /// 日本語: 番号の見本です。段ごとに1つ書きます（例：`["1. ", "(1)"]`）。
        opt numbering: Box<Numbering>,
        /// The fields whose published wording this is.
        /// 日本語: この文が言い表している項目です。内容が合っているかを確かめます。
        rare states: Path,
    }
}

record! {
    /// A day of the history of a text.
    HistoryEntry {
        /// The day.
        /// 日本語: 制定や改定の日です（例：2022-04-01）。
        req date: Day,
        /// What happened: 制定, 改定.
        /// 日本語: 何をしたかを書きます（例：制定、改定、公表）。
        req what: Text,
        /// The version, in quotes.
        /// 日本語: 版の番号です（例："1.10"）。" " で囲みます。
        opt version: Text,
    }
}

record! {
    /// What every file may carry.
    File {
        /// Title, intro, notes and the like.
        flat record: Record,
        /// When it was enacted and changed.
        /// 日本語: 制定と改定の記録です。
        list history: HistoryEntry,
        /// The day on which somebody last looked it over.
        /// 日本語: 内容を最後に見直した日です（例：2026-11-02）。
        opt reviewed_on: Day,
    }
}
