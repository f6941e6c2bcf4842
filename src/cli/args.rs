//! The arguments as they are written. Their texts stand in `texts`, in both languages.

use super::console::Color;
use crate::check::report::Format;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, value_parser};
use clap_complete::Shell;
use jiff::civil::Date;
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
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
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
    /// Tells what a rule asks for.
    Explain(Explain),
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

/// The names of the formats.
fn formats() -> impl TypedValueParser<Value = Form> {
    let names = Format::ALL.into_iter().map(Format::name).chain(["pdf"]);
    PossibleValuesParser::new(names).try_map(|name| match name.as_str() {
        "pdf" => Ok(Form::Pdf),
        _ => name.parse::<Format>().map(Form::Text).map_err(|e| e.en),
    })
}

/// Only the full ISO form: a day of the law must not be guessed.
fn date(text: &str) -> Result<Date, String> {
    let well_formed =
        text.len() == 10 && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    text.parse().ok().filter(|_| well_formed).ok_or_else(|| "not a date such as 2026-12-01".to_owned())
}
