//! `page:ID`: prose in CommonMark with tables and footnotes.

use crate::document::composer::{Blocks, Composer, Scope};

impl Composer<'_> {
    pub(super) fn page_block(&mut self, id: &str, scope: &Scope) -> Blocks {
        let society = self.input.society;
        let Some(page) = society.pages.iter().find(|p| *p.id == *id) else { return Blocks::new() };
        let scope = self.scope(&page.stem, scope.levels.clone());
        self.stands(page.at, None);
        self.markdown(page, &scope)
    }
}
