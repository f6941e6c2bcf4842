//! `site.yaml`: pages, menu, bulletins, words of the whole site.

use super::scalar::{Day, Id, PageId, Text, Url};
use super::text::{BlockName, Node, Numbering};
use crate::content::record::{Load, Loader};
use crate::content::shape::Shape;
use crate::content::tree::{NodeId, Value};
use crate::{closed_words, record};

/// Words by key.
pub use super::text::Labels as WordsByKey;

record! {
    /// `site.yaml`.
    Site {
        /// The address of the site: `https://www.example.or.jp/`.
        /// 日本語: サイトのアドレスです（例：`https://www.example.or.jp/`）。
        req base_url: Url,
        /// The day of publication; the law is applied as it stands on it.
        /// 日本語: 掲載する予定の日です（例：2026-12-01）。この日の法令に照らして確かめます。
        opt publish_on: Day,
        /// Whether days print in the Japanese era (令和8年) rather than 西暦.
        /// 日本語: 日付を和暦（令和8年）で載せるなら true です。
        opt era: bool,
        /// Languages of the site: `ja`, `en`.
        /// 日本語: サイトの言語です（例：ja、en）。
        list languages: Text,
        /// Words that texts use by key: `self: 当組合`, written `<term:self>`.
        /// 日本語: 文の中で使う言葉です（例：self: 当組合）。文には `<term:self>` と書きます。
        opt terms: WordsByKey,
        /// Short names of acts by act: `bango: 番号法`.
        /// 日本語: 法令の略称です（例：appi: 個人情報保護法）。
        opt abbreviations: WordsByKey,
        /// What stands on every page.
        /// 日本語: すべてのページに付けるものです（文字の大きさ、印刷用PDFなど）。
        opt page_features: PageFeatures,
        /// The menu, in groups.
        /// 日本語: メニューです。すべてのページに載ります。
        list menu: MenuGroup,
        /// The pages and what stands on them.
        /// 日本語: ページの一覧です。それぞれに載せるものを書きます。
        req pages: Vec<Page>,
        /// Printed sheets and booklets.
        /// 日本語: 印刷物の一覧です（掲示、広報紙、冊子、備付け）。
        list bulletins: Bulletin,
        /// Old addresses that lead to pages of this site.
        /// 日本語: 前のアドレスから新しいページへ案内する一覧です。
        list redirects: Redirect,
    }
}

record! {
    /// What stands on every page.
    PageFeatures {
        /// Whether readers can change the size of letters.
        /// 日本語: 文字の大きさを変えられるようにするなら true です。
        opt text_size: bool,
        /// Whether a link leads back to the top of the page.
        /// 日本語: 「ページの先頭へ」を付けるなら true です。
        opt page_top: bool,
        /// Whether a PDF for printing is offered.
        /// 日本語: 印刷用のPDFを付けるなら true です。
        opt print_pdf: bool,
        /// Whether a feed of the notices is offered.
        /// 日本語: お知らせの配信（フィード）を付けるなら true です。
        opt feed: bool,
    }
}

record! {
    /// A group of the menu.
    MenuGroup {
        /// The heading of the group.
        /// 日本語: メニューの見出しです（例：個人情報保護）。
        req title: Text,
        /// Ids of its pages, in order.
        /// 日本語: この見出しの下に並べるページの id です。
        req pages: Vec<PageId>,
    }
}

record! {
    /// A page.
    Page {
        /// The id by which references and the menu name it: `<page:privacy>`.
        /// 日本語: このページを指すための短い名前です（例：privacy）。
        req id: Id,
        /// Its address under that of the site: `privacy/`; empty for the top page.
        /// 日本語: ページのアドレスのうち、サイトのアドレスに続く部分です（例：privacy/）。トップページは "" です。
        req path: Text,
        /// Its title; when absent, that of the first block.
        /// 日本語: ページの題名です。書かなければ、最初に載せるものの題名になります。
        opt title: Text,
        /// Numbers of the headings of its blocks.
        /// 日本語: 見出しに付ける番号の見本です（例："1. "）。
        opt numbering: Box<Numbering>,
        /// What stands on it, in order: `purposes`, `contact:privacy`.
        /// 日本語: このページに載せるものを、順に書きます（例：purposes、contact:privacy）。
        req blocks: Vec<PageBlock>,
    }
}

/// A block, or a node that holds one.
#[derive(Debug, Clone)]
pub enum PageBlock {
    /// A block by its name.
    Block(BlockName),
    /// A node.
    Node(Box<Node>),
}

impl PageBlock {
    /// Its place in the content.
    pub fn at(&self) -> NodeId {
        match self {
            PageBlock::Block(b) => b.0.at,
            PageBlock::Node(n) => n.at,
        }
    }
}

impl Load for PageBlock {
    fn load(cx: &mut Loader, node: NodeId) -> Option<Self> {
        match cx.tree.value(node) {
            Value::Text(_) => BlockName::load(cx, node).map(PageBlock::Block),
            _ => Node::load(cx, node).map(|n| PageBlock::Node(Box::new(n))),
        }
    }
    fn shape() -> Shape {
        Shape::Choice(vec![BlockName::shape(), Node::described(false)])
    }
}

closed_words! {
    /// What a bulletin is for.
    BulletinFor {
        /// A notice board.
        /// 日本語: 掲示板に貼るもの
        Board = "掲示板",
        /// The society's magazine.
        /// 日本語: 広報紙に載せるもの
        Magazine = "広報紙",
        /// A booklet.
        /// 日本語: 表紙と目次の付いた冊子
        Booklet = "冊子",
        /// Kept at the counter.
        /// 日本語: 窓口に備え付けるもの
        Counter = "備付け",
    }
}

closed_words! {
    /// A paper size.
    PaperSize {
        /// 297 × 420 mm.
        /// 日本語: 297×420ミリ
        A3 = "A3",
        /// 210 × 297 mm.
        /// 日本語: 210×297ミリ
        A4 = "A4",
        /// 257 × 364 mm.
        /// 日本語: 257×364ミリ
        B4 = "B4",
        /// 182 × 257 mm.
        /// 日本語: 182×257ミリ
        B5 = "B5",
    }
}

closed_words! {
    /// How a sheet lies.
    Orientation {
        /// Higher than wide.
        /// 日本語: 縦
        Portrait = "portrait",
        /// Wider than high.
        /// 日本語: 横
        Landscape = "landscape",
    }
}

record! {
    /// Paper.
    Paper {
        /// The size of the sheet.
        /// 日本語: 用紙の大きさです（A3、A4、B4、B5）。
        req size: PaperSize,
        /// Whether it stands upright or lies.
        /// 日本語: 用紙の向きです（portrait 縦、landscape 横）。
        req orientation: Orientation,
    }
}

closed_words! {
    /// Who writes a letter.
    From {
        /// The society's representative.
        /// 日本語: 組合の代表者
        Representative = "representative",
    }
}

record! {
    /// Head of a letter.
    Letterhead {
        /// To whom it is addressed.
        /// 日本語: 宛名です（例：加入者の皆様）。
        opt to: Text,
        /// Who writes: the society's representative.
        /// 日本語: 差出人です。representative と書くと、代表者の役職と氏名が載ります。
        opt from: From,
        /// The day of the letter.
        /// 日本語: 文書の日付です（例：2026-12-01）。
        opt date: Day,
        /// Its official number.
        /// 日本語: 文書の番号です（例：例示健保発第46号）。
        opt number: Text,
    }
}

record! {
    /// A printed sheet or booklet.
    Bulletin {
        /// The id by which references and reports name it.
        /// 日本語: この印刷物を指すための短い名前です（例：board）。
        req id: Id,
        /// Its title; when absent, that of the first block.
        /// 日本語: 印刷物の題名です。書かなければ、最初に載せるものの題名になります。
        opt title: Text,
        /// What it is for: a notice board, the magazine, a booklet, or the counter.
        /// 日本語: 使いみちです（掲示板、広報紙、冊子、備付け）。
        req purpose = "for": BulletinFor,
        /// Size and orientation of the paper.
        /// 日本語: 用紙の大きさと向きです。
        req paper: Paper,
        /// The head of the letter.
        /// 日本語: 文書の頭書き（宛名、差出人、日付、番号）です。
        opt letterhead: Letterhead,
        /// How often it comes out, in months; about every 3 makes it easily knowable (Q&A問342).
        /// 日本語: 何か月ごとに出すかを数で書きます（例：3）。広報紙だけで知らせるなら、おおむね3か月に1回以上が必要です。
        opt every_months: u32,
        /// Numbers of the headings of its blocks.
        /// 日本語: 見出しに付ける番号の見本です（例："第1　"）。
        opt numbering: Box<Numbering>,
        /// What stands on it, in order.
        /// 日本語: 載せるものを、順に書きます（例：joint-use、contact:privacy）。
        req blocks: Vec<PageBlock>,
    }
}

record! {
    /// An old address.
    Redirect {
        /// The old address, under that of the site.
        /// 日本語: 前のアドレスのうち、サイトのアドレスに続く部分です（例：member/info/policy.html）。
        req from: Text,
        /// The path of the page it leads to.
        /// 日本語: 案内する先のページの path です（例：privacy/）。
        req to: Text,
    }
}
