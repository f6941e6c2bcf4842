//! `kohyo init`: a complete society of one's own, from questions or arguments.

use super::ask::{self, Ask};
use super::console::{Console, Volume};
use super::exit::Exit;
use super::refusal::refuse;
use super::{args, clock, schema};
use crate::build::Stop;
use crate::diagnostic::Diagnostic;
use crate::fs;
use crate::init::{Answers, NewFile, Offering, blanks, society};
use crate::lang::Words;
use crate::words;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// Runs the command.
pub fn run(args: &args::Init, console: &Console) -> Exit {
    match make(args, console) {
        Ok(exit) => exit,
        Err(stop) => refuse(&stop, console),
    }
}

fn make(args: &args::Init, console: &Console) -> Result<Exit, Stop> {
    let content = if args.content_only { args.dir.clone() } else { args.dir.join("content") };
    // Before the questions: nobody likes to answer them in vain.
    refuse_existing(&content)?;
    let mut answers = given(args);
    if !args.defaults
        && let Some(mut ask) = ask::terminal(console)
    {
        questions(args, &mut answers, &mut ask, console);
    }
    let mut files = society(&answers).map_err(|e| model_broken(&e))?;
    if !args.content_only {
        files.iter_mut().for_each(add_modeline);
    }
    write(&content, &files)?;
    let settings = if args.content_only { Words::default() } else { schema::prepare(&args.dir, console)? };
    close(args, &content, &files, &settings, console);
    Ok(Exit::Fine)
}

/// What the arguments say.
fn given(args: &args::Init) -> Answers {
    let yes = |answer: &Option<String>| answer.as_deref().map(|a| a == "yes");
    let joint = |with: &str| args.joint_use.as_ref().map(|all| all.iter().any(|w| w == with));
    Answers {
        name: args.name.clone(),
        postal_code: args.postal_code.clone(),
        address: args.address.clone(),
        representative: args.representative.clone(),
        tel: args.tel.clone(),
        email: args.email.clone(),
        url: args.url.clone(),
        several: args.employers.as_deref().map(|how| how == "several"),
        persons: args.persons,
        employers: joint("employers"),
        federation: joint("federation"),
        anonymized: yes(&args.anonymized),
        fee: args.fee,
        abroad: yes(&args.abroad),
        ..Answers::on(clock::today())
    }
}

/// Asks for what the arguments do not say.
fn questions<R: BufRead>(args: &args::Init, answers: &mut Answers, ask: &mut Ask<'_, R>, console: &Console) {
    console.warn(
        words!(
            "組合について伺います。分からないことは、何も書かずに Enter を押せば、後で書くか確かめるところとして印を付けます。\n\n",
            "A few questions on the society. What you do not know yet you can leave open with Enter: it is marked, to be written later.\n\n"
        )
        .in_lang(console.lang),
    );
    let mut text = |slot: &mut Option<String>, en: &str, of: Offering| {
        if slot.is_none() {
            let (what, example) = (of.what, of.example);
            *slot = ask.text(&words!("{what}（例：{example}）", "{en} (such as {example})"));
        }
    };
    text(&mut answers.name, "Name of the society in full", Offering::NAME);
    text(&mut answers.postal_code, "Postal code", Offering::POSTAL_CODE);
    text(&mut answers.address, "Address", Offering::ADDRESS);
    text(&mut answers.representative, "Name of the chairperson", Offering::REPRESENTATIVE);
    text(&mut answers.tel, "Telephone number", Offering::TEL);
    text(&mut answers.email, "E-mail address of the desk", Offering::EMAIL);
    if answers.url.is_none() {
        let (what, example) = (Offering::URL.what, Offering::URL.example);
        answers.url = ask.fitting(
            &words!("{what}（例：{example}）", "Address of the site (such as {example})"),
            |a| a.starts_with("https://") && a.len() > 8 && !a.contains(char::is_whitespace),
            &words!("https:// で始まるアドレスを書いてください。", "Please write an address that begins with https://."),
        );
    }
    if args.employers.is_none() {
        answers.several =
            ask.yes(&words!("複数の事業主が共同で設立した組合ですか", "Was the society set up by several employers together?"));
    }
    if answers.several == Some(true) && args.persons.is_none() {
        answers.persons = ask.number(&words!(
            "個人番号を取り扱う対象の人数（加入者など。例：8400）",
            "How many persons the files on Individual Numbers cover (such as 8400)"
        ));
    }
    if args.joint_use.is_none() {
        answers.employers =
            ask.yes(&words!("健診の結果などを、事業主と共同で利用していますか", "Are results of check-ups used jointly with employers?"));
        answers.federation = ask.yes(&words!(
            "高額な医療費の交付金の申請のために、連合会と共同で利用していますか",
            "Are data used jointly with the federation, for the grants for high medical costs?"
        ));
    }
    if args.anonymized.is_none() {
        answers.anonymized = ask.yes(&words!(
            "匿名加工情報を作り、第三者に提供していますか",
            "Is anonymously processed information made and provided to third parties?"
        ));
    }
    if args.fee.is_none() {
        answers.fee =
            ask.number(&words!("開示の請求1件の手数料（円。無料なら Enter）", "Fee of a request for disclosure in yen (Enter when free)"));
    }
    if args.abroad.is_none() {
        answers.abroad = ask.yes(&words!(
            "個人データを、外国で取り扱うことがありますか（委託先が外国の設備に保存する場合を含みます）",
            "Are personal data handled abroad (also by a contractor that stores them there)?"
        ));
    }
    console.warn("\n");
}

/// A folder with anything in it is somebody's.
fn refuse_existing(content: &Path) -> Result<(), Stop> {
    let taken = match fs::kind(content)? {
        None => false,
        Some(fs::Kind::Folder) => !fs::list(content)?.is_empty(),
        Some(_) => true,
    };
    if !taken {
        return Ok(());
    }
    let path = content.display();
    Err(Diagnostic::error("already-there", words!("「{path}」が、すでにあります", "{path} is already there"))
        .why(words!("今あるファイルを失わないように、何も書いていません。", "nothing was written, lest something of yours be lost"))
        .fix(words!(
            "別のフォルダーの名前を指定してください（例: kohyo init my-society）。",
            "name another folder, such as kohyo init my-society"
        ))
        .into())
}

fn model_broken(error: &tera::Error) -> Stop {
    Diagnostic::error("model", words!("組み込みのひな形を使えません（{error}）", "the model that is built in cannot be used ({error})"))
        .fix(words!(
            "kohyo の不具合です。この表示を、使った命令と一緒に開発者へお知らせください。",
            "this is a defect of kohyo: please tell its developers, with the command that you used"
        ))
        .into()
}

/// Editors without settings of their own find the schema by the first line.
fn add_modeline(file: &mut NewFile) {
    let Some((folder, name)) = file.path.strip_suffix(".yaml").map(|stem| stem.rsplit_once('/').map_or(("", stem), |(f, n)| (f, n))) else {
        return;
    };
    let (up, schema) = if folder.is_empty() { ("..", name) } else { ("../..", folder) };
    file.text.insert_str(0, &crate::schema::modeline(&format!("{up}/schema/{schema}.schema.json")));
}

/// Puts all files in place at one stroke: a society is there whole or not at all.
fn write(content: &Path, files: &[NewFile]) -> Result<(), Stop> {
    let aside = beside(content);
    if fs::kind(&aside)?.is_some() {
        fs::remove_tree(&aside)?;
    }
    let written = files.iter().try_for_each(|file| {
        let path = aside.join(&file.path);
        fs::create_folders(path.parent().unwrap_or(&aside))?;
        fs::write_new(&path, file.text.as_bytes())
    });
    let placed = written.and_then(|()| {
        if fs::kind(content)?.is_some() {
            fs::remove_folder(content)?;
        }
        fs::rename(&aside, content)
    });
    Ok(placed.inspect_err(|_| {
        fs::remove_tree(&aside).ok();
    })?)
}

/// A name beside a folder that nobody else has.
fn beside(content: &Path) -> PathBuf {
    let name = content.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    content.with_file_name(format!(".{name}.kohyo-init"))
}

/// What was made, and what comes next.
fn close(args: &args::Init, content: &Path, files: &[NewFile], settings: &Words, console: &Console) {
    if console.volume == Volume::Quiet {
        return;
    }
    if console.volume == Volume::Verbose {
        files.iter().for_each(|f| console.print(&format!("+ {}\n", content.join(&f.path).display())));
    }
    let open: usize = files.iter().map(|f| blanks(&f.text).len()).sum();
    let (path, count, dir) = (content.display(), files.len(), args.dir.display());
    console.say(&words!(
        "「{path}」に組合の原稿を作りました（{count}ファイル）。組合が書くところが{open}か所あり、〔要記入：…〕の印が付いています。",
        "The content of a society is in {path} ({count} files). {open} places are for the society to write; they are marked 〔要記入：…〕."
    ));
    if !settings.ja.is_empty() {
        console.say(settings);
    }
    let (go, with) = if args.content_only {
        (Words::default(), format!(" --content {dir}"))
    } else if args.dir == Path::new(".") {
        (Words::default(), String::new())
    } else {
        (words!("  cd {dir}\n", "  cd {dir}\n"), String::new())
    };
    let (go_ja, go_en) = (go.ja, go.en);
    console.say(&words!(
        "
次にすること:
{go_ja}  kohyo check{with}            書くところが、ファイルの名前と行の番号で並びます
  kohyo build --draft{with}    書きかけでも、下書きのサイトを output/ で見られます
印を組合の言葉に書き換え、kohyo check で何も指摘されなくなれば、kohyo build でサイトができます。
ひな形は一般的な例です。組合の実際と規約に合わせ、公表の前に法律に詳しい方の確認を受けてください。",
        "
What comes next:
{go_en}  kohyo check{with}            lists what is to be written, by file and line
  kohyo build --draft{with}    shows the site as a draft in output/ before it is complete
Write over the marks; when kohyo check has nothing to say any more, kohyo build makes the site.
The model is a general example: fit it to what the society does and to its by-laws, and have somebody who knows the law read it."
    ));
}
