//! The form in which the build script hands over data that every start of the program reads: like JSON, but each text and list says how long it is,
//! so that nobody looks for its end.
//!
//! `n`, `t`, `f` are nothing, true and false; `i-3:` is a number, `s6:言葉` a text by its bytes, `l2:` a list of so many values, `m2:` a mapping of so
//! many, each behind its key, which is a text without the `s`.

use serde::de::value::{BorrowedStrDeserializer, Error, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

/// Reads what the build script wrote.
pub fn read<T: Deserialize<'static>>(text: &'static str) -> Result<T, Error> {
    let mut reader = Reader { text, at: 0 };
    let value = T::deserialize(&mut reader)?;
    if reader.at == text.len() { Ok(value) } else { Err(broken()) }
}

struct Reader {
    text: &'static str,
    at: usize,
}

fn broken() -> Error {
    Error::custom("no packed data")
}

impl Reader {
    fn byte(&mut self) -> Result<u8, Error> {
        let byte = self.text.as_bytes().get(self.at).copied().ok_or_else(broken)?;
        self.at += 1;
        Ok(byte)
    }

    fn is_next(&self, byte: u8) -> bool {
        self.text.as_bytes().get(self.at) == Some(&byte)
    }

    /// A number that ends in a colon.
    fn number(&mut self) -> Result<i64, Error> {
        let is_negative = self.is_next(b'-');
        self.at += usize::from(is_negative);
        let mut number = 0i64;
        loop {
            match self.byte()? {
                b':' => return Ok(if is_negative { -number } else { number }),
                digit @ b'0'..=b'9' => {
                    number = number.checked_mul(10).and_then(|n| n.checked_add(i64::from(digit - b'0'))).ok_or_else(broken)?;
                }
                _ => return Err(broken()),
            }
        }
    }

    fn length(&mut self) -> Result<usize, Error> {
        usize::try_from(self.number()?).map_err(|_| broken())
    }

    /// A text behind its length.
    fn string(&mut self) -> Result<&'static str, Error> {
        let length = self.length()?;
        let end = self.at.checked_add(length).ok_or_else(broken)?;
        let text = self.text.get(self.at..end).ok_or_else(broken)?;
        self.at = end;
        Ok(text)
    }
}

impl Deserializer<'static> for &mut Reader {
    type Error = Error;

    fn deserialize_any<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.byte()? {
            b'n' => visitor.visit_unit(),
            b't' => visitor.visit_bool(true),
            b'f' => visitor.visit_bool(false),
            b'i' => {
                let number = self.number()?;
                if let Ok(number) = u64::try_from(number) { visitor.visit_u64(number) } else { visitor.visit_i64(number) }
            }
            b's' => visitor.visit_borrowed_str(self.string()?),
            b'l' => visitor.visit_seq(Rest { left: self.length()?, reader: self }),
            b'm' => visitor.visit_map(Rest { left: self.length()?, reader: self }),
            _ => Err(broken()),
        }
    }

    fn deserialize_option<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.is_next(b'n') {
            self.at += 1;
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'static>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'static>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        match self.byte()? {
            b's' => visitor.visit_enum(IntoDeserializer::<Error>::into_deserializer(self.string()?)),
            b'm' if self.length()? == 1 => visitor.visit_enum(Variant(self)),
            _ => Err(broken()),
        }
    }

    forward_to_deserialize_any! {
        <V: Visitor<'static>>
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

/// The values of a list or mapping that are left.
struct Rest<'r> {
    reader: &'r mut Reader,
    left: usize,
}

impl Rest<'_> {
    fn next(&mut self) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        Some(())
    }
}

impl SeqAccess<'static> for Rest<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'static>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.next().map(|()| seed.deserialize(&mut *self.reader)).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.left)
    }
}

impl MapAccess<'static> for Rest<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'static>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.next().map(|()| seed.deserialize(BorrowedStrDeserializer::new(self.reader.string()?))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'static>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(&mut *self.reader)
    }
}

/// A word of an enumeration that has a value.
struct Variant<'r>(&'r mut Reader);

impl<'r> EnumAccess<'static> for Variant<'r> {
    type Error = Error;
    type Variant = Variant<'r>;

    fn variant_seed<V: DeserializeSeed<'static>>(self, seed: V) -> Result<(V::Value, Self::Variant), Error> {
        let name: StrDeserializer<Error> = self.0.string()?.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl VariantAccess<'static> for Variant<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Deserialize::deserialize(self.0)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'static>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'static>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.0.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'static>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.0.deserialize_any(visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn values_of_every_kind_are_read() {
        let read = |text| read::<Value>(text).ok();
        assert_eq!(read("m2:1:al5:ntfi-12:s6:言葉1:bm0:"), Some(json!({"a": [null, true, false, -12, "言葉"], "b": {}})));
        assert_eq!(read("i7:"), Some(json!(7)));
        for broken in
            ["", "x", "s3:言葉", "s9:言葉", "l2:n", "m1:1:a", "nn", "i:n", "i1", "l-1:", "i99999999999999999999:", "s99999999999:a"]
        {
            assert_eq!(read(broken), None, "{broken}");
        }
    }
}
