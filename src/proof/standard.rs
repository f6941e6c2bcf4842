//! Reads any file as browsers read it: the tokens come from `html5gum`, which follows the standard and knows nothing of the templates.

use super::read::Page;
use super::reader::{Attribute, Element, Reader, Tag};
use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, Error, ForwardingEmitter, Span, State, Tokenizer};
use std::borrow::Cow;
use std::convert::Infallible;

/// Reads a file.
pub fn read(bytes: &[u8]) -> Page<'static> {
    let mut tokens = Tokens::default();
    let mut emitter = CallbackEmitter::new(&mut tokens);
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(bytes, Quiet(emitter)).finish();
    tokens.reader.finish()
}

/// Hands tokens on to the reader.
#[derive(Default)]
struct Tokens {
    reader: Reader<'static>,
    /// The name of the start tag that is being read.
    name: Vec<u8>,
}

impl Callback<Infallible, usize> for &mut Tokens {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.name.clear();
                self.name.extend_from_slice(name);
                self.reader.open(Element::of(name), span.start);
            }
            CallbackEvent::AttributeName { name } => _ = self.reader.attribute(Attribute::of(name)),
            CallbackEvent::AttributeValue { value } => self.reader.value(Cow::Owned(value.to_vec())),
            CallbackEvent::CloseStartTag { .. } => self.reader.opened(Element::of(&self.name)),
            CallbackEvent::EndTag { name } => self.reader.close(Element::of(name)),
            CallbackEvent::String { value } => self.reader.text(value),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    }
}

/// Errors of markup do not matter here, and looking for them takes most of the time.
struct Quiet<'r>(CallbackEmitter<&'r mut Tokens, Infallible, usize>);

impl<'r> ForwardingEmitter for Quiet<'r> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.0
    }

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    #[inline]
    fn emit_error(&mut self, _: Error) {}

    #[inline]
    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    /// Without scripts, what stands in `noscript` is markup like any other.
    #[inline]
    fn emit_current_tag(&mut self) -> Option<State> {
        let next = self.0.emit_current_tag();
        next.filter(|_| self.0.callback_mut().reader.tag() != Tag::Noscript)
    }
}
