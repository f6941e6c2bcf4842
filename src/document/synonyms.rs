//! Words of a society that mean the same: readers search by any of them.

use super::composer::Composer;
use super::tree::plain;
use crate::content::NodeId;

impl Composer<'_> {
    /// The society's names, its abbreviations of acts, its words with what else they are called.
    pub(super) fn synonyms(&mut self) -> Vec<Vec<String>> {
        let society = self.input.society;
        let mut groups = Vec::new();
        if let Some(name) = society.profile.name.given() {
            let mut names = vec![plain(&self.society_name())];
            names.extend(name.short.as_ref().map(|short| self.plain_at(short.at)));
            groups.push(names);
        }
        for (act, short) in society.site.abbreviations.iter().flat_map(|words| &words.0) {
            let full = self.input.statutes.act(act).map(|act| act.name.value.in_lang(self.input.lang).to_owned());
            groups.push(full.into_iter().chain([self.plain_at(short.at)]).collect());
        }
        for entry in society.glossary.iter().flat_map(|glossary| &glossary.items) {
            let mut words = vec![self.plain_at(entry.term.at)];
            // In Japanese its reading, which is written beside it; in English the Japanese word, which is not.
            words.extend(entry.ruby.as_ref().map(|ruby| ruby.to_string()));
            words.extend(entry.aliases.iter().map(|alias| self.plain_at(alias.at)));
            groups.push(words);
        }
        for group in &mut groups {
            let mut seen: Vec<String> = Vec::new();
            group.retain(|word| {
                let new = !word.trim().is_empty() && !seen.contains(word);
                if new {
                    seen.push(word.clone());
                }
                new
            });
        }
        groups.retain(|group| group.len() > 1);
        groups
    }

    fn plain_at(&mut self, at: NodeId) -> String {
        plain(&self.text_at(at))
    }
}
