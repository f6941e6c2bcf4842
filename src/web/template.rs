//! Tera templates: loading those of a theme over the standard ones, and saying in which file and line one fails.

use super::shell::Shell;
use super::theme::Theme;
use super::value::Name;
use crate::diagnostic::{Diagnostic, Place};
use crate::words;
use std::collections::BTreeMap;
use tera::{Context, ErrorKind, Tera};

/// Templates by name: where each was read, and its text.
pub(super) type Sources = BTreeMap<String, (String, String)>;

/// All templates, and where each was read and its text; every broken one is reported, not the first alone.
pub(super) fn load(standard: &Sources, own: &Sources, problems: &mut Vec<Diagnostic>) -> (Tera, Sources) {
    let mut sources = standard.clone();
    sources.extend(own.clone());
    let mut tera = Tera::new();
    while let Err(error) = tera.add_raw_templates(sources.iter().map(|(name, (_, text))| (name, text))) {
        let name = culprit(&error).unwrap_or_default();
        problems.push(diagnose(&error, &name, &places(&sources)));
        // With the broken template out of the way, the next problem shows. A standard one behind it keeps its heirs quiet.
        match (sources.remove(&name), standard.get(&name)) {
            (Some(removed), Some(inherited)) if removed != *inherited => _ = sources.insert(name, inherited.clone()),
            (Some(_), _) => {}
            (None, _) => break,
        }
    }
    (tera, sources)
}

/// Renders one template of the theme for a page.
pub(super) fn page(theme: &Theme, name: &str, shell: &Shell) -> Result<String, Box<Diagnostic>> {
    match theme.everyday.render(name, shell.lang, shell, shell.length()) {
        Some(html) => Ok(html),
        None => render(theme, name, &context(shell)),
    }
}

/// What a template can read of a page, as Tera has it.
pub(super) fn context(shell: &Shell) -> Context {
    let mut context = Context::new();
    for (name, value) in Name::all(shell) {
        context.insert(name, &value);
    }
    context
}

/// Renders one template of the theme by Tera.
pub(super) fn render(theme: &Theme, name: &str, context: &Context) -> Result<String, Box<Diagnostic>> {
    theme.tera().render(name, context).map_err(|error| Box::new(diagnose(&error, name, &theme.shown())))
}

/// Where each template was read.
pub(super) fn places(sources: &Sources) -> BTreeMap<String, String> {
    sources.iter().map(|(name, (shown, _))| (name.clone(), shown.clone())).collect()
}

/// The template that an error is about.
fn culprit(error: &tera::Error) -> Option<String> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report.filename().to_owned()),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => Some(tpl.clone()),
        ErrorKind::MissingParent { current, .. } => Some(current.clone()),
        _ => None,
    }
}

fn diagnose(error: &tera::Error, rendered: &str, shown: &BTreeMap<String, String>) -> Diagnostic {
    let name = culprit(error).unwrap_or_else(|| rendered.to_owned());
    let file = shown.get(&name).cloned().unwrap_or(name);
    let what = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let (message, line, column) = (report.message(), report.span().start_line, report.span().start_col + 1);
            words!(
                "テーマのひな形 {file} の{line}行{column}文字目でつまずきました: {message}",
                "The theme's template {file} fails at line {line}, column {column}: {message}"
            )
        }
        _ => words!("テーマのひな形 {file} を使えません: {error}", "The theme's template {file} cannot be used: {error}"),
    };
    Diagnostic::error("template", what)
        .at(Place::File(file))
        .why(words!(
            "ページの外枠はひな形から作るため、このままではサイトを作れません。",
            "Pages are made from templates, so the site cannot be made."
        ))
        .fix(words!(
            "ひな形の書き方を直すか、そのファイルを消して標準のひな形に戻してください。",
            "Mend the template, or delete the file to fall back on the standard one."
        ))
}
