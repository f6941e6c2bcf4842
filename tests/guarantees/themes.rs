//! A theme that drops or garbles what must be published: the build says so and leaves the old site.

use crate::place::{EXAMPLE, all, differences, in_process};
use kohyo::cli::Exit;
use std::fs;
use std::path::Path;

/// What the build says with a theme of these templates, after a build with the standard one.
fn refused(templates: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let (theme, output) = (folder.path().join("theme"), folder.path().join("output"));
    assert_eq!(in_process(Path::new(EXAMPLE), &output, &["--no-print"]).0, Exit::Fine);
    let before = all(&output);
    for (path, text) in templates {
        let path = theme.join("templates").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (exit, said) =
        in_process(Path::new(EXAMPLE), &output, &["--no-print", "--theme", &theme.display().to_string(), "--color", "never"]);
    assert_eq!(exit, Exit::Unusable, "{said}");
    assert_eq!(differences(&before, &all(&output)), [""; 0]);
    said
}

#[test]
fn a_theme_that_drops_definitions_is_refused_with_the_duty() {
    let said = refused(&[("nodes/definitions.html", "<p>省略</p>")]);
    assert!(said.contains("エラー[proof-words]") && said.contains("privacy/joint-use/index.html"), "{said}");
    assert!(said.contains("公表しなければならない事項です") && said.contains("content/joint-use.yaml:"), "{said}");
}

#[test]
fn a_theme_that_hides_is_refused() {
    let said = refused(&[("nodes/card.html", "<div hidden>{{ html | safe }}</div>")]);
    assert!(said.contains("エラー[proof-words]"), "{said}");
}

#[test]
fn a_page_template_without_its_body_is_refused() {
    let said = refused(&[(
        "page.html",
        "{% extends \"layout.html\" %}{% block content %}<main id=\"main_\"><h1>{{ title }}</h1></main>{% include \"menu.html\" %}{% endblock content %}",
    )]);
    assert!(said.contains("エラー[proof-words]") && said.contains("privacy/purposes/index.html"), "{said}");
}

#[test]
fn a_menu_that_leaves_pages_out_is_refused() {
    let home = "{% extends \"layout.html\" %}{% block content %}<main id=\"main_\"><h1>{{ title }}</h1>{{ own.lead | safe }}{{ own.rest | safe }}</main>{% endblock content %}";
    let said = refused(&[("home.html", home)]);
    assert!(said.contains("エラー[proof-one-click]"), "{said}");
}
