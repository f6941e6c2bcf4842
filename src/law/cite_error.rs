//! What can be wrong with a reference to a law, and how to write it.

use super::citation::Provision;
use crate::lang::{Lang, Words};
use crate::words;

/// A paragraph or item that its article does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beyond {
    /// The place that should hold it: 第27条第1項.
    pub holder: Provision,
    /// What is asked for, alone: 第8号.
    pub wanted: Provision,
    /// The last one there is, alone: 第7号; none when it has none of them at all.
    pub last: Option<Provision>,
}

/// Why a reference to a law cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CiteError {
    /// Not the form of a reference.
    Syntax {
        /// The whole reference.
        text: String,
        /// The part that cannot be read.
        part: String,
    },
    /// There is no act of this id.
    UnknownAct {
        /// As written.
        id: String,
        /// Ids that may be meant, the likeliest first, each with the name of the act.
        suggestions: Vec<(String, String)>,
    },
    /// A notice or guideline, which has no articles.
    NoArticles {
        /// Its id.
        id: String,
        /// Its name.
        name: String,
    },
    /// The article ends before that paragraph or item.
    BeyondEnd(Box<Beyond>),
}

impl CiteError {
    /// What is wrong and what to write.
    pub fn words(&self) -> Words {
        match self {
            CiteError::Syntax { text, part } => words!(
                "「{text}」の「{part}」が読めません。法令の参照は 法令/条/項/号 の形で、数字は半角です（appi/27/5/3、項がなければ bango/19//8、枝番号は bango/29-4、附則は kenpo/suppl/2、別表は bango/annex）。",
                "“{part}” in “{text}” cannot be read. A reference to a law is act/article/paragraph/item (appi/27/5/3, without a paragraph bango/19//8, with a branch bango/29-4, supplementary provisions kenpo/suppl/2, annex bango/annex)."
            ),
            CiteError::UnknownAct { id, suggestions } => unknown(id, suggestions),
            CiteError::NoArticles { id, name } => words!(
                "「{name}」は通知や指針なので、条・項・号では引用できません。<law:{id}> とだけ書き、場所は言葉で書き添えてください。",
                "“{name}” is a notice or guideline and has no articles. Write <law:{id}> alone and name the place in words."
            ),
            CiteError::BeyondEnd(beyond) => beyond.words(),
        }
    }
}

fn unknown(id: &str, suggestions: &[(String, String)]) -> Words {
    let ja: Vec<String> = suggestions.iter().map(|(id, name)| format!("{id}（{name}）")).collect();
    let en: Vec<String> = suggestions.iter().map(|(id, _)| id.clone()).collect();
    let (ja, en) = (ja.join("、"), en.join(", "));
    if suggestions.is_empty() {
        words!(
            "「{id}」という法令の登録はありません。登録のない法令は、名前と条を文章として書いてください。",
            "There is no act “{id}”. Write the name and article of an act that is not registered as plain text."
        )
    } else {
        words!("「{id}」という法令の登録はありません。もしかして: {ja}", "There is no act “{id}”. Did you mean: {en}?")
    }
}

impl Beyond {
    fn words(&self) -> Words {
        let [holder, wanted] = [&self.holder, &self.wanted].map(|p| p.print(Lang::Ja));
        let [holder_en, wanted_en] = [&self.holder, &self.wanted].map(|p| p.print(Lang::En));
        match self.last.as_ref().map(|p| (p.print(Lang::Ja), p.print(Lang::En))) {
            Some((last, last_en)) => words!(
                "{holder}に{wanted}はありません。{last}までです。条文で番号を確かめてください。",
                "{holder_en} has no {wanted_en}; it ends with {last_en}. Look the number up in the text of the law."
            ),
            None => words!(
                "{holder}に{wanted}はありません（そこは号や項に分かれていません）。条文で番号を確かめてください。",
                "{holder_en} has no {wanted_en}; it is not divided. Look the number up in the text of the law."
            ),
        }
    }
}
