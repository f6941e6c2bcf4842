use crate::lang::Words;
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub iso: String,
}
pub struct DateError;
impl DateError {
    pub fn words(&self) -> Words {
        Words::default()
    }
    pub fn fix(&self) -> Words {
        Words::default()
    }
}
impl Date {
    pub fn parse(s: &str) -> Result<Date, DateError> {
        Ok(Date { iso: s.to_string() })
    }
}
