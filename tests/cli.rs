//! Console sessions: each Markdown file in `cmd/` shows commands and what they answer.

#[test]
fn sessions_in_a_japanese_locale() {
    trycmd::TestCases::new().env("LC_ALL", "ja_JP.UTF-8").env("NO_COLOR", "1").case("tests/cmd/*.md").run();
}

#[test]
fn sessions_in_an_english_locale() {
    trycmd::TestCases::new().env("LC_ALL", "en_GB.UTF-8").env("NO_COLOR", "1").case("tests/cmd/english/*.md").run();
}
