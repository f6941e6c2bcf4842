//! A fictional society with every kind of node, for the tests of the web room.

use kohyo::content::NodeId;
use kohyo::document::tree::*;
use kohyo::lang::Lang;

pub fn text(s: &str) -> Inlines {
    Inlines::One(Inline::Text(s.to_owned().into()))
}

pub fn block(kind: Kind) -> Block {
    Block { at: NodeId(0), anchor: None, role: "", kind }
}

pub fn named(anchor: &str, role: &'static str, kind: Kind) -> Block {
    Block { at: NodeId(0), anchor: Some(anchor.to_owned().into()), role, kind }
}

pub fn paragraph(s: &str) -> Block {
    block(Kind::Paragraph { label: "".into(), text: text(s) })
}

pub fn inlines(text: Vec<Inline>) -> Block {
    block(Kind::Paragraph { label: "".into(), text: text.into() })
}

pub fn labelled(label: &str, s: &str) -> Block {
    block(Kind::Paragraph { label: label.to_owned().into(), text: text(s) })
}

pub fn section(label: &str, heading: &str, body: Vec<Block>) -> Kind {
    Kind::Section(Box::new(Section { label: label.to_owned().into(), heading: text(heading), body }))
}

pub fn list(counted: bool, items: Vec<(&str, Vec<Block>)>) -> Block {
    let item = |(label, body): (&str, Vec<Block>)| ListItem { at: NodeId(0), anchor: None, label: label.to_owned().into(), body };
    block(Kind::List(List { counted, items: items.into_iter().map(item).collect() }))
}

pub fn cell(s: &str) -> Cell {
    Cell { at: NodeId(0), anchor: None, head: false, rows: 1, columns: 1, body: if s.is_empty() { vec![] } else { vec![paragraph(s)] } }
}

pub fn head(s: &str) -> Cell {
    Cell { head: true, ..cell(s) }
}

pub fn table(caption: &str, columns: &[&str], rows: Vec<Vec<Cell>>) -> Block {
    block(Kind::Table(Box::new(Table {
        caption: text(caption),
        columns: columns.iter().map(|c| if c.is_empty() { Inlines::new() } else { text(c) }).collect(),
        rows,
    })))
}

pub fn definition(role: &'static str, term: &str, body: Vec<Block>) -> Definition {
    let term = if term.is_empty() { Inlines::new() } else { text(term) };
    Definition { at: NodeId(0), anchor: None, role, number: "".into(), term, body }
}

pub fn date(iso: &str, printed: &str) -> Date {
    Date { iso: iso.to_owned(), text: printed.to_owned() }
}

fn link(target: Target, words: &str) -> Inline {
    Inline::link(target, text(words))
}

fn to_page(page: usize, anchor: Option<&str>, words: &str) -> Inline {
    link(Target::Page { page, anchor: anchor.map(|a| a.to_owned().into()) }, words)
}

fn card(name: &str, title: &str, [address, tel, mail, hours]: [&str; 4]) -> Card {
    Card {
        name: text(name),
        title: text(title),
        rows: vec![
            definition("address", address, vec![paragraph("〒100-0000　東京都例示区見本町1丁目2番3号　例示ビル5階")]),
            definition("tel", tel, vec![inlines(vec![link(Target::Tel("03-0000-0001".to_owned()), "03-0000-0001")])]),
            definition("email", mail, vec![inlines(vec![link(Target::Mail("privacy@example.or.jp".to_owned()), "privacy@example.or.jp")])]),
            definition("hours", hours, vec![paragraph("9:00～17:00（土曜、日曜、祝日、年末年始を除く）")]),
        ],
        body: vec![paragraph("ご家族からのご相談もお受けします。")],
    }
}

pub fn desk() -> Card {
    Card {
        body: vec![], ..card("例示健康保険組合", "個人情報相談窓口", ["所在地", "電話", "メール", "受付時間"])
    }
}

fn signature() -> Signature {
    Signature { organization: text("例示健康保険組合"), title: text("理事長"), name: text("見本 太郎") }
}

fn page(id: &str, path: &str, title: &str, group: Option<usize>, blocks: Vec<Block>) -> Page {
    Page {
        id: id.to_owned(),
        path: path.to_owned(),
        title: title.to_owned(),
        description: format!("{title}について、当組合が公表している事項です。続きの文です。"),
        updated: Some(date("2026-12-01", "令和8年12月1日")),
        untranslated: false,
        group,
        blocks,
        at: NodeId(0),
    }
}

/// Every kind of inline piece in one paragraph.
fn pieces() -> Block {
    inlines(vec![
        Inline::Text("生の<script>alert(\"x\")</script>と{{ site.name }}はそのまま。".into()),
        Inline::Strong(text("「強い」語").into()),
        Inline::Text("、".into()),
        Inline::Emphasis(text("傍点の語").into()),
        Inline::Text("、".into()),
        Inline::Code("joint-use.yaml".into()),
        Inline::Text("、".into()),
        Inline::ruby("瑕疵", "かし"),
        Inline::Text("、".into()),
        Inline::Date(date("2026-04-01", "令和8年4月1日").into()),
        Inline::FootnoteMark(1),
        Inline::Break,
        Inline::foreign(Lang::En, text("Act on the Protection of Personal Information")),
        Inline::Text("、".into()),
        link(
            Target::Url("https://www.example.com/a/very/long/address/that/does/not/fit/on/a/telephone?with=a&query=\"quoted\"".to_owned()),
            "https://www.example.com/a/very/long/address/that/does/not/fit/on/a/telephone?with=a&query=quoted",
        ),
        Inline::Text("、".into()),
        link(Target::Url("javascript:alert(1)".to_owned()), "危ない行き先"),
        Inline::Text("、".into()),
        link(Target::File("files/pia.pdf".to_owned()), "評価書"),
        Inline::Text("、".into()),
        to_page(2, Some("manager"), "管理責任者"),
    ])
}

fn purposes() -> Vec<Block> {
    let uses = |n: u32| {
        let item = |i: u32| {
            (["(1)", "(2)", "(3)"][i as usize], vec![paragraph("被保険者及び被扶養者の資格の確認、医療費の支払い、保険給付の決定のため")])
        };
        let inside = list(true, (0..3).map(item).collect());
        let outside =
            list(false, vec![("・", vec![paragraph("健康保険組合連合会への提供")]), ("・", vec![paragraph("審査支払機関への提供")])]);
        named(
            &format!("area-{n}"),
            "area",
            section(
                &format!("{n}."),
                [
                    "保険給付等に必要な利用目的",
                    "保険料の徴収等に必要な利用目的",
                    "保健事業に必要な利用目的",
                    "診療報酬の審査・支払に必要な利用目的",
                ][n as usize - 1],
                vec![
                    block(section("", "【内部での利用】", vec![inside])),
                    block(section("", "【ほかの事業者等への提供を伴うもの】", vec![outside])),
                ],
            ),
        )
    };
    let mut blocks = vec![paragraph("当組合が保有する個人情報の利用目的は、次のとおりです。")];
    blocks.extend((1..=4).map(uses));
    blocks.push(block(Kind::Note {
        mark: "※".into(),
        body: vec![paragraph("このほかの目的で使うときは、あらかじめご本人の同意を得ます。")],
    }));
    blocks
}

fn joint_use() -> Vec<Block> {
    let rows = vec![
        definition(
            "data_items",
            "共同して利用する個人データの項目",
            vec![list(false, vec![("・", vec![paragraph("氏名、生年月日、性別")]), ("・", vec![paragraph("健康診査の結果")])])],
        ),
        definition("parties", "共同して利用する者の範囲", vec![paragraph("当組合、株式会社例示商事")]),
        definition("", "", vec![paragraph("見出しのない値です。")]),
        Definition {
            anchor: Some("manager".into()),
            number: "(3)".into(),
            ..definition(
                "manager",
                "個人データの管理について責任を有する者",
                vec![paragraph("例示健康保険組合"), paragraph("東京都例示区見本町1丁目2番3号　理事長　見本 太郎")],
            )
        },
    ];
    vec![
        named(
            "health",
            "joint-use",
            section("1.", "健康診査の結果の共同利用", vec![named("health-rows", "items", Kind::Definitions(rows))]),
        ),
        block(section(
            "2.",
            "窓口",
            vec![named(
                "desk",
                "contact",
                Kind::Card(Box::new(card("例示健康保険組合", "個人情報相談窓口", ["所在地", "電話", "メール", "受付時間"]))),
            )],
        )),
    ]
}

fn tables() -> Vec<Block> {
    let fees = table(
        "手数料",
        &["請求の種類", "方法", "手数料"],
        vec![
            vec![head("開示"), cell("書面の写しの交付"), cell("1件300円")],
            vec![head("訂正"), cell("書面"), cell("なし")],
            vec![head("利用停止"), cell(""), cell("なし")],
        ],
    );
    let spanned = table(
        "安全管理措置の一覧",
        &["", "措置", "内容", "担当"],
        vec![
            vec![Cell { rows: 2, ..head("組織") }, cell("責任者"), cell("管理責任者を置き、取扱いを記録する"), cell("総務課")],
            vec![cell("点検"), cell("毎年、監事が点検する"), cell("監事")],
            vec![head("人"), Cell { columns: 3, ..cell("全職員に研修を行い、守秘の誓約を受ける") }],
        ],
    );
    vec![fees, spanned]
}

/// Deeper than HTML has headings.
fn deep(level: u32) -> Block {
    let body = if level < 7 { vec![deep(level + 1)] } else { vec![paragraph("いちばん深いところの文です。")] };
    block(section(&format!("({level})"), &format!("深さ{level}の見出し"), body))
}

fn rules() -> Vec<Block> {
    let article = |n: u32, heading: &str| {
        let body = vec![
            labelled(&format!("第{n}条"), "この規程は、例示健康保険組合が保有する個人情報の適正な取扱いについて、必要な事項を定める。"),
            labelled("2", "前項の規定にかかわらず、法令に定めがあるときは、その定めるところによる。"),
        ];
        named(&format!("article-{n}"), "article", section("", heading, body))
    };
    let letter = Letterhead {
        date: Some(date("2026-12-01", "令和8年12月1日")),
        number: "例示健発第46号".to_owned(),
        to: text("加入者の皆様"),
        from: Some(signature()),
    };
    vec![
        block(Kind::Letterhead(Box::new(letter))),
        block(Kind::Ki),
        block(Kind::Group(vec![
            block(section("第1章", "総則", vec![article(1, "（目的）"), article(2, "（定義）")])),
            block(section("第2章", "取扱い", vec![article(3, "（取得）")])),
        ])),
        block(Kind::Ijo),
        block(Kind::Signature(Box::new(signature()))),
    ]
}

fn notice(id: &str, kind: &'static str, kind_label: &str, day: Date, title: &str, page: usize) -> NoticeEntry {
    let target = Target::Page { page, anchor: Some(id.to_owned().into()) };
    NoticeEntry {
        id: id.to_owned(),
        kind,
        kind_label: kind_label.to_owned(),
        date: day,
        updated: None,
        title: title.to_owned(),
        summary: "概要 <b>&「一」</b>".to_owned(),
        target,
    }
}

fn notices() -> Vec<Block> {
    let one = |id: &str, title: &str| named(id, "notice", section("", title, vec![paragraph("内容です。")]));
    vec![one("purposes-changed", "利用目的を変更しました"), one("leak", "書類の紛失について")]
}

/// The Japanese pages.
pub fn japanese() -> Publication {
    let help = block(section("", "困ったときは", vec![paragraph("分からないことがあれば、窓口へお電話ください。")]));
    let introduction = vec![
        paragraph(
            "健康保険組合は、皆様の病気やけが、健診の結果といった、他人に知られたくない情報をお預かりしています。当組合は、この情報を保険給付と健康づくりに役立て、それ以外のことには使いません。",
        ),
        help,
    ];
    let home = vec![named("introduction", "page", section("", "個人情報を大切にするために", introduction))];
    Publication {
        lang: Lang::Ja,
        facts: Facts {
            name: "例示健康保険組合".to_owned(),
            ruby: Some("れいじけんこうほけんくみあい".to_owned()),
            short: Some("例示健保".to_owned()),
            base_url: "https://www.example.or.jp/kenpo/".to_owned(),
            languages: vec![Lang::Ja, Lang::En],
            published: date("2026-12-01", "令和8年12月1日"),
            updated: Some(date("2026-12-01", "令和8年12月1日")),
            text_size: true,
            page_top: true,
            documentation: false,
            print_pdf: true,
            feed: true,
            desk: Some(desk()),
            desk_target: Some(Target::Page { page: 2, anchor: Some("desk".into()) }),
        },
        menu: vec![
            MenuGroup { title: "個人情報保護".to_owned(), pages: vec![1, 2, 3] },
            MenuGroup { title: "規程とお知らせ".to_owned(), pages: vec![4, 5] },
        ],
        pages: vec![
            page("home", "", "例示健康保険組合　個人情報保護のページ", None, home),
            page("purposes", "privacy/purposes/", "個人情報の利用目的", Some(0), purposes()),
            page("joint-use", "privacy/joint-use/", "個人データの共同利用", Some(0), joint_use()),
            page("tables", "privacy/tables/", "手数料と安全管理措置", Some(0), tables()),
            page("rules", "rules/management/", "個人情報管理規程", Some(1), rules()),
            page("notices", "notices/", "お知らせ", Some(1), notices()),
            page(
                "odds",
                "odds/",
                "そのほかの節",
                None,
                vec![
                    pieces(),
                    deep(1),
                    named("fn-1", "footnote", Kind::Note { mark: "1".into(), body: vec![paragraph("脚注の文です。")] }),
                ],
            ),
        ],
        sheets: Vec::new(),
        bulletins: vec![Bulletin {
            id: "board".to_owned(),
            title: "個人情報の取扱いに関する公表事項".to_owned(),
            purpose: "掲示板",
            size: "A3",
            landscape: false,
            letterhead: None,
            blocks: vec![paragraph("掲示板の文です。")],
            at: NodeId(0),
        }],
        redirects: vec![Redirect { from: "member/info/policy.html".to_owned(), to: 1 }],
        notices: vec![
            notice("purposes-changed", "change", "変更", date("2026-12-01", "令和8年12月1日"), "利用目的を変更しました", 5),
            NoticeEntry {
                updated: Some(date("2026-11-05", "令和8年11月5日")),
                ..notice("leak", "incident", "事故", date("2026-10", "令和8年10月"), "書類の紛失について", 5)
            },
        ],
        notice_list: Some(5),
        years: Vec::new(),
        synonyms: vec![vec!["例示健康保険組合".to_owned(), "例示健保".to_owned()]],
    }
}

/// The English pages: fewer, with Japanese where nothing is translated.
pub fn english() -> Publication {
    let ja = japanese();
    let foreign = |s: &str| inlines(vec![Inline::foreign(Lang::Ja, text(s))]);
    let translated = |page: Page, title: &str, blocks: Vec<Block>| Page {
        title: title.to_owned(),
        description: format!("{title} of the Society. More."),
        updated: Some(date("2026-12-01", "1 December 2026")),
        blocks,
        ..page
    };
    let mut pages = ja.pages.clone().into_iter();
    let mut next = |title, blocks| translated(pages.next().expect("as many pages as titles"), title, blocks);
    let home = next("Reiji Health Insurance Society", vec![paragraph("We protect your personal information.")]);
    let purposes = next("Purposes of use", vec![paragraph("We use personal information to provide benefits.")]);
    let joint = Page {
        untranslated: true,
        ..next(
            "Joint use",
            vec![
                foreign("健康診査の結果の共同利用"),
                named(
                    "desk",
                    "contact",
                    Kind::Card(Box::new(card(
                        "Reiji Health Insurance Society",
                        "Privacy desk",
                        ["Address", "Telephone", "E-mail", "Hours"],
                    ))),
                ),
            ],
        )
    };
    Publication {
        lang: Lang::En,
        facts: Facts {
            name: "Reiji Health Insurance Society".to_owned(),
            ruby: None,
            short: None,
            published: date("2026-12-01", "1 December 2026"),
            updated: None,
            desk: None,
            ..ja.facts
        },
        menu: vec![MenuGroup { title: "Personal information".to_owned(), pages: vec![1, 2] }],
        pages: vec![home, purposes, joint],
        bulletins: Vec::new(),
        sheets: Vec::new(),
        redirects: Vec::new(),
        notices: Vec::new(),
        notice_list: None,
        years: Vec::new(),
        synonyms: Vec::new(),
    }
}

/// Both languages.
pub fn site() -> Vec<Publication> {
    vec![japanese(), english()]
}
