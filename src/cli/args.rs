//! The arguments as they are written. Their texts stand in `texts`, in both languages.

use super::console::Color;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, value_parser};
use clap_complete::Shell;
use jiff::civil::Date;
use std::path::PathBuf;

/// `kohyo …`
#[derive(Debug, Parser)]
#[command(name = "kohyo", version, disable_help_flag = true, disable_version_flag = true, disable_help_subcommand = true)]
pub struct Line {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Option<Command>,
    #[arg(long, short = 'V', action = ArgAction::Version)]
    version: Option<bool>,
}

/// What every command understands.
#[derive(Debug, Args)]
pub struct Common {
    /// Read before all others by `texts::lang`.
    #[arg(long, global = true, value_name = "LANG", value_parser = PossibleValuesParser::new(["ja", "en"]).map(|l| l))]
    pub lang: Option<String>,
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    #[arg(long, short, global = true)]
    pub verbose: bool,
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    pub color: Color,
    #[arg(long, short, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    Build(Build),
    Completions { shell: Shell },
}

/// `kohyo build …`
#[derive(Debug, Args)]
pub struct Build {
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub output: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub theme: Option<PathBuf>,
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
    #[arg(long)]
    pub draft: bool,
    #[arg(long)]
    pub no_print: bool,
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// Only the full ISO form: a day of the law must not be guessed.
fn date(text: &str) -> Result<Date, String> {
    let well_formed =
        text.len() == 10 && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    text.parse().ok().filter(|_| well_formed).ok_or_else(|| "not a date such as 2026-12-01".to_owned())
}
