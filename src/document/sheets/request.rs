//! 請求書: who asks, for what, how the answer is to be given, with which papers, for which fee.

use super::draft::Draft;
use super::fields::{Ask, blank, choice, rows};
use crate::content::model::disclosure::{Means, Procedure, Request, Requester, Who};
use crate::content::model::lists::{Form, Sheet};
use crate::content::model::text::Answer;
use crate::document::composer::{Blocks, Composer, join, paragraph};
use crate::document::inline::{append, push_text};
use crate::document::tree::{Block, Definition, Inline, Inlines, Label, Tick, plain};

/// Where the statute gives a kind of request.
fn provision(request: Request) -> &'static str {
    match request {
        Request::NotifyPurpose => "appi/32/2",
        Request::Disclose => "appi/33/1",
        Request::ThirdPartyRecord => "appi/33/5",
        Request::Correct => "appi/34/1",
        Request::SuspendUse => "appi/35/1",
        Request::StopProvision => "appi/35/3",
        Request::StopUnneeded => "appi/35/5",
    }
}

/// Whether the request asks for data, rather than that something is done with them.
fn asks_for_data(request: Request) -> bool {
    matches!(request, Request::NotifyPurpose | Request::Disclose | Request::ThirdPartyRecord)
}

impl Composer<'_> {
    /// A request for one procedure or several.
    pub(super) fn request(&mut self, draft: &mut Draft, f: &Form, list: &[&Procedure]) {
        let requesters: Vec<&Requester> = list.iter().filter_map(|p| p.requesters.given()).flatten().collect();
        let of_dead = |r: &&&Requester| r.who == Who::Bereaved || r.of == Some(Who::Bereaved);
        let dead = !requesters.is_empty() && requesters.iter().all(|r| of_dead(&r));
        let statement = match dead {
            true => ("次のとおり依頼します。", "I make the following request."),
            false => ("次のとおり請求します。", "I make the following request."),
        };
        self.sheet_head(draft, f, statement);
        self.persons(draft, list, dead);
        self.kinds(draft, list, !dead);
        self.object(draft, list);
        for p in list {
            self.handing_over(draft, p);
        }
        self.papers_part(draft, list, |_| true);
        self.terms(draft, list);
        let desks: Vec<_> = list.iter().filter_map(|p| p.submit_to.given()).flat_map(|d| &d.0).collect();
        let means = self.means_of(list);
        self.sheet_desks(draft, means, &desks);
        self.office(draft, list.iter().any(|p| self.owes(p)));
    }

    /// Whose data they are, and who asks if it is somebody else.
    fn persons(&mut self, draft: &mut Draft, list: &[&Procedure], dead: bool) {
        use Ask::{Address, Birth, Death, Insured, Name, Reading, Tel};
        let at = draft.at;
        let whose = match dead {
            true => self.person_rows(at, &[Reading, Name, Birth, Death, Insured]),
            false => self.person_rows(at, &[Reading, Name, Birth, Insured, Address, Tel]),
        };
        let heading = self.sheet_label(if dead { "sheet-deceased" } else { "sheet-person" });
        draft.part("person", heading, rows(at, "person", whose));
        let ticks = self.requester_ticks(list);
        if ticks.iter().all(|t| t.role == "self") {
            return;
        }
        let mut body = choice(at, "requesters", ticks);
        if !dead {
            let (ja, en) = (
                "本人以外の方が請求するときは、次の欄もお書きください。",
                "If somebody else makes the request, please fill in these fields too.",
            );
            body.push(self.sheet_words(at, ja, en));
        }
        body.append(rows(at, "applicant", self.person_rows(at, &[Reading, Name, Address, Tel])));
        draft.part("applicant", self.sheet_label(if dead { "sheet-family" } else { "sheet-applicant" }), body);
    }

    /// A box for everybody who may ask.
    fn requester_ticks(&mut self, list: &[&Procedure]) -> Vec<Tick> {
        let mut ticks: Vec<Tick> = Vec::new();
        for p in list {
            for r in p.requesters.given().into_iter().flatten() {
                let text = self.requester(p, r);
                if ticks.iter().all(|t| plain(&t.text) != plain(&text)) {
                    ticks.push(Tick { at: r.at, role: r.who.word(), text });
                }
            }
        }
        ticks
    }

    /// 任意代理人（「委任状」（様式第3号）を添えてください）
    fn requester(&mut self, p: &Procedure, r: &Requester) -> Inlines {
        let text = self.who(p.at, r.who, r.of);
        let mut text = self.capital(text);
        match r.who {
            Who::AppointedAgent => {
                let society = self.input.society;
                let forms = society.forms.iter().flat_map(|f| &f.items);
                let mandate = forms.filter(|f| f.sheet == Some(Sheet::Mandate)).find(|f| p.forms.iter().any(|x| ***x == *f.id));
                if let Some(f) = mandate {
                    let name = self.form_words(&f.id, "full");
                    push_text(&mut text, self.phrase("（", " (with "));
                    append(&mut text, name);
                    push_text(&mut text, self.phrase("を添えてください）", ")"));
                }
            }
            Who::Bereaved => {
                push_text(&mut text, self.phrase("（続柄 ", " (relationship "));
                text.push(Inline::Gap(8));
                push_text(&mut text, self.phrase("）", ")"));
            }
            Who::StatutoryAgent => {
                let whose = if r.of == Some(Who::Bereaved) { "（遺族との関係 " } else { "（本人との関係 " };
                push_text(&mut text, self.phrase(whose, " (relationship "));
                text.push(Inline::Gap(8));
                push_text(&mut text, self.phrase("）", ")"));
            }
            Who::Myself => {}
        }
        text
    }

    /// A box for every kind of request, with the article that gives it.
    fn kinds(&mut self, draft: &mut Draft, list: &[&Procedure], cited: bool) {
        let heading = match list {
            [p] => self.label(p.at, "requests", "disclosure"),
            _ => self.sheet_label("sheet-requests"),
        };
        let body = match list {
            [p] => choice(p.at, "requests", self.request_ticks(p, cited)),
            _ => self.kinds_by_procedure(draft, list, cited),
        };
        draft.part("requests", heading, body);
    }

    /// The kinds of request of several procedures, under the title of each.
    pub(super) fn kinds_by_procedure(&mut self, draft: &Draft, list: &[&Procedure], cited: bool) -> Blocks {
        let mut out = Vec::new();
        for p in list {
            let title = p.record.title.as_ref().filter(|t| !t.is_empty()).unwrap_or(&p.target);
            let (term, body) = (self.text_at(title.at), choice(p.at, "requests", self.request_ticks(p, cited)));
            if !body.is_empty() {
                out.push(Definition { at: p.at, anchor: None, role: "procedure", number: Label::EMPTY, term, body: body.into() });
            }
        }
        rows(draft.at, "procedures", out)
    }

    fn request_ticks(&mut self, p: &Procedure, cited: bool) -> Vec<Tick> {
        let tree = self.input.tree;
        let places: Vec<_> = tree.get(p.at, "requests").map(|n| tree.children(n).to_vec()).unwrap_or_default();
        let mut ticks: Vec<Tick> = Vec::new();
        for (i, request) in p.requests.given().into_iter().flatten().enumerate() {
            let text = self.label(p.at, request.word(), "disclosure");
            let mut text = self.capital(text);
            if cited {
                let scope = self.scope_of(p.at);
                let article = self.refer("law", provision(*request), p.at, &scope);
                push_text(&mut text, self.phrase("（", " ("));
                append(&mut text, article);
                push_text(&mut text, self.phrase("）", ")"));
            }
            // The same kind twice is one box.
            if ticks.iter().all(|t| t.role != request.word()) {
                ticks.push(Tick { at: places.get(i).copied().unwrap_or(p.at), role: request.word(), text });
            }
        }
        ticks
    }

    /// Which data are meant, and what is wrong with them (法37条2項: the society helps to find them).
    fn object(&mut self, draft: &mut Draft, list: &[&Procedure]) {
        let at = draft.at;
        let requests: Vec<Request> = list.iter().filter_map(|p| p.requests.given()).flatten().copied().collect();
        let mut out = vec![self.blank_row(at, "sheet-data", Blocks::One(blank(at, 2)))];
        if requests.is_empty() || requests.iter().any(|r| asks_for_data(*r)) {
            out.push(self.blank_row(at, "sheet-period", Blocks::One(paragraph(at, self.months_gap()))));
        }
        if requests.contains(&Request::Correct) {
            out.push(self.blank_row(at, "sheet-wrong", Blocks::One(blank(at, 2))));
            out.push(self.blank_row(at, "sheet-right", Blocks::One(blank(at, 2))));
        }
        if requests.iter().any(|r| !asks_for_data(*r)) {
            out.push(self.blank_row(at, "sheet-reason", Blocks::One(blank(at, 3))));
        }
        let (ja, en) = (
            "分かる範囲でお書きください。どのデータか分からないときは、窓口で一緒に確かめます。",
            "Write what you know. If you are not sure which data to name, the desk will help you.",
        );
        let mut body = Blocks::One(self.sheet_words(at, ja, en));
        body.append(rows(at, "object", out));
        draft.part("object", self.sheet_label("sheet-object"), body);
    }

    /// From a month to a month.
    fn months_gap(&self) -> Inlines {
        let text = |t: &'static str| Inline::Text(t.into());
        let month = |c: &Self| match c.ja() {
            true => vec![Inline::Gap(4), text("年"), Inline::Gap(3), text("月")],
            false => vec![text("year "), Inline::Gap(5), text(" month "), Inline::Gap(3)],
        };
        let mut out = vec![text(self.phrase("", "From "))];
        out.extend(month(self));
        out.push(text(self.phrase("から", " to ")));
        out.extend(month(self));
        out.push(text(self.phrase("まで", "")));
        out.retain(|i| !matches!(i, Inline::Text(t) if t.is_empty()));
        out.into()
    }

    /// How the copy is made and handed over, as the person chooses (法33条2項).
    fn handing_over(&mut self, draft: &mut Draft, p: &Procedure) {
        let scope = self.scope_of(p.at);
        let mut out = Vec::new();
        let methods = match &p.methods {
            Answer::Absent => Blocks::new(),
            Answer::State(s) => self.state(s, &scope),
            Answer::Given(list) => {
                let tick = |m| {
                    let text = self.method(p, m, &scope);
                    Tick { at: m.0.at, role: "method", text: self.capital(text) }
                };
                let ticks = list.iter().map(tick).collect();
                choice(p.at, "methods", ticks)
            }
        };
        out.extend(self.row(p.at, "methods", "disclosure", methods));
        let ticks = p.delivery.iter().map(|m| self.delivery_tick(p, *m)).collect();
        out.extend(self.row(p.at, "delivery", "disclosure", choice(p.at, "delivery", ticks)));
        draft.part("handing-over", self.sheet_label("sheet-handing-over"), rows(p.at, "handing-over", out));
    }

    fn delivery_tick(&mut self, p: &Procedure, means: Means) -> Tick {
        let text = self.label(p.at, means.word(), "disclosure");
        let mut text = self.capital(text);
        if means == Means::Email {
            push_text(&mut text, self.phrase("（アドレス ", " (address "));
            text.push(Inline::Gap(16));
            push_text(&mut text, self.phrase("）", ")"));
        }
        Tick { at: p.at, role: means.word(), text }
    }

    /// The fee, how it is paid, and how long a decision takes.
    fn terms(&mut self, draft: &mut Draft, list: &[&Procedure]) {
        let mut out: Vec<Definition> = Vec::new();
        let mut all_said: Vec<String> = Vec::new();
        for p in list {
            let scope = self.scope_of(p.at);
            let fee = match &p.fee {
                Answer::Absent => Blocks::new(),
                Answer::State(s) => self.state(s, &scope),
                Answer::Given(fees) => fees.0.iter().flat_map(|f| self.fee_with_payment(p.at, f)).collect(),
            };
            let mut own: Vec<Definition> = self.row(p.at, "fee", "disclosure", fee).into_iter().collect();
            let decision = p.decision.iter().map(|d| self.decision(d, &scope)).collect();
            own.extend(self.row(p.at, "decision", "disclosure", decision));
            let deadlines = if p.deadlines.is_empty() { Blocks::new() } else { self.deadlines(p, &scope) };
            own.extend(self.row(p.at, "deadlines", "disclosure", deadlines));
            for row in own {
                let mut said = String::new();
                super::papers::add_spoken(&row, &mut said);
                if !all_said.contains(&said) {
                    out.push(row);
                    all_said.push(said);
                }
            }
        }
        draft.part("terms", self.sheet_label("sheet-terms"), rows(draft.at, "terms", out));
    }

    /// 窓口、郵送のいずれかでお出しください。
    pub(super) fn means_of(&mut self, list: &[&Procedure]) -> Option<Block> {
        let (p, first) = list.iter().find_map(|p| Some((*p, p.means.given()?)))?;
        let mut all: Vec<Means> = first.clone();
        for more in list.iter().filter_map(|p| p.means.given()) {
            all.extend(more.iter().filter(|m| !first.contains(m)));
        }
        all.dedup();
        let names = all.iter().map(|m| self.label(p.at, m.word(), "disclosure")).collect::<Vec<_>>();
        let mut line = Inlines::new();
        push_text(&mut line, self.phrase("", "Please hand it in "));
        let many = names.len() > 1;
        append(&mut line, join(names, self.phrase("、", " or ")));
        push_text(
            &mut line,
            match (many, self.ja()) {
                (true, true) => "のいずれかでお出しください。",
                (false, true) => "でお出しください。",
                (_, false) => ".",
            },
        );
        Some(Block { role: "means", ..paragraph(p.at, line) })
    }
}
