//! The arguments as they are written. Their texts stand in `texts`, in both languages.

use super::console::Color;
use crate::check::report::Format;
use crate::content::model::documents::NoticeKind;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, value_parser};
use clap_complete::Shell;
use jiff::civil::Date;
use std::net::IpAddr;
use std::path::PathBuf;

/// `kohyo …`
#[derive(Debug, Parser)]
#[command(name = "kohyo", version, disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
pub struct Line {
    /// What every command understands.
    #[command(flatten)]
    pub common: Common,
    /// The command; without one, a greeting.
    #[command(subcommand)]
    pub command: Option<Command>,
    #[arg(long, short = 'V', action = ArgAction::Version)]
    version: Option<bool>,
}

/// What every command understands.
#[derive(Debug, Args)]
pub struct Common {
    /// The language; read by `texts::lang` before all others.
    #[arg(long, global = true, value_name = "LANG", value_parser = PossibleValuesParser::new(["ja", "en"]))]
    pub lang: Option<String>,
    /// Errors only.
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Every file.
    #[arg(long, short, global = true)]
    pub verbose: bool,
    /// When to use colours.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", value_parser = colors())]
    pub color: Color,
    #[arg(long, short, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Builds the site.
    Build(Build),
    /// Looks at the content with all rules.
    Check(Check),
    /// Shows the site while it is written.
    Serve(Serve),
    /// Tells what a rule asks for.
    Explain(Explain),
    /// Starts a society of one's own.
    Init(Init),
    /// Makes a new thing in the content.
    New {
        /// What is made.
        #[command(subcommand)]
        what: New,
    },
    /// Writes what editors need to complete and check the content.
    Schema(Schema),
    /// Prints or writes the manual pages.
    Man {
        /// The folder of the pages.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Prints the completions of a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
}

/// `kohyo build …`
#[derive(Debug, Args)]
pub struct Build {
    /// The content folder.
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// The output folder.
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub output: PathBuf,
    /// The theme's folder.
    #[arg(long, value_name = "DIR")]
    pub theme: Option<PathBuf>,
    /// The day of the law.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// A draft, whatever is missing.
    #[arg(long)]
    pub draft: bool,
    /// No printed matter.
    #[arg(long)]
    pub no_print: bool,
    /// Printed matter for archives too.
    #[arg(long, conflicts_with = "no_print")]
    pub pdf_a: bool,
    /// The fonts of the system for printed matter.
    #[arg(long, conflicts_with = "no_print")]
    pub system_fonts: bool,
    /// Folders of rules of one's own.
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// How many societies at once.
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// `kohyo check …`
#[derive(Debug, Args)]
pub struct Check {
    /// The content folder.
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// The theme's folder.
    #[arg(long, value_name = "DIR")]
    pub theme: Option<PathBuf>,
    /// The day of the law.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// The form of the report.
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = formats())]
    pub format: Form,
    /// The file of the report.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// What counts as a fault besides errors.
    #[arg(long, value_name = "LEVEL", value_parser = PossibleValuesParser::new(["warning"]))]
    pub deny: Option<String>,
    /// Folders of rules of one's own.
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// How many societies at once.
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// `kohyo serve …`
#[derive(Debug, Args)]
pub struct Serve {
    /// The content folder.
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// The theme's folder.
    #[arg(long, value_name = "DIR")]
    pub theme: Option<PathBuf>,
    /// The day of the law.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// Pages say that they are drafts.
    #[arg(long)]
    pub draft: bool,
    /// No printed matter.
    #[arg(long)]
    pub no_print: bool,
    /// The fonts of the system for printed matter.
    #[arg(long, conflicts_with = "no_print")]
    pub system_fonts: bool,
    /// Folders of rules of one's own.
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// The port.
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
    /// The address of this machine at which it is found.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// Opens a browser.
    #[arg(long)]
    pub open: bool,
}

/// `kohyo explain …`
#[derive(Debug, Args)]
pub struct Explain {
    /// The rule; without one, all of them.
    pub rule: Option<String>,
    /// The day of the law.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    /// Folders of rules of one's own.
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
}

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A text of one of the formats.
    Text(Format),
    /// The check sheet on paper.
    Pdf,
}

/// `kohyo init …`
#[derive(Debug, Args)]
pub struct Init {
    /// The folder to make.
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// The content alone.
    #[arg(long)]
    pub content_only: bool,
    /// No questions.
    #[arg(long)]
    pub defaults: bool,
    /// The name of the society.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Its postal code.
    #[arg(long, value_name = "CODE")]
    pub postal_code: Option<String>,
    /// Its address.
    #[arg(long, value_name = "ADDRESS")]
    pub address: Option<String>,
    /// Its chairperson.
    #[arg(long, value_name = "NAME")]
    pub representative: Option<String>,
    /// Its telephone number.
    #[arg(long, value_name = "NUMBER")]
    pub tel: Option<String>,
    /// The e-mail address of its desk.
    #[arg(long, value_name = "ADDRESS")]
    pub email: Option<String>,
    /// The address of the site.
    #[arg(long, value_name = "URL", value_parser = url)]
    pub url: Option<String>,
    /// One employer or several.
    #[arg(long, value_name = "HOW", value_parser = PossibleValuesParser::new(["one", "several"]))]
    pub employers: Option<String>,
    /// How many persons its files on individual numbers cover.
    #[arg(long, value_name = "N")]
    pub persons: Option<u32>,
    /// With whom data are used jointly.
    #[arg(long, value_name = "WITH", value_delimiter = ',', value_parser = PossibleValuesParser::new(["employers", "federation", "none"]))]
    pub joint_use: Option<Vec<String>>,
    /// Whether anonymously processed information is made and provided.
    #[arg(long, value_name = "YES-NO", value_parser = PossibleValuesParser::new(["yes", "no"]))]
    pub anonymized: Option<String>,
    /// The fee of a request in yen.
    #[arg(long, value_name = "YEN")]
    pub fee: Option<u32>,
    /// Whether data are handled abroad.
    #[arg(long, value_name = "YES-NO", value_parser = PossibleValuesParser::new(["yes", "no"]))]
    pub abroad: Option<String>,
}

/// `kohyo new …`
#[derive(Debug, Subcommand)]
pub enum New {
    /// A notice.
    Notice(Notice),
}

/// `kohyo new notice …`
#[derive(Debug, Args)]
pub struct Notice {
    /// The content folder.
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// The kind of the notice.
    #[arg(long, value_name = "KIND", default_value = "news", value_parser = PossibleValuesParser::new(NoticeKind::WORDS))]
    pub kind: String,
    /// Its title.
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Its day.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<Date>,
    /// The last part of its id.
    #[arg(long, value_name = "ID", value_parser = slug)]
    pub id: Option<String>,
}

/// `kohyo schema …`
#[derive(Debug, Args)]
pub struct Schema {
    /// The content folder.
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// The folder of the schemas.
    #[arg(long, value_name = "DIR", default_value = "schema")]
    pub out: PathBuf,
    /// The schemas alone.
    #[arg(long)]
    pub no_settings: bool,
}

/// The names of the formats.
fn formats() -> impl TypedValueParser<Value = Form> {
    let names = Format::ALL.into_iter().map(Format::name).chain(["pdf"]);
    PossibleValuesParser::new(names).try_map(|name| match name.as_str() {
        "pdf" => Ok(Form::Pdf),
        _ => name.parse::<Format>().map(Form::Text).map_err(|e| e.en),
    })
}

/// When to use colours. The words bear no descriptions: those of the help are in two languages.
fn colors() -> impl TypedValueParser<Value = Color> {
    PossibleValuesParser::new(["auto", "always", "never"]).map(|word| match word.as_str() {
        "always" => Color::Always,
        "never" => Color::Never,
        _ => Color::Auto,
    })
}

/// An address that a site can have.
fn url(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let good = rest.is_some_and(|r| !r.is_empty() && !r.contains(char::is_whitespace));
    if good { Ok(text.to_owned()) } else { Err("not an address such as https://www.example.or.jp/".to_owned()) }
}

/// What may stand in an id.
fn slug(text: &str) -> Result<String, String> {
    let good = !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if good { Ok(text.to_owned()) } else { Err("only a-z, 0-9 and -".to_owned()) }
}

/// Only the full ISO form: a day of the law must not be guessed.
fn date(text: &str) -> Result<Date, String> {
    let well_formed =
        text.len() == 10 && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    text.parse().ok().filter(|_| well_formed).ok_or_else(|| "not a date such as 2026-12-01".to_owned())
}
