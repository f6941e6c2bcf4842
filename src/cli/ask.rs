//! Questions on a terminal, one line each: whatever types Japanese there can answer them, a screen reader too.

use super::console::Console;
use crate::lang::Words;
use crate::words;
use std::io::{self, BufRead, IsTerminal, Stdin};

/// Asks on a console and reads the answers.
pub struct Ask<'c, R> {
    console: &'c Console,
    input: R,
    /// There is no more to read: all that follows is left open.
    ended: bool,
}

/// Somebody who can answer: the standard input, when it and the messages are on a terminal.
pub fn terminal(console: &Console) -> Option<Ask<'_, io::BufReader<Stdin>>> {
    let there = io::stdin().is_terminal() && io::stderr().is_terminal();
    if there { Some(Ask::new(console, io::BufReader::new(io::stdin()))) } else { None }
}

impl<'c, R: BufRead> Ask<'c, R> {
    /// Questions whose answers come from here.
    pub fn new(console: &'c Console, input: R) -> Self {
        Ask { console, input, ended: false }
    }

    /// A text; nothing when the answer is left open.
    pub fn text(&mut self, question: &Words) -> Option<String> {
        self.read(question).filter(|answer| !answer.is_empty())
    }

    /// Yes or no; asked again until it is one of them, and nothing when it is left open.
    pub fn yes(&mut self, question: &Words) -> Option<bool> {
        loop {
            let answer = self.text(&with(question, "（はい・いいえ）", " (yes/no)"))?;
            match answer.to_lowercase().as_str() {
                "はい" | "y" | "yes" | "ｙ" => return Some(true),
                "いいえ" | "n" | "no" | "ｎ" => return Some(false),
                _ => self.again(&words!("「はい」か「いいえ」で答えてください。", "Please answer yes or no.")),
            }
        }
    }

    /// A whole number; nothing when the answer is left open.
    pub fn number(&mut self, question: &Words) -> Option<u32> {
        loop {
            let answer = self.text(question)?;
            let digits: String = answer.chars().filter(|c| !matches!(c, ',' | '，')).map(half_width).collect();
            match digits.trim_end_matches(['円', '人']).parse() {
                Ok(n) => return Some(n),
                Err(_) => self.again(&words!("数だけを書いてください（例：300）。", "Please write a number only, such as 300.")),
            }
        }
    }

    /// An answer that fits; nothing when it is left open.
    pub fn fitting(&mut self, question: &Words, fits: impl Fn(&str) -> bool, hint: &Words) -> Option<String> {
        loop {
            let answer = self.text(question)?;
            if fits(&answer) {
                return Some(answer);
            }
            self.again(hint);
        }
    }

    fn again(&self, hint: &Words) {
        self.console.warn(&format!("  {}\n", hint.in_lang(self.console.lang)));
    }

    fn read(&mut self, question: &Words) -> Option<String> {
        if self.ended {
            return None;
        }
        self.console.warn(&format!("{}: ", question.in_lang(self.console.lang)));
        let mut line = String::new();
        match self.input.read_line(&mut line) {
            Ok(n) if n > 0 => Some(line.trim().to_owned()),
            _ => {
                self.ended = true;
                self.console.warn("\n");
                None
            }
        }
    }
}

fn with(question: &Words, ja: &str, en: &str) -> Words {
    Words { ja: format!("{}{ja}", question.ja), en: format!("{}{en}", question.en) }
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn console() -> Console {
        Console::new(Box::new(io::sink()), Box::new(io::sink()), Lang::Ja)
    }

    #[test]
    fn answers_are_read_until_they_fit() {
        let console = console();
        let mut ask = Ask::new(&console, "例示健康保険組合\n\nそう\nはい\n三百\n３００円\nexample\nhttps://example.or.jp/\n".as_bytes());
        let q = words!("問", "question");
        assert_eq!(ask.text(&q).as_deref(), Some("例示健康保険組合"));
        assert_eq!(ask.text(&q), None);
        assert_eq!(ask.yes(&q), Some(true));
        assert_eq!(ask.number(&q), Some(300));
        assert_eq!(ask.fitting(&q, |a| a.starts_with("https://"), &q).as_deref(), Some("https://example.or.jp/"));
    }

    #[test]
    fn the_end_of_the_input_leaves_all_open() {
        let console = console();
        let mut ask = Ask::new(&console, "そう\n".as_bytes());
        let q = words!("問", "question");
        assert_eq!((ask.yes(&q), ask.text(&q), ask.number(&q)), (None, None, None));
    }
}
