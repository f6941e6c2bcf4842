//! Where links of a printed document lead: to a place on the same paper, or to an address of the site.

use crate::document::tree::{Publication, Target};
use crate::lang::Lang;
use unicode_normalization::UnicodeNormalization;

/// The links of one document.
pub(super) struct Links<'a> {
    publication: &'a Publication,
    /// The page whose document this is.
    here: Option<usize>,
}

impl<'a> Links<'a> {
    /// Of the document of a page, or of one that is no page's.
    pub(super) fn new(publication: &'a Publication, here: Option<usize>) -> Self {
        Links { publication, here }
    }

    /// The name of the place on the same document that a target is.
    pub(super) fn within(&self, target: &'a Target) -> Option<&'a str> {
        match target {
            Target::Page { page, anchor } if self.here == Some(*page) => anchor.as_deref(),
            _ => None,
        }
    }

    /// The address of a target.
    pub(super) fn url(&self, target: &Target) -> Option<String> {
        let facts = &self.publication.facts;
        match target {
            Target::Page { page, anchor } => {
                let mut url = page_address(self.publication, *page)?;
                if let Some(anchor) = anchor {
                    url.push('#');
                    url.push_str(&encode(anchor));
                }
                Some(url)
            }
            Target::Sheet(id) => Some(format!("{}{}", facts.base_url, encode(&format!("{}forms/{id}.pdf", folder(self.publication))))),
            Target::File(path) => Some(format!("{}{}", facts.base_url, encode(path))),
            Target::Url(url) if is_web(url) => Some(ascii(url)),
            Target::Url(_) => None,
            Target::Mail(address) => Some(format!("mailto:{}", encode(address).replace("%40", "@"))),
            Target::Tel(number) => Some(format!("tel:{}", number.nfkc().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>())),
        }
    }
}

/// The folder of a language in the site: the first is at its root.
pub(super) fn folder(publication: &Publication) -> String {
    match publication.lang {
        Lang::Ja => String::new(),
        other => format!("{other}/"),
    }
}

/// The address of a page.
pub(super) fn page_address(publication: &Publication, page: usize) -> Option<String> {
    let path = &publication.pages.get(page)?.path;
    Some(format!("{}{}{}", publication.facts.base_url, folder(publication), encode(path)))
}

fn is_web(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

/// A path with all percent-encoded that an address cannot hold.
fn encode(path: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"/-_.~".contains(&b);
    path.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// An address with what is not ASCII percent-encoded.
fn ascii(url: &str) -> String {
    let plain = |b: u8| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b);
    url.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
