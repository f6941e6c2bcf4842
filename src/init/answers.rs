//! What a society says of itself when it starts.

use super::blank::mark;
use super::scalar::scalar;
use jiff::civil::Date;
use tera::Context;

/// What a society says of itself when it starts. What is not answered becomes a blank, and what it may not do is said with a mark to look it over.
#[derive(Debug, Clone)]
pub struct Answers {
    /// Its name in full.
    pub name: Option<String>,
    /// Its postal code.
    pub postal_code: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// The name of its chairperson.
    pub representative: Option<String>,
    /// Its telephone number.
    pub tel: Option<String>,
    /// The e-mail address of the desk.
    pub email: Option<String>,
    /// The address of the site.
    pub url: Option<String>,
    /// Set up by several employers (健康保険法11条2項).
    pub several: Option<bool>,
    /// How many persons its files on individual numbers cover.
    pub persons: Option<u32>,
    /// Uses the results of check-ups jointly with employers.
    pub employers: Option<bool>,
    /// Uses data jointly with the federation of societies, for the grants for high medical costs.
    pub federation: Option<bool>,
    /// Makes anonymously processed information and provides it.
    pub anonymized: Option<bool>,
    /// The fee of a request in yen; 0 when it is free.
    pub fee: Option<u32>,
    /// Personal data are handled abroad.
    pub abroad: Option<bool>,
    /// The day on which the files are made.
    pub today: Date,
}

/// From so many persons on the assessment is owed (評価規則4条), and so many for its deeper forms.
const OWED: u32 = 1_000;
const PRIORITY: u32 = 100_000;
const FULL: u32 = 300_000;

/// An example of each thing that is asked for, shown with the question and in the blank.
#[derive(Debug, Clone, Copy)]
pub struct Offering {
    /// What it is called.
    pub what: &'static str,
    /// How it may look.
    pub example: &'static str,
}

impl Offering {
    /// The name of the society.
    pub const NAME: Offering = Offering { what: "組合の正式な名称", example: "例示健康保険組合" };
    /// Its postal code.
    pub const POSTAL_CODE: Offering = Offering { what: "郵便番号", example: "100-0000" };
    /// Its address.
    pub const ADDRESS: Offering =
        Offering { what: "都道府県からの住所", example: "東京都千代田区例示町一丁目2番3号" };
    /// Its representative.
    pub const REPRESENTATIVE: Offering = Offering { what: "理事長の氏名", example: "例示 太郎" };
    /// Its telephone number.
    pub const TEL: Offering = Offering { what: "組合の電話番号", example: "03-0000-0000" };
    /// The e-mail address of its desk.
    pub const EMAIL: Offering = Offering { what: "窓口のメールアドレス", example: "privacy@example.or.jp" };
    /// The address of the site.
    pub const URL: Offering = Offering { what: "サイトのアドレス", example: "https://www.example.or.jp/" };

    /// The blank that stands where it is not answered.
    fn blank(&self) -> String {
        mark(self.what, self.example)
    }
}

impl Answers {
    /// A society of which nothing is known yet, on this day.
    pub fn on(today: Date) -> Answers {
        Answers {
            name: None,
            postal_code: None,
            address: None,
            representative: None,
            tel: None,
            email: None,
            url: None,
            several: None,
            persons: None,
            employers: None,
            federation: None,
            anonymized: None,
            fee: None,
            abroad: None,
            today,
        }
    }

    /// Whether a file of the model belongs to such a society.
    pub(super) fn wants(&self, name: &str) -> bool {
        match name {
            "files.yaml" => self.assessed(),
            "pages/employers.md" => self.employers == Some(true),
            _ => true,
        }
    }

    /// Where a file of the model goes.
    pub(super) fn path_of(&self, name: &str) -> String {
        match name {
            "notices/publication.yaml" => format!("notices/{}-publication.yaml", self.today),
            other => other.to_owned(),
        }
    }

    /// Whether the assessment of 番号法28条 is owed, as far as it is known.
    fn assessed(&self) -> bool {
        self.several == Some(true) && self.persons.is_none_or(|n| n >= OWED)
    }

    /// The answers as the model reads them.
    pub(super) fn context(&self) -> Context {
        let given = |answer: &Option<String>, or: Offering| answer.as_deref().map_or_else(|| or.blank(), scalar);
        let mut c = Context::new();
        c.insert("name", &given(&self.name, Offering::NAME));
        c.insert("postal_code", &given(&self.postal_code, Offering::POSTAL_CODE));
        c.insert("address", &given(&self.address, Offering::ADDRESS));
        c.insert("representative", &given(&self.representative, Offering::REPRESENTATIVE));
        c.insert("tel", &given(&self.tel, Offering::TEL));
        c.insert("email", &given(&self.email, Offering::EMAIL));
        // An address that is none would not load: the blank stands behind its beginning.
        let url = self.url.as_deref().map_or_else(|| format!("https://{}/", mark(Offering::URL.what, "www.example.or.jp")), scalar);
        c.insert("url", &url);
        c.insert("persons", &self.persons);
        c.insert("assessed", &self.assessed());
        let level = match self.persons {
            Some(FULL..) => "full",
            Some(PRIORITY..) => "priority",
            _ => "basic",
        };
        c.insert("level", level);
        let flags = [
            ("several", self.several),
            ("employers", self.employers),
            ("federation", self.federation),
            ("anonymized", self.anonymized),
            ("abroad", self.abroad),
        ];
        for (name, answer) in flags {
            c.insert(name, &(answer == Some(true)));
            c.insert(format!("{name}_open"), &answer.is_none());
        }
        c.insert("joint", &(self.employers == Some(true) || self.federation == Some(true)));
        c.insert("joint_open", &(self.employers.is_none() || self.federation.is_none()));
        c.insert("fee", &self.fee.filter(|yen| *yen > 0));
        c.insert("fee_open", &self.fee.is_none());
        c.insert("today", &self.today.to_string());
        c
    }
}
