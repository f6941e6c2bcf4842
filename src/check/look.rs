//! One look at a text for all that rules look for in it: the words that their expressions require, and what the checks with a name need to see.
//! Most texts have little of all that, so that most checks need not read most texts.

use crate::law::Documents;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What a text has, or may have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traits(u32);

impl Traits {
    /// Brackets that may not be in pairs.
    pub const UNPAIRED: Traits = Traits(1);
    /// A word or particle that may stand twice.
    pub const DOUBLED: Traits = Traits(1 << 1);
    /// 法第
    pub const ACT_ARTICLE: Traits = Traits(1 << 2);
    /// 条 or 別表, without which nothing is cited.
    pub const CITES: Traits = Traits(1 << 3);
    /// 以下, without which no term is defined.
    pub const DEFINES: Traits = Traits(1 << 4);
    /// `](`
    pub const LINK: Traits = Traits(1 << 5);
    /// A round bracket, a digit, a letter in full width, each outside of references, links and addresses.
    pub const FULL: [Traits; 3] = [Traits(1 << 6), Traits(1 << 7), Traits(1 << 8)];
    /// The same in half width.
    pub const HALF: [Traits; 3] = [Traits(1 << 9), Traits(1 << 10), Traits(1 << 11)];
    const OF_WIDTH: u32 = 0b11_1111 << 6;
    /// The last characters of the name of an identity paper.
    const PAPER_NAME: Traits = Traits(1 << 12);
    /// A character in which the names of papers end, as rules look for them.
    const PAPER_END: Traits = Traits(1 << 13);
    /// The name of an identity paper, perhaps.
    pub const PAPER: Traits = Traits(1 << 12 | 1 << 13);
    /// Something is to be seen from the character before.
    const ASK: Traits = Traits(1 << 31);

    /// Whether it has all of these.
    #[inline]
    pub fn has(self, traits: Traits) -> bool {
        self.0 & traits.0 == traits.0
    }

    /// What either has.
    #[inline]
    pub fn or(self, other: Traits) -> Traits {
        Traits(self.0 | other.0)
    }
}

/// What some characters mean.
#[derive(Debug, Clone, Copy, Default)]
struct Class {
    traits: Traits,
    /// For brackets the number of their pair, with `CLOSES` for those that close.
    bracket: u8,
    /// The words that are looked for where it stands: the first of them, and behind the last.
    words: (u32, u32),
}

/// A word that is looked for where one of its characters stands.
#[derive(Debug, Clone, Copy)]
struct Word {
    number: u32,
    /// How many bytes of it stand before that character.
    before: u32,
    /// Another of its bytes, by its distance from that character: most places are ruled out by it.
    distance: i32,
    byte: u8,
}

impl Word {
    fn at(number: usize, word: &str, before: usize, anchor: char) -> Word {
        let bytes = word.as_bytes();
        let next = before + anchor.len_utf8();
        // The last byte of a character tells most.
        let after = word.get(next..).and_then(|rest| rest.chars().next()).map(|c| next + c.len_utf8() - 1);
        let other = after.or(before.checked_sub(1)).unwrap_or(before);
        let byte = bytes.get(other).copied().unwrap_or_default();
        Word { number: number as u32, before: before as u32, distance: other as i32 - before as i32, byte }
    }

    /// Whether it may stand in a text, its character at this byte.
    #[inline]
    fn may_stand(self, text: &[u8], at: usize) -> bool {
        text.get(at.wrapping_add_signed(self.distance as isize)) == Some(&self.byte)
    }

    /// Whether it stands there.
    fn stands(self, word: &str, text: &[u8], at: usize) -> bool {
        let start = at.checked_sub(self.before as usize);
        start.and_then(|start| text.get(start..)).is_some_and(|rest| rest.starts_with(word.as_bytes()))
    }
}

const CLOSES: u8 = 8;

/// Pairs of brackets, as the check of them knows them; full- and half-width round ones are one pair.
const BRACKETS: [(&str, &str); 7] = [("（(", "）)"), ("「", "」"), ("『", "』"), ("【", "】"), ("〔", "〕"), ("［", "］"), ("[", "]")];

/// Characters in which the names of papers end.
const PAPER_ENDS: [char; 7] = ['証', 'ド', 'ﾄ', '書', '帳', '票', '状'];

/// Particles and stops that never stand twice.
const ONCE: [char; 8] = ['を', 'が', 'の', '、', '。', 'は', 'に', 'で'];

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Look {
    words: Vec<Cow<'static, str>>,
    /// By the characters where they are looked for.
    at: Vec<Word>,
    classes: Vec<Class>,
    /// The class of each character of the first plane, with what stands beside it.
    class_of: Box<[u16; PLANE]>,
    /// The last two characters of the names of papers.
    ends: BTreeSet<(char, char)>,
}

impl Default for Look {
    fn default() -> Self {
        Look::at(Vec::new())
    }
}

/// The class of characters that mean nothing, and of those of which nothing is known.
const PLAIN: u16 = 0;
const UNKNOWN: u16 = 1;

/// Stands beside the class of Chinese characters and katakana.
const OF_RUN: u16 = 1 << 15;

/// Stands beside the class of particles and stops that never stand twice.
const OF_ONCE: u16 = 1 << 14;

/// The class without what stands beside it.
const CLASS: u16 = OF_ONCE - 1;

/// How many characters the first plane has: of those beyond it nothing is known.
const PLANE: usize = 0x1_0000;

impl Look {
    /// A look for words.
    pub fn at(words: Vec<Cow<'static, str>>) -> Look {
        let mut look = Look {
            words: Vec::new(),
            at: Vec::new(),
            classes: vec![Class::default(), Class { traits: Traits::PAPER_NAME, ..Class::default() }],
            class_of: Box::new([UNKNOWN; PLANE]),
            ends: BTreeSet::new(),
        };
        // Chinese characters, which are nearly all of a text besides kana and ASCII.
        look.class_of[0x4e00..=0x9fff].fill(PLAIN | OF_RUN);
        look.known();
        let mut at: Vec<(u16, Word)> = Vec::with_capacity(words.len());
        for (i, word) in words.iter().enumerate() {
            if let Some((before, anchor)) = word.char_indices().min_by_key(|(_, c)| how_common(*c)) {
                at.push((look.class(anchor), Word::at(i, word, before, anchor)));
            }
        }
        at.sort_by_key(|(class, _)| *class);
        for some in at.chunk_by(|(a, _), (b, _)| a == b) {
            let first = look.at.len() as u32;
            look.at.extend(some.iter().map(|(_, word)| *word));
            if let [(class, _), ..] = some {
                look.classes[usize::from(*class)].words = (first, look.at.len() as u32);
            }
        }
        look.words = words;
        look
    }

    /// Makes known what all characters mean besides words.
    fn known(&mut self) {
        // Kana and signs of which it is known that they are no form of another kana or Chinese character.
        let signs = ['\u{2010}'..='\u{203b}', '\u{2190}'..='\u{21ff}', '\u{2460}'..='\u{2473}', '\u{25a0}'..='\u{25ff}'];
        let japanese = ['\0'..='\u{7f}', '\u{3000}'..='\u{3015}', 'ぁ'..='ゖ', 'ァ'..='ー', '\u{ff00}'..='\u{ff5e}'];
        for c in signs.into_iter().chain(japanese).flatten() {
            let is_katakana = matches!(c, 'ァ'..='ヺ' | 'ー');
            self.class_of[u32::from(c) as usize] = if is_katakana { PLAIN | OF_RUN } else { PLAIN };
        }
        for (i, (opens, closes)) in BRACKETS.iter().enumerate() {
            opens.chars().for_each(|c| self.own(c).bracket = i as u8 + 1);
            closes.chars().for_each(|c| self.own(c).bracket = (i as u8 + 1) | CLOSES);
        }
        let kinds = [(0, '（'..='）', '('..=')'), (1, '０'..='９', '0'..='9'), (2, 'Ａ'..='ｚ', 'A'..='Z'), (2, 'Ａ'..='ｚ', 'a'..='z')];
        for (kind, full, half) in kinds {
            full.for_each(|c| self.add(c, Traits::FULL[kind]));
            half.for_each(|c| self.add(c, Traits::HALF[kind]));
        }
        self.add('条', Traits::CITES);
        for c in ONCE {
            self.class_of[c as usize] |= OF_ONCE;
        }
        PAPER_ENDS.iter().for_each(|c| self.add(*c, Traits::PAPER_END));
        for name in Documents::builtin().names() {
            let mut last = name.chars().rev();
            if let (Some(last), Some(before)) = (last.next(), last.next()) {
                self.ends.insert((before, last));
            }
        }
        let ends: Vec<char> = self.ends.iter().map(|(_, last)| *last).collect();
        ends.into_iter().chain(['<', '>', '(', ')', '第', '表', '下']).for_each(|c| self.add(c, Traits::ASK));
    }

    fn add(&mut self, c: char, traits: Traits) {
        let class = self.own(c);
        class.traits = class.traits.or(traits);
    }

    /// What one character means, to change it.
    fn own(&mut self, c: char) -> &mut Class {
        let class = self.class(c);
        &mut self.classes[usize::from(class)]
    }

    /// The class of one character; those beyond the first plane have none of their own.
    fn class(&mut self, c: char) -> u16 {
        let next = self.classes.len() as u16;
        let Some(class) = self.class_of.get_mut(u32::from(c) as usize) else { return UNKNOWN };
        let known = *class & CLASS;
        if known > UNKNOWN {
            return known;
        }
        *class = next | *class & !CLASS;
        self.classes.push(self.classes[usize::from(known)]);
        next
    }

    /// Whether the name of a paper may end in the character at a byte of a text; blanks before it do not count.
    fn ends_name(&self, text: &str, at: usize) -> bool {
        let Some(c) = text[at..].chars().next().filter(|c| !c.is_ascii()) else { return false };
        text[..at].trim_end().chars().next_back().is_some_and(|before| self.ends.contains(&(before, c)))
    }

    /// The class of a character of the first plane.
    #[inline]
    fn class_of(&self, c: u16) -> u16 {
        self.class_of[usize::from(c)]
    }

    /// What a text has; each word that stands in it is told, more than once perhaps.
    pub fn over(&self, text: &str, mut word: impl FnMut(usize)) -> Traits {
        let (mut traits, mut around, bytes) = (0, Around::default(), text.as_bytes());
        // How long the run of Chinese characters or katakana is, in which words may stand twice, and the class of the character before.
        let (mut rest, mut run, mut previous) = (bytes, 0, 0);
        loop {
            let low = |byte: u8| u16::from(byte & 0x3f);
            let (class, after) = match *rest {
                // Nearly all have three bytes.
                [a @ 0xe0..0xf0, b, c, ref after @ ..] => (self.class_of(u16::from(a) << 12 | low(b) << 6 | low(c)), after),
                [a @ ..0x80, ref after @ ..] => (self.class_of(u16::from(a)), after),
                [a @ ..0xe0, b, ref after @ ..] => (self.class_of(u16::from(a & 0x1f) << 6 | low(b)), after),
                [_, _, _, _, ref after @ ..] => (UNKNOWN, after),
                _ => break,
            };
            let here = std::mem::replace(&mut rest, after);
            run = if class & OF_RUN > 0 { run + 1 } else { 0 };
            if run == LONG {
                around.doubled |= may_repeat(&text[bytes.len() - here.len() - 3 * (LONG - 1)..]);
            }
            let at = bytes.len() - here.len();
            // Which character follows on which nobody can foresee: what is nearly never so is asked at once.
            if (class & OF_ONCE > 0) & (class == previous) {
                around.doubled |= bytes[..at].last_chunk::<3>().is_some_and(|before| here.starts_with(before));
            }
            previous = class;
            if class & CLASS == 0 {
                continue;
            }
            let class = &self.classes[usize::from(class & CLASS)];
            traits |= around.see(text, at, class).0;
            if class.traits.has(Traits::ASK) && self.ends_name(text, at) {
                traits |= Traits::PAPER_NAME.0;
            }
            let (first, behind) = class.words;
            for found in self.at.get(first as usize..behind as usize).unwrap_or_default() {
                if found.may_stand(bytes, at) && found.stands(&self.words[found.number as usize], bytes, at) {
                    word(found.number as usize);
                }
            }
        }
        Traits(traits).or(around.end())
    }
}

/// How many characters a run of Chinese characters or katakana, of three bytes each, has at least in which a word stands twice.
const LONG: usize = 4;

/// Whether two characters may stand twice one after the other in the run with which a text begins, by two marks of each such pair.
fn may_repeat(text: &str) -> bool {
    let (mut pairs, mut previous) = ([0u64; 2], None);
    let run = text.chars().take_while(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | 'ァ'..='ヺ' | 'ー'));
    run.map(u32::from).any(|c| {
        let Some(before) = previous.replace(c) else { return false };
        let pair = u32::wrapping_mul(before, 31) ^ c;
        let bits = [1 << (pair & 63), 1 << (pair >> 6 & 63)];
        let again = pairs[0] & bits[0] != 0 && pairs[1] & bits[1] != 0;
        pairs = [pairs[0] | bits[0], pairs[1] | bits[1]];
        again
    })
}

/// How common a character is in texts of this kind: a word is looked for where its rarest one stands.
#[rustfmt::skip]
fn how_common(c: char) -> u8 {
    match c {
        'の' | '、' | 'に' | 'る' | 'を' | 'と' | 'い' | 'す' | 'し' | 'は' | '。' | 'て' | 'た' | 'な' | '人' | '保' | '報' | '者' | '示' | '合' => 3,
        'ぁ'..='ゖ' | '\0'..='\x7f' | '情' | '書' | '開' | '個' | '険' | '定' | '等' | '用' | '利' | '療' | '場' | '関' | '理' | '付' | '健' | '求' | 'ー'
        | '診' | '取' | '本' | '組' | '当' | '記' | '確' | '認' | '法' => 2,
        '医' | '明' | '行' | '又' | '被' | '同' | '扱' | '的' | '知' | '受' | '号' | '目' | '日' | '業' | '方' | '機' | '名' | '務' | '提' | '意' | '康'
        | '年' | '要' | '以' | '第' | '会' | '証' | '項' | '出' | '内' | '部' | '酬' | '加' | '任' | '手' | '管' | '支' | '所' | '連' | '特' | '交' | '通'
        | '対' | '番' | '委' | '分' | '入' | '査' | '供' | '給' | '実' | '必' | '金' | '申' | '施' | '費' | '護' | '得' | '決' | '月' | '住' | '額' | '共'
        | 'ァ'..='ヺ' | '・' => 1,
        _ => 0,
    }
}

/// What stands before a character, as far as it matters.
#[derive(Default)]
struct Around {
    /// How many references are open.
    depth: u32,
    /// Whether the address of a link is open.
    target: bool,
    /// The brackets that are open, four bits each, the last one lowest.
    open: u64,
    unpaired: bool,
    doubled: bool,
}

impl Around {
    /// What a character that means something tells, by its byte in the text.
    #[inline]
    fn see(&mut self, text: &str, at: usize, class: &Class) -> Traits {
        let mut traits = class.traits;
        if class.bracket > 0 {
            self.bracket(class.bracket);
        }
        let mut counts = self.depth == 0 && !self.target;
        if traits.has(Traits::ASK) {
            let (before, c) = text.split_at(at);
            match c.chars().next() {
                Some('<') => (self.depth, counts) = (self.depth + 1, false),
                Some('>') => (self.depth, counts) = (self.depth.saturating_sub(1), false),
                Some('(') if before.ends_with(']') => {
                    traits = traits.or(Traits::LINK);
                    (self.target, counts) = (true, false);
                }
                Some(')') if self.target => (self.target, counts) = (false, false),
                Some('第') if before.ends_with('法') => traits = traits.or(Traits::ACT_ARTICLE),
                Some('表') if before.ends_with('別') => traits = traits.or(Traits::CITES),
                Some('下') if before.ends_with('以') => traits = traits.or(Traits::DEFINES),
                _ => {}
            }
        }
        if !counts {
            traits.0 &= !Traits::OF_WIDTH;
        }
        traits
    }

    #[inline]
    fn bracket(&mut self, bracket: u8) {
        if bracket & CLOSES == 0 {
            self.unpaired |= self.open >> 60 != 0;
            self.open = self.open << 4 | u64::from(bracket);
        } else {
            self.unpaired |= self.open & 15 != u64::from(bracket & !CLOSES);
            self.open >>= 4;
        }
    }

    fn end(&self) -> Traits {
        let unpaired = if self.unpaired || self.open > 0 { Traits::UNPAIRED } else { Traits::default() };
        let doubled = if self.doubled { Traits::DOUBLED } else { Traits::default() };
        unpaired.or(doubled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORDS: [&str; 10] = ["叱𠮟る", "𠮟", "法律", "の", "個人番号", "人番", "カード", "5千人", "<law:", "以下の"];

    fn text() -> impl Strategy<Value = String> {
        proptest::collection::vec(
            prop_oneof![
                "[ -~]{0,3}",
                "[法律第条別表以下個人番号カード証書ﾄﾞ手帳住民票旅券をの、。はがに「」（）()\\[\\] 　\n]{0,6}",
                "[ぁ-んァ-ヶ一-三０-９Ａ-ｚ①-⑤ｱ-ﾟ㈱㍿‐※…叱𠮟]{0,3}",
                proptest::sample::select(&WORDS[..]).prop_map(str::to_owned),
                proptest::sample::select(Documents::builtin().names().collect::<Vec<_>>()).prop_map(str::to_owned),
            ],
            0..8,
        )
        .prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn the_words_of_a_text_are_found(text in text()) {
            let mut found = BTreeSet::new();
            Look::at(WORDS.map(Cow::from).to_vec()).over(&text, |word| _ = found.insert(WORDS[word]));
            prop_assert_eq!(found, WORDS.into_iter().filter(|w| text.contains(w)).collect::<BTreeSet<_>>());
        }

        #[test]
        fn what_stands_in_a_text_is_seen(text in text()) {
            let traits = Look::default().over(&text, |_| {});
            prop_assert_eq!(traits.has(Traits::ACT_ARTICLE), text.contains("法第"));
            prop_assert_eq!(traits.has(Traits::CITES), text.contains('条') || text.contains("別表"));
            prop_assert_eq!(traits.has(Traits::DEFINES), text.contains("以下"));
            prop_assert_eq!(traits.has(Traits::LINK), text.contains("]("));
            let has_end = text.contains(PAPER_ENDS);
            prop_assert!(traits.has(Traits::PAPER) || !has_end || Documents::builtin().find(&text).is_empty(), "{}", text);
            prop_assert!(has_end || !traits.has(Traits::PAPER), "{}", text);
        }
    }
}
