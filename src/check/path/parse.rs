//! Reads the part of the language of JSON paths that is walked here. What it does not know is no error: the library reads it.

use super::{Literal, Order, Step, Test};
use crate::check::scalar::Re;
use crate::check::view::document::Name;

/// The steps of a path, if all of them are known here.
pub fn steps(text: &str) -> Option<Vec<Step>> {
    let mut reader = Reader { rest: text.strip_prefix('$')? };
    let steps = reader.steps()?;
    reader.rest.is_empty().then_some(steps)
}

struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    fn take(&mut self, token: &str) -> bool {
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start_matches(' ');
    }

    /// Steps as long as there are any.
    fn steps(&mut self) -> Option<Vec<Step>> {
        let mut steps = Vec::new();
        loop {
            if self.take("..") {
                let step = if self.rest.starts_with('[') { self.bracket()? } else { self.name_or_all()? };
                steps.push(Step::Below(Box::new(step)));
            } else if self.take(".") {
                steps.push(self.name_or_all()?);
            } else if self.rest.starts_with('[') {
                steps.push(self.bracket()?);
            } else {
                return Some(steps);
            }
        }
    }

    fn name_or_all(&mut self) -> Option<Step> {
        if self.take("*") {
            return Some(Step::All);
        }
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        let is_name = name.starts_with(|c: char| !c.is_ascii_digit());
        is_name.then(|| Step::Name(name.into()))
    }

    /// `['name']`, `[*]` or `[?…]`.
    fn bracket(&mut self) -> Option<Step> {
        self.take("[").then_some(())?;
        let step = if self.take("*") {
            Step::All
        } else if self.take("?") {
            Step::Filter(self.any()?)
        } else {
            Step::Name(self.quoted()?.into())
        };
        self.take("]").then_some(step)
    }

    /// A text in single quotes without escapes.
    fn quoted(&mut self) -> Option<&'t str> {
        let (text, rest) = self.rest.strip_prefix('\'')?.split_once('\'')?;
        self.rest = rest;
        let plain = !text.contains('\\') && !text.contains(char::is_control);
        plain.then_some(text)
    }

    fn any(&mut self) -> Option<Test> {
        let mut tests = vec![self.every()?];
        while self.take("||") {
            tests.push(self.every()?);
        }
        Some(if tests.len() == 1 { tests.remove(0) } else { Test::Any(tests) })
    }

    fn every(&mut self) -> Option<Test> {
        let mut tests = vec![self.one()?];
        while self.take("&&") {
            tests.push(self.one()?);
        }
        Some(if tests.len() == 1 { tests.remove(0) } else { Test::Every(tests) })
    }

    /// A test with the blanks around it.
    fn one(&mut self) -> Option<Test> {
        self.blanks();
        let not = self.take("!");
        let test = if self.take("(") {
            let inner = self.any()?;
            self.take(")").then_some(inner)?
        } else if self.take("found(@") {
            let of = singular(self.steps()?)?;
            let expression = self.take(", ").then(|| self.quoted())??;
            self.take(")").then(|| Test::Found(of, Re::proved(expression.to_owned())))?
        } else if !not && self.take("count(@") {
            let of = self.steps()?;
            self.take(")").then_some(())?;
            self.blanks();
            let order = self.order()?;
            self.blanks();
            let Literal::Number(number) = self.literal()? else { return None };
            Test::Count(of, order, number)
        } else {
            let of = self.take("@").then(|| self.steps())??;
            self.blanks();
            match self.order() {
                // `!@.a == 1` is no path.
                Some(_) if not => return None,
                Some(order) => {
                    self.blanks();
                    let literal = self.literal()?;
                    // Which of `true` and `false` is the greater is left to the library.
                    let known = matches!(order, Order::Equal | Order::NotEqual) || !matches!(literal, Literal::Bool(_));
                    known.then_some(())?;
                    Test::Compare(singular(of)?, order, literal)
                }
                None => Test::Exists(of),
            }
        };
        self.blanks();
        Some(if not { Test::Not(Box::new(test)) } else { test })
    }

    fn order(&mut self) -> Option<Order> {
        let all = [
            ("==", Order::Equal),
            ("!=", Order::NotEqual),
            ("<=", Order::LessOrEqual),
            (">=", Order::GreaterOrEqual),
            ("<", Order::Less),
            (">", Order::Greater),
        ];
        all.into_iter().find(|(token, _)| self.take(token)).map(|(_, order)| order)
    }

    fn literal(&mut self) -> Option<Literal> {
        if self.rest.starts_with('\'') {
            return self.quoted().map(|text| Literal::Text(text.to_owned()));
        }
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        match word {
            "true" => Some(Literal::Bool(true)),
            "false" => Some(Literal::Bool(false)),
            // Whole numbers as JSON writes them; signs and points are left to the library.
            _ if word == "0" || !word.starts_with('0') && !self.rest.starts_with('.') => word.parse::<u32>().ok().map(Literal::Number),
            _ => None,
        }
    }
}

/// The names of a path that leads to one value at most.
fn singular(steps: Vec<Step>) -> Option<Vec<Name>> {
    steps.into_iter().map(|s| if let Step::Name(name) = s { Some(name) } else { None }).collect()
}
