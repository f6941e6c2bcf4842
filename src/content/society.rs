//! A society: everything it wrote, typed.

use super::excerpt::Excerpt;
use super::markdown::Markdown;
use super::model::disclosure::Disclosure;
use super::model::documents::{Notice, Policy, Rule};
use super::model::joint_use::JointUses;
use super::model::lists::{Form, FrontMatter, GlossaryEntry, LinkedDocument, ListFile, Question, Waiver};
use super::model::processed::Processed;
use super::model::profile::Profile;
use super::model::provision::Provision;
use super::model::purposes::Purposes;
use super::model::scalar::Text;
use super::model::security::Security;
use super::model::site::Site;
use super::record::{Link, Load, Loader};
use super::tree::{NodeId, Tree, Value};
use crate::diagnostic::Diagnostic;

/// Everything that a society wrote.
#[derive(Debug, Clone)]
pub struct Society {
    /// `society.yaml`
    pub profile: Profile,
    /// `site.yaml`
    pub site: Site,
    /// `purposes.yaml`
    pub purposes: Option<Purposes>,
    /// `provision.yaml`
    pub provision: Option<Provision>,
    /// `joint-use.yaml`
    pub joint_use: Option<JointUses>,
    /// `security.yaml`
    pub security: Option<Security>,
    /// `disclosure.yaml`
    pub disclosure: Option<Disclosure>,
    /// `processed.yaml`
    pub processed: Option<Processed>,
    /// `policies/`
    pub policies: Vec<Policy>,
    /// `rules/`
    pub rules: Vec<Rule>,
    /// `notices/`, newest first
    pub notices: Vec<Notice>,
    /// `forms.yaml`
    pub forms: Option<ListFile<Form>>,
    /// `files.yaml`
    pub files: Option<ListFile<LinkedDocument>>,
    /// `faq.yaml`
    pub faq: Option<ListFile<Question>>,
    /// `glossary.yaml`
    pub glossary: Option<ListFile<GlossaryEntry>>,
    /// `waivers.yaml`
    pub waivers: Vec<Waiver>,
    /// `pages/`
    pub pages: Vec<MarkdownPage>,
}

/// A page of prose.
#[derive(Debug, Clone)]
pub struct MarkdownPage {
    /// Its front matter.
    pub at: NodeId,
    /// Its id.
    pub id: Excerpt,
    /// Its title.
    pub title: Option<Text>,
    /// `pages/introduction`
    pub stem: String,
    /// CommonMark with tables and footnotes.
    pub body: Excerpt,
    /// The file that the body stands in: `pages/introduction.md`, or its translation.
    pub file: String,
    /// The byte of that file at which the body begins.
    pub body_start: usize,
    /// Whether the body is a translation.
    pub translated: bool,
}

/// What loading found.
pub struct Loaded {
    /// The society, when it can be used at all.
    pub society: Option<Society>,
    /// What is wrong with types and keys.
    pub problems: Vec<Diagnostic>,
    /// Fields that name something by its id.
    pub links: Vec<Link>,
}

impl Society {
    /// Reads the typed model from a tree. Files that are wrong in part are kept as far as they can be used.
    pub fn load(tree: &Tree, pages: &[Markdown]) -> Loaded {
        let mut cx = Loader::new(tree);
        let society = Self::read(&mut cx, pages);
        Loaded { society, problems: cx.problems, links: cx.links }
    }

    fn read(cx: &mut Loader, pages: &[Markdown]) -> Option<Society> {
        let profile = file::<Profile>(cx, "society");
        let site = file::<Site>(cx, "site");
        let mut notices: Vec<Notice> = folder(cx, "notices/");
        notices.sort_by(|a, b| b.date.date.cmp(&a.date.date).then_with(|| b.id.id.cmp(&a.id.id)));
        let rest = (
            file(cx, "purposes"),
            file(cx, "provision"),
            file(cx, "joint-use"),
            file(cx, "security"),
            file(cx, "disclosure"),
            file(cx, "processed"),
            folder(cx, "policies/"),
            folder(cx, "rules/"),
        );
        let lists = (file(cx, "forms"), file(cx, "files"), file(cx, "faq"), file(cx, "glossary"));
        let waivers = waivers(cx);
        let pages = prose(cx, pages);
        let (purposes, provision, joint_use, security, disclosure, processed, policies, rules) = rest;
        let (forms, files, faq, glossary) = lists;
        Some(Society {
            profile: profile?,
            site: site?,
            purposes,
            provision,
            joint_use,
            security,
            disclosure,
            processed,
            policies,
            rules,
            notices,
            forms,
            files,
            faq,
            glossary,
            waivers,
            pages,
        })
    }
}

fn file<T: Load>(cx: &mut Loader, stem: &str) -> Option<T> {
    let node = cx.tree.get(Tree::ROOT, stem)?;
    T::load(cx, node)
}

fn folder<T: Load>(cx: &mut Loader, prefix: &str) -> Vec<T> {
    let in_folder = |n: &NodeId| cx.tree.key(*n).is_some_and(|k| k.starts_with(prefix));
    let nodes: Vec<NodeId> = cx.tree.children(Tree::ROOT).iter().copied().filter(in_folder).collect();
    nodes.into_iter().filter_map(|n| T::load(cx, n)).collect()
}

/// The pages of prose; on a translated tree the body of `en/pages/…` stands in, when there is one.
fn prose(cx: &mut Loader, pages: &[Markdown]) -> Vec<MarkdownPage> {
    let mut out = Vec::new();
    for page in pages.iter().filter(|p| p.stem.starts_with("pages/")) {
        let Some(front) = FrontMatter::load(cx, page.front) else { continue };
        let overlaid = cx.tree.entry(page.front).translated_from().is_some();
        let translated = pages.iter().find(|p| overlaid && p.stem.strip_prefix("en/") == Some(&page.stem));
        out.push(MarkdownPage {
            at: page.front,
            id: front.id.id,
            title: front.title,
            stem: page.stem.clone(),
            body: translated.unwrap_or(page).body.clone(),
            file: format!("{}.md", translated.unwrap_or(page).stem),
            body_start: translated.unwrap_or(page).body_start,
            translated: translated.is_some(),
        });
    }
    out
}

/// `waivers.yaml` is a list and nothing else: the check reads it as it stands. Empty, there are none.
fn waivers(cx: &mut Loader) -> Vec<Waiver> {
    let blank = |n: NodeId| matches!(cx.tree.value(n), Value::Map(fields) if fields.is_empty());
    if cx.tree.get(Tree::ROOT, "waivers").is_some_and(blank) { Vec::new() } else { file(cx, "waivers").unwrap_or_default() }
}
