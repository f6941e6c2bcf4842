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
    /// The name of an identity paper, perhaps: there is a character in which names of papers end, as rules look for them.
    pub const PAPER: Traits = Traits(1 << 12 | 1 << 13);

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

/// What a character means wherever it stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Class {
    traits: Traits,
    /// For brackets the number of their pair, with `CLOSES` for those that close.
    bracket: u8,
}

const CLOSES: u8 = 8;

/// Pairs of brackets, as the check of them knows them; full- and half-width round ones are one pair.
const BRACKETS: [(&str, &str); 7] = [("（(", "）)"), ("「", "」"), ("『", "』"), ("【", "】"), ("〔", "〕"), ("［", "］"), ("[", "]")];

/// Characters in which the names of papers end.
const PAPER_ENDS: [char; 7] = ['証', 'ド', 'ﾄ', '書', '帳', '票', '状'];

/// Particles and stops that never stand twice.
const ONCE: [char; 8] = ['を', 'が', 'の', '、', '。', 'は', 'に', 'で'];

/// Blanks of which it is known that nothing else is to be seen from them.
const BLANKS: [char; 7] = [' ', '\n', '\t', '\r', '\u{b}', '\u{c}', '\u{3000}'];

/// A character of the first plane by its number; all others are one to this look.
type Code = u16;
const BEYOND: Code = Code::MAX;

/// How many characters the first plane has.
const PLANE: usize = 0x1_0000;

fn code(c: char) -> Code {
    Code::try_from(u32::from(c)).unwrap_or(BEYOND)
}

/// Two characters that stand one after the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Pair(u32);

impl Pair {
    fn of(before: char, c: char) -> Pair {
        Pair::default().then(code(before)).then(code(c))
    }

    /// The pair of its second character and another one.
    #[inline]
    fn then(self, next: Code) -> Pair {
        Pair(self.0 << 16 | u32::from(next))
    }

    /// A number of which the first bits differ from those of most other pairs.
    #[inline]
    fn mix(self) -> u32 {
        self.0.wrapping_mul(0x9E37_79B1)
    }
}

/// What is to be seen where a pair stands.
#[derive(Debug, Clone, Copy)]
enum Sight {
    /// A word of these two characters.
    Both(u32),
    /// A longer word, perhaps.
    Word(Word),
    /// What the text has by it.
    Trait(Traits),
    /// The last character of the name of a paper behind a blank.
    End,
}

/// A word that is looked for where two of its characters stand.
#[derive(Debug, Clone, Copy)]
struct Word {
    number: u32,
    /// How many bytes of it stand before the second one.
    before: u32,
    /// Another of its bytes, by its distance from there, at most two characters: most places are ruled out by it.
    distance: i16,
    byte: u8,
}

impl Word {
    fn at(number: u32, word: &str, before: usize) -> Word {
        let mut after = word.char_indices().skip_while(|(at, _)| *at <= before);
        // The last byte of a character tells most.
        let next = after.next().map(|(at, c)| at + c.len_utf8() - 1);
        let other = next.or_else(|| word[..before].char_indices().next_back()?.0.checked_sub(1)).unwrap_or(before);
        let byte = word.as_bytes().get(other).copied().unwrap_or_default();
        Word { number, before: before as u32, distance: other.wrapping_sub(before) as i16, byte }
    }

    /// Whether it may stand in a text, its second character at this byte.
    #[inline]
    fn may_stand(self, text: &[u8], at: usize) -> bool {
        text.get(at.wrapping_add_signed(isize::from(self.distance))) == Some(&self.byte)
    }
}

/// What is known of the characters of the first plane, a bit for each.
#[derive(Debug, Clone)]
struct Bits([u64; ROWS]);

impl Bits {
    #[inline]
    fn of(&self, code: Code) -> u64 {
        self.0[usize::from(code / 64)] >> (code % 64)
    }

    fn set(&mut self, c: char, is: bool) {
        let (bits, bit) = (&mut self.0[usize::from(code(c) / 64)], 1 << (code(c) % 64));
        *bits = if is { *bits | bit } else { *bits & !bit };
    }
}

const ROWS: usize = PLANE / 64;
/// Bits of the number of a pair by which it is told whether anything is to be seen there, and those by which that is found.
const FILTER: u32 = 14;
const BUCKETS: u32 = 10;

/// What is looked for.
#[derive(Debug, Clone)]
pub struct Look {
    words: Vec<Cow<'static, str>>,
    /// A bit for each number that a pair may have.
    pairs: Box<[u64; 1 << FILTER >> 6]>,
    /// Which characters mean something wherever they stand: of those that are not known nobody can tell.
    alone: Box<Bits>,
    /// Chinese characters and katakana, in runs of which words may stand twice.
    of_run: Box<Bits>,
    /// What half-width letters and digits have.
    ascii: [Traits; 128],
    /// By the first bits of the numbers of their pairs: where the sights of each begin, and behind the last.
    buckets: Vec<u32>,
    sights: Vec<(Pair, Sight)>,
    /// The class of each character that means something alone; of the others nothing is known.
    class_of: Vec<u8>,
    classes: Vec<Class>,
    /// Words of one character.
    single: Vec<(Code, u32)>,
    /// The last two characters of the names of papers.
    ends: BTreeSet<(char, char)>,
}

impl Default for Look {
    fn default() -> Self {
        Look::at(Vec::new())
    }
}

impl Look {
    /// A look for words.
    pub fn at(words: Vec<Cow<'static, str>>) -> Look {
        let mut look = Look {
            words: Vec::new(),
            pairs: Box::new([0; 1 << FILTER >> 6]),
            alone: Box::new(Bits([u64::MAX; ROWS])),
            of_run: Box::new(Bits([0; ROWS])),
            ascii: [Traits::default(); 128],
            buckets: Vec::with_capacity(2 + (1 << BUCKETS)),
            sights: Vec::with_capacity(words.len() + 200),
            class_of: vec![0; PLANE],
            classes: vec![Class { traits: Traits::PAPER_NAME, ..Class::default() }],
            single: Vec::new(),
            ends: BTreeSet::new(),
        };
        look.know_characters();
        look.know_pairs();
        for (word, number) in words.iter().zip(0..) {
            look.know_word(word, number);
        }
        look.words = words;
        look.order();
        look
    }

    /// Makes known what characters mean alone.
    fn know_characters(&mut self) {
        // Chinese characters, which are nearly all of a text besides kana and ASCII.
        self.alone.0[0x4e00 / 64..0xa000 / 64].fill(0);
        self.of_run.0[0x4e00 / 64..0xa000 / 64].fill(u64::MAX);
        // Kana and signs of which it is known that they are no form of another kana or Chinese character.
        let signs =
            ['\u{2010}'..='\u{2027}', '\u{2030}'..='\u{203b}', '\u{2190}'..='\u{21ff}', '\u{2460}'..='\u{2473}', '\u{25a0}'..='\u{25ff}'];
        let japanese = ['\0'..='\u{7f}', '\u{3000}'..='\u{3015}', 'ぁ'..='ゖ', 'ァ'..='ー', '\u{ff00}'..='\u{ff5e}'];
        for c in signs.into_iter().chain(japanese).flatten() {
            self.alone.set(c, false);
            self.of_run.set(c, matches!(c, 'ァ'..='ヺ' | 'ー'));
        }
        for (i, (opens, closes)) in BRACKETS.iter().enumerate() {
            let number = i as u8 + 1;
            opens.chars().for_each(|c| self.mean(c, |class| class.bracket = number));
            closes.chars().for_each(|c| self.mean(c, |class| class.bracket = number | CLOSES));
        }
        let full = [('（'..='）'), ('０'..='９'), ('Ａ'..='ｚ')];
        for (range, traits) in full.into_iter().zip(Traits::FULL) {
            range.for_each(|c| self.mean(c, |class| class.traits = class.traits.or(traits)));
        }
        ['(', ')'].iter().for_each(|c| self.mean(*c, |class| class.traits = class.traits.or(Traits::HALF[0])));
        ['<', '>'].iter().for_each(|c| self.mean(*c, |_| {}));
        self.mean('条', |class| class.traits = class.traits.or(Traits::CITES));
        for (byte, traits) in (0u8..).zip(&mut self.ascii) {
            *traits = match byte {
                b'0'..=b'9' => Traits::HALF[1],
                b'A'..=b'Z' | b'a'..=b'z' => Traits::HALF[2],
                _ => Traits::default(),
            };
        }
    }

    /// Changes what a character means alone.
    fn mean(&mut self, c: char, change: impl FnOnce(&mut Class)) {
        let is_alone = self.alone.of(code(c)) & 1 > 0;
        self.alone.set(c, true);
        let class_of = &mut self.class_of[usize::from(code(c))];
        let mut class = if is_alone { self.classes[usize::from(*class_of)] } else { Class::default() };
        change(&mut class);
        let known = self.classes.iter().position(|other| *other == class);
        *class_of = known.unwrap_or(self.classes.len()) as u8;
        if known.is_none() {
            self.classes.push(class);
        }
    }

    /// Makes known what pairs tell besides words.
    fn know_pairs(&mut self) {
        for c in ONCE {
            self.see(c, c, Sight::Trait(Traits::DOUBLED));
        }
        for (before, c, traits) in [('法', '第', Traits::ACT_ARTICLE), ('別', '表', Traits::CITES), ('以', '下', Traits::DEFINES)] {
            self.see(before, c, Sight::Trait(traits));
        }
        for name in Documents::builtin().names() {
            let mut last = name.chars().rev();
            if let (Some(last), Some(before)) = (last.next().filter(|c| !c.is_ascii()), last.next()) {
                self.ends.insert((before, last));
            }
        }
        for (before, last) in self.ends.clone() {
            self.see(before, last, Sight::Trait(Traits::PAPER_NAME));
        }
        for last in self.ends.iter().map(|(_, last)| *last).collect::<BTreeSet<_>>() {
            BLANKS.iter().for_each(|blank| self.see(*blank, last, Sight::End));
        }
    }

    /// A word is looked for where the rarest two of its characters stand one after the other.
    fn know_word(&mut self, word: &str, number: u32) {
        let (mut rarest, mut last, mut count) = (None::<(u8, char, char, usize)>, None, 0);
        for (at, c) in word.char_indices() {
            let common = how_common(c);
            if let Some((before, common_before)) = last.replace((c, common)) {
                let both = common + common_before;
                if rarest.is_none_or(|(rarest, ..)| both < rarest) {
                    rarest = Some((both, before, c, at));
                }
            }
            count += 1;
        }
        match (rarest, last) {
            (Some((_, before, c, _)), _) if count == 2 && code(before) != BEYOND && code(c) != BEYOND => {
                self.see(before, c, Sight::Both(number));
            }
            (Some((_, before, c, at)), _) => self.see(before, c, Sight::Word(Word::at(number, word, at))),
            (None, Some((c, _))) => {
                self.mean(c, |_| {});
                self.single.push((code(c), number));
            }
            (None, None) => {}
        }
    }

    fn see(&mut self, before: char, c: char, sight: Sight) {
        let pair = Pair::of(before, c);
        let bit = pair.mix() >> (32 - FILTER);
        self.pairs[bit as usize / 64] |= 1 << (bit % 64);
        self.sights.push((pair, sight));
    }

    /// Puts all sights in the order in which they are found.
    fn order(&mut self) {
        let bucket = |(pair, _): &(Pair, Sight)| pair.mix() >> (32 - BUCKETS);
        self.sights.sort_unstable_by_key(bucket);
        let mut behind = 0;
        for number in 0..1 << BUCKETS {
            self.buckets.push(behind);
            behind += self.sights[behind as usize..].iter().take_while(|sight| bucket(sight) == number).count() as u32;
        }
        self.buckets.push(behind);
    }

    /// What is to be seen where a pair stands, and some others.
    fn sights(&self, pair: Pair) -> &[(Pair, Sight)] {
        let bucket = (pair.mix() >> (32 - BUCKETS)) as usize;
        let some = match self.buckets.get(bucket..bucket + 2) {
            Some([first, behind]) => self.sights.get(*first as usize..*behind as usize),
            _ => None,
        };
        some.unwrap_or_default()
    }

    /// Whether the name of a paper may end in the character at a byte of a text; blanks before it do not count.
    fn ends_name(&self, text: &str, at: usize) -> bool {
        let before = text[..at].trim_end().chars().next_back();
        before.zip(text[at..].chars().next()).is_some_and(|both| self.ends.contains(&both))
    }

    /// What a text has; each word that stands in it is told, more than once perhaps.
    pub fn over(&self, text: &str, runs: &mut Runs, mut word: impl FnMut(usize)) -> Traits {
        let (mut around, all) = (Around::default(), text.as_bytes());
        let mut here = runs.scan(all);
        let low = |byte: &u8| Code::from(byte & 0x3f);
        loop {
            // Nearly all have three bytes.
            while let [a @ 0xe0..0xf0, b, c, after @ ..] = here.rest {
                here.rest = after;
                let code = Code::from(a & 15) << 12 | low(b) << 6 | low(c);
                let marks = here.meet(self, &mut runs.last, code, 3);
                if marks.any() {
                    let at = all.len() - here.rest.len() - 3;
                    self.see_at(Place { text, at, code, pair: here.pair, marks }, std::mem::take(&mut here.ascii), &mut around, &mut word);
                }
            }
            let (code, width) = match here.rest {
                [a @ ..0x80, ..] => {
                    here.ascii |= self.ascii[usize::from(*a)].0;
                    (Code::from(*a), 1)
                }
                [a @ ..0xe0, b, ..] => (Code::from(a & 0x1f) << 6 | low(b), 2),
                [_, _, _, _, ..] => (BEYOND, 4),
                _ => break,
            };
            here.rest = here.rest.get(width..).unwrap_or_default();
            let marks = here.meet(self, &mut runs.last, code, width as u32);
            if marks.any() {
                let at = all.len() - here.rest.len() - width;
                self.see_at(Place { text, at, code, pair: here.pair, marks }, std::mem::take(&mut here.ascii), &mut around, &mut word);
            }
        }
        around.traits |= here.ascii & around.counts;
        let mut traits = around.end();
        if here.doubled {
            traits = traits.or(Traits::DOUBLED);
        }
        if traits.has(Traits::PAPER_NAME) && text.contains(PAPER_ENDS) {
            traits = traits.or(Traits::PAPER);
        }
        traits
    }

    /// What is to be seen at a place where something may be, and what the half-width letters and digits before it have. Apart from the look itself,
    /// so that all that it needs for each character stays at hand.
    #[inline(never)]
    fn see_at(&self, place: Place, ascii: u32, around: &mut Around, word: &mut impl FnMut(usize)) {
        let Place { text, at, code, pair, marks } = place;
        let all = text.as_bytes();
        around.traits |= ascii & around.counts;
        if marks.alone & 1 > 0 {
            around.see(all, at, self.classes[usize::from(self.class_of[usize::from(code)])]);
            let single = self.single.iter().filter(|(c, number)| *c == code && self.stands(*number, all, at));
            single.for_each(|(_, number)| word(*number as usize));
        }
        if marks.pair & 1 == 0 {
            return;
        }
        for (other, sight) in self.sights(pair) {
            match *sight {
                _ if *other != pair => {}
                Sight::Both(number) => word(number as usize),
                Sight::Word(w) if w.may_stand(all, at) && self.stands(w.number, all, at.wrapping_sub(w.before as usize)) => {
                    word(w.number as usize);
                }
                Sight::Trait(traits) => around.traits |= traits.0,
                Sight::End if self.ends_name(text, at) => around.traits |= Traits::PAPER_NAME.0,
                Sight::Word(_) | Sight::End => {}
            }
        }
    }

    /// Whether a word stands in a text from a byte on.
    fn stands(&self, number: u32, text: &[u8], start: usize) -> bool {
        let word = self.words.get(number as usize);
        word.zip(text.get(start..)).is_some_and(|(word, rest)| rest.starts_with(word.as_bytes()))
    }
}

/// How far a look at a text came.
#[derive(Clone, Copy)]
struct Scan<'t> {
    rest: &'t [u8],
    /// The last two characters.
    pair: Pair,
    /// What the half-width letters and digits have that it met since a character that means something alone.
    ascii: u32,
    /// The number of the next byte: every byte of every text has its own.
    number: u32,
    /// That of the last character before the run of Chinese characters or katakana.
    start: u32,
    /// Whether a pair stands twice in a run, perhaps: else no word does.
    doubled: bool,
}

impl Scan<'_> {
    /// Goes on by a character with so many bytes.
    #[inline(always)]
    fn meet(&mut self, look: &Look, last: &mut [u32; 1 << RUN_BITS], code: Code, width: u32) -> Marks {
        self.pair = self.pair.then(code);
        let mix = self.pair.mix();
        self.start = if look.of_run.of(code) & 1 > 0 { self.start } else { self.number };
        let met = std::mem::replace(&mut last[(mix >> (32 - RUN_BITS)) as usize], self.number);
        self.doubled |= met > self.start.wrapping_add(3);
        self.number = self.number.wrapping_add(width);
        let filter = mix >> (32 - FILTER);
        Marks { alone: look.alone.of(code), pair: look.pairs[(filter / 64) as usize] >> (filter % 64) }
    }
}

/// Whether something may be to be seen at a character, as the last bit of each: by what it is alone, and by the pair that it ends.
#[derive(Clone, Copy, Default)]
struct Marks {
    alone: u64,
    pair: u64,
}

impl Marks {
    /// Which character follows on which nobody can foresee: what is nearly never so is asked at once.
    #[inline(always)]
    fn any(self) -> bool {
        (self.alone | self.pair) & 1 > 0
    }
}

/// Where something may be to be seen.
struct Place<'t> {
    text: &'t str,
    /// The first byte of a character.
    at: usize,
    code: Code,
    /// The pair that it ends.
    pair: Pair,
    marks: Marks,
}

/// The pairs that were met last.
#[derive(Debug)]
pub struct Runs {
    /// For each mix of pairs where one with it stood last: the number of the first byte of its second character.
    last: [u32; 1 << RUN_BITS],
    /// The number of the next byte.
    next: u32,
}

const RUN_BITS: u32 = 10;

impl Default for Runs {
    fn default() -> Self {
        Runs { last: [0; 1 << RUN_BITS], next: 1 }
    }
}

impl Runs {
    /// Begins a text.
    fn scan<'t>(&mut self, all: &'t [u8]) -> Scan<'t> {
        let number = self.next;
        self.next = number.wrapping_add(all.len() as u32);
        Scan { rest: all, pair: Pair::default(), ascii: 0, number, start: number.wrapping_sub(1), doubled: false }
    }
}

/// How common a character is in texts of this kind: a word is looked for where its rarest two stand.
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

/// What was seen, and what stands before a character, as far as it matters.
struct Around {
    traits: u32,
    /// The traits of widths where they count: outside of references, links and addresses.
    counts: u32,
    /// How many references are open.
    depth: u32,
    /// Whether the address of a link is open.
    target: bool,
    /// The brackets that are open, four bits each, the last one lowest.
    open: u64,
    unpaired: bool,
}

impl Default for Around {
    fn default() -> Self {
        Around { traits: 0, counts: Traits::OF_WIDTH, depth: 0, target: false, open: 0, unpaired: false }
    }
}

impl Around {
    /// What the character at a byte tells, which means something alone.
    #[inline]
    fn see(&mut self, text: &[u8], at: usize, class: Class) {
        if class.bracket > 0 {
            self.bracket(class.bracket);
        }
        let mut traits = class.traits.0 & (self.counts | !Traits::OF_WIDTH);
        match text.get(at) {
            Some(b'<') => self.depth += 1,
            Some(b'>') => self.depth = self.depth.saturating_sub(1),
            Some(b'(') if text[..at].ends_with(b"]") => {
                traits = Traits::LINK.0;
                self.target = true;
            }
            Some(b')') => self.target = false,
            _ => {}
        }
        self.traits |= traits;
        self.counts = if self.depth == 0 && !self.target { Traits::OF_WIDTH } else { 0 };
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
        Traits(self.traits).or(unpaired)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORDS: [&str; 10] = ["叱𠮟る", "𠮟", "法律", "の", "個人番号", "人番", "カード", "5千人", "<law:", "以下の"];

    #[test]
    fn a_word_may_be_longer_than_any_text() {
        for before in [20_000, 32_766, 40_000, 70_000] {
            let word = "の".repeat(before / 3) + "叱𠮟る";
            let mut found = 0;
            let look = Look::at(vec![Cow::from(word.clone())]);
            look.over(&format!("法律{word}"), &mut Runs::default(), |_| found += 1);
            look.over(&word[3..], &mut Runs::default(), |_| found += 10);
            assert_eq!(found, 1, "{before}");
        }
    }

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
            Look::at(WORDS.map(Cow::from).to_vec()).over(&text, &mut Runs::default(), |word| _ = found.insert(WORDS[word]));
            prop_assert_eq!(found, WORDS.into_iter().filter(|w| text.contains(w)).collect::<BTreeSet<_>>());
        }

        #[test]
        fn what_stands_in_a_text_is_seen(text in text()) {
            let traits = Look::default().over(&text, &mut Runs::default(), |_| {});
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
