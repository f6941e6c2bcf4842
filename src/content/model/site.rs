//! `site.yaml`: pages, menu, bulletins, words of the whole site.

use super::scalar::{Day, Id, PageId, Text, Url};
use super::text::{BlockName, Node, Numbering};
use crate::content::record::{Load, Loader};
use crate::content::tree::{NodeId, Value};
use crate::{closed_words, record};

/// Words by key.
pub use super::text::Labels as WordsByKey;

record! {
    /// `site.yaml`.
    Site {
        req base_url: Url,
        opt publish_on: Day,
        opt era: bool,
        list languages: Text,
        opt terms: WordsByKey,
        opt abbreviations: WordsByKey,
        opt page_features: PageFeatures,
        list menu: MenuGroup,
        req pages: Vec<Page>,
        list bulletins: Bulletin,
        list redirects: Redirect,
    }
}

record! {
    /// What stands on every page.
    PageFeatures {
        opt text_size: bool,
        opt page_top: bool,
        opt print_pdf: bool,
        opt feed: bool,
    }
}

record! {
    /// A group of the menu.
    MenuGroup {
        req title: Text,
        req pages: Vec<PageId>,
    }
}

record! {
    /// A page.
    Page {
        req id: Id,
        req path: Text,
        opt title: Text,
        opt numbering: Numbering,
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
}

closed_words! {
    /// What a bulletin is for.
    BulletinFor {
        /// A notice board.
        Board = "掲示板",
        /// The society's magazine.
        Magazine = "広報紙",
        /// A booklet.
        Booklet = "冊子",
        /// Kept at the counter.
        Counter = "備付け",
    }
}

closed_words! {
    /// A paper size.
    PaperSize {
        /// 297 × 420 mm.
        A3 = "A3",
        /// 210 × 297 mm.
        A4 = "A4",
        /// 257 × 364 mm.
        B4 = "B4",
        /// 182 × 257 mm.
        B5 = "B5",
    }
}

closed_words! {
    /// How a sheet lies.
    Orientation {
        /// Higher than wide.
        Portrait = "portrait",
        /// Wider than high.
        Landscape = "landscape",
    }
}

record! {
    /// Paper.
    Paper {
        req size: PaperSize,
        req orientation: Orientation,
    }
}

closed_words! {
    /// Who writes a letter.
    From {
        /// The society's representative.
        Representative = "representative",
    }
}

record! {
    /// Head of a letter.
    Letterhead {
        opt to: Text,
        opt from: From,
        opt date: Day,
        opt number: Text,
    }
}

record! {
    /// A printed sheet or booklet.
    Bulletin {
        req id: Id,
        opt title: Text,
        req purpose = "for": BulletinFor,
        req paper: Paper,
        opt letterhead: Letterhead,
        opt every_months: u32,
        opt numbering: Numbering,
        req blocks: Vec<PageBlock>,
    }
}

record! {
    /// An old address.
    Redirect {
        req from: Text,
        req to: Text,
    }
}
