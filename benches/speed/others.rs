//! Sites for other generators: all societies as one site, which is the best case for them, with a menu, a way back and a foot on every page.

use super::markdown;
use kohyo::document::tree::Publication;
use std::fs;
use std::io;
use std::path::Path;

const HUGO: &str = "baseURL: https://www.example.or.jp/\ntitle: kohyo\ndisableKinds: [taxonomy, term, RSS]\nrelativeURLs: true\n";

const ZOLA: &str =
    "base_url = \"https://www.example.or.jp\"\ntitle = \"kohyo\"\ngenerate_feeds = false\ncompile_sass = false\n[markdown]\n";

/// The frame of a page, as a pattern: what stands around the text, with a menu of the society's pages.
const FRAME: &str = "<!doctype html>
<html lang=\"ja\">
<head><meta charset=\"utf-8\"><title>{title}</title><meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"/site.css\"></head>
<body>
<nav><ul>{menu}</ul></nav>
<main><h1>{title}</h1>
{text}
</main>
<footer><p>例示健康保険組合　個人情報相談窓口　03-0000-0000</p></footer>
</body>
</html>
";

/// The settings and templates of Hugo.
pub fn hugo(site: &Path) -> io::Result<()> {
    let menu = "{{ range $.CurrentSection.Params.extra.menu }}<li><a href=\"/{{ .path }}\">{{ .title }}</a></li>{{ end }}";
    let frame = FRAME.replace("{title}", "{{ .Title }}").replace("{menu}", menu).replace("{text}", "{{ .Content }}");
    fs::create_dir_all(site.join("layouts/_default"))?;
    fs::write(site.join("hugo.yaml"), HUGO)?;
    // Older versions know only this name.
    fs::write(site.join("config.yaml"), HUGO)?;
    fs::write(site.join("layouts/_default/single.html"), &frame)?;
    fs::write(site.join("layouts/_default/list.html"), &frame)
}

/// The settings and templates of Zola.
pub fn zola(site: &Path) -> io::Result<()> {
    let menu =
        |of: &str| format!("{{% for link in {of} %}}<li><a href=\"/{{{{ link.path }}}}\">{{{{ link.title }}}}</a></li>{{% endfor %}}");
    let page = FRAME.replace("{title}", "{{ page.title }}").replace("{text}", "{{ page.content | safe }}");
    let section = FRAME.replace("{title}", "{{ section.title }}").replace("{text}", "{{ section.content | safe }}");
    fs::create_dir_all(site.join("templates"))?;
    fs::write(site.join("config.toml"), ZOLA)?;
    fs::write(site.join("templates/page.html"), page.replace("{menu}", &menu("page.extra.menu")))?;
    fs::write(site.join("templates/section.html"), section.replace("{menu}", &menu("section.extra.menu")))?;
    fs::write(site.join("templates/index.html"), section.replace("{menu}", ""))
}

/// The pages of one society, in the form that both read: a folder with an index, and a file for each page.
pub fn society(site: &Path, name: &str, publication: &Publication) -> io::Result<()> {
    let pages = markdown::pages(publication);
    let links: Vec<String> =
        pages.iter().map(|(path, title, _)| format!("{{path = \"{name}/{}\", title = \"{title}\"}}", file(path))).collect();
    let menu = format!("menu = [{}]", links.join(", "));
    let folder = site.join("content").join(name);
    fs::create_dir_all(&folder)?;
    for (path, title, text) in &pages {
        let at = match path.as_str() {
            "" => "_index.md".to_owned(),
            path => format!("{}.md", file(path)),
        };
        fs::write(folder.join(at), format!("+++\ntitle = \"{title}\"\n[extra]\n{menu}\n+++\n{text}"))?;
    }
    Ok(())
}

fn file(path: &str) -> String {
    path.trim_end_matches('/').replace('/', "-")
}
