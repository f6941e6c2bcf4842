//! What the preview knows of every society: what was rendered last, what is wrong with it now, and who is looking.

use super::duty::Verdict;
use super::list::Summary;
use super::maker::Ask;
#[cfg(feature = "pdf")]
use super::paper::{Papers, Shop};
use super::problem::Problem;
use crate::build::Folder;
use crate::build::society::Composed;
use crate::check::Packs;
use crate::content::Read;
use crate::diagnostic::Diagnostic;
use crate::lang::{Lang, Words};
use crate::web::Theme;
use axum::body::Bytes;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// How many societies are kept ready at once; the others are rendered when somebody asks for them.
const KEPT: usize = 16;

/// What a preview is told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The content folder: one society, or a folder of them.
    pub content: PathBuf,
    /// The theme's folder; none for the standard theme.
    pub theme: Option<PathBuf>,
    /// Folders of rules of one's own.
    pub rules: Vec<PathBuf>,
    /// The day of the law, if it was given.
    pub as_of: Option<Date>,
    /// Pages say that they are drafts.
    pub draft: bool,
    /// Printed matter is made when it is asked for.
    pub print: bool,
    /// It is made with the fonts of the system too.
    pub system_fonts: bool,
    /// The language of the panel.
    pub lang: Lang,
}

/// What only the one who starts a preview has: a clock, and the form of problems.
pub trait Host: Send + Sync {
    /// Today.
    fn today(&self) -> Date;
    /// Tells the user something.
    fn say(&self, words: Words);
    /// A problem as a terminal shows it, without colours. `folder` stands before the paths of its files.
    fn printed(&self, folder: &Path, read: &Option<Read>, problem: &Diagnostic) -> String;
}

/// A file of a site.
pub(super) struct File {
    pub(super) bytes: Bytes,
    /// Since when it has just these bytes.
    pub(super) since: u64,
}

/// A society as it was rendered.
pub(super) struct Made {
    /// When.
    pub(super) version: u64,
    pub(super) folder: PathBuf,
    pub(super) composed: Composed,
    pub(super) files: BTreeMap<String, File>,
    /// Files of the society's own, `files/…`, which are read when they are asked for.
    pub(super) copies: BTreeSet<String>,
    #[cfg(feature = "pdf")]
    pub(super) papers: Papers,
}

/// A society.
pub(super) struct Society {
    pub(super) folder: PathBuf,
    /// As it was rendered last without an error.
    pub(super) good: Option<Arc<Made>>,
    /// What is wrong with its content now.
    pub(super) problems: Vec<Problem>,
    pub(super) verdict: Option<Arc<Verdict>>,
    pub(super) summary: Option<Summary>,
    /// Whether it was asked for, and whether that was answered.
    asked: bool,
    pub(super) tried: bool,
    /// When what the panel says changed last.
    pub(super) told: u64,
    viewers: usize,
    used: u64,
}

/// Everything that changes.
pub(super) struct State {
    /// By the name of its folder; the only one has none.
    pub(super) societies: BTreeMap<String, Society>,
    /// Whether it is a folder of societies.
    pub(super) many: bool,
    pub(super) theme: Option<Arc<Theme>>,
    pub(super) packs: Arc<Packs>,
    /// What is wrong with theme and rules.
    pub(super) theme_problems: Vec<Problem>,
    pub(super) rule_problems: Vec<Problem>,
    /// Counts changes.
    pub(super) now: u64,
    /// How many look at the list of societies, and when it changed last.
    surveyors: usize,
    pub(super) listed: u64,
}

/// All that the parts of the preview share.
pub(super) struct Studio {
    pub(super) settings: Settings,
    pub(super) host: Arc<dyn Host>,
    state: Mutex<State>,
    /// Wakes the critic.
    work: Condvar,
    /// Wakes everybody who waits for something to change.
    bell: watch::Sender<u64>,
    asks: Mutex<Sender<Ask>>,
    #[cfg(feature = "pdf")]
    pub(super) press: Shop,
}

/// What is known of a society that somebody asks for.
pub(super) enum Known {
    /// There is no such society.
    No,
    /// It is being rendered.
    Soon,
    /// As it was rendered last, if it ever could be.
    Yes(Option<Arc<Made>>),
}

/// Work for the critic.
pub(super) enum Case {
    /// Somebody looks at the pages of a society.
    Judge(String),
    /// Somebody looks at the list.
    Survey(String, PathBuf),
}

impl Studio {
    pub(super) fn new(settings: Settings, packs: Packs, host: Arc<dyn Host>, asks: Sender<Ask>) -> Studio {
        let state = State {
            societies: BTreeMap::new(),
            many: false,
            theme: None,
            packs: Arc::new(packs),
            theme_problems: Vec::new(),
            rule_problems: Vec::new(),
            now: 1,
            surveyors: 0,
            listed: 1,
        };
        let studio = Studio {
            settings,
            host,
            state: Mutex::new(state),
            work: Condvar::new(),
            bell: watch::Sender::new(0),
            asks: Mutex::new(asks),
            #[cfg(feature = "pdf")]
            press: Shop::default(),
        };
        studio.list();
        studio
    }

    /// The state, for a moment: nothing slow is done with it.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What hears of every change.
    pub(super) fn listen(&self) -> watch::Receiver<u64> {
        self.bell.subscribe()
    }

    /// Tells everybody that something has changed.
    pub(super) fn ring(&self) {
        self.work.notify_all();
        self.bell.send_modify(|n| *n += 1);
    }

    /// Gives the maker work.
    pub(super) fn ask(&self, ask: Ask) {
        // Without a maker the preview is at its end.
        self.asks.lock().unwrap_or_else(PoisonError::into_inner).send(ask).ok();
    }

    /// Looks which societies there are. Those that are gone are forgotten; when there are none at all, nothing is.
    pub(super) fn list(&self) {
        let Ok(folders) = Folder::all(&self.settings.content) else { return };
        let mut state = self.state();
        state.many = folders.iter().any(|f| f.name.is_some());
        let mut old = std::mem::take(&mut state.societies);
        for Folder { name, content } in folders {
            let name = name.unwrap_or_default();
            let society = old.remove(&name).unwrap_or_else(|| Society::new(content));
            state.societies.insert(name, society);
        }
        state.listed = state.tick();
        drop(state);
        self.ring();
    }

    /// What is known of a society; it is rendered if it is not yet.
    pub(super) fn look(&self, name: &str) -> Known {
        let mut state = self.state();
        let now = state.now;
        let Some(society) = state.societies.get_mut(name) else { return Known::No };
        society.used = now;
        if society.tried {
            return Known::Yes(society.good.clone());
        }
        let asked = std::mem::replace(&mut society.asked, true);
        drop(state);
        if !asked {
            self.ask(Ask::Open(name.to_owned()));
        }
        Known::Soon
    }

    /// The same, once it is rendered.
    pub(super) async fn await_look(&self, name: &str) -> Known {
        let mut bell = self.listen();
        loop {
            match self.look(name) {
                Known::Soon => {}
                known => return known,
            }
            if bell.changed().await.is_err() {
                return Known::No;
            }
        }
    }

    /// Somebody begins to look at a society, or at the list.
    pub(super) fn enter(&self, name: Option<&str>) {
        self.visitors(name, |n| *n += 1);
        self.work.notify_all();
    }

    /// Somebody looks no more.
    pub(super) fn leave(&self, name: Option<&str>) {
        self.visitors(name, |n| *n = n.saturating_sub(1));
    }

    fn visitors(&self, name: Option<&str>, change: impl FnOnce(&mut usize)) {
        let mut state = self.state();
        match name {
            None => change(&mut state.surveyors),
            Some(name) => {
                if let Some(society) = state.societies.get_mut(name) {
                    change(&mut society.viewers);
                }
            }
        }
    }

    /// The next case for the critic: waits until there is one.
    pub(super) fn next_case(&self) -> Case {
        let mut state = self.state();
        loop {
            if let Some(case) = state.case() {
                return case;
            }
            state = self.work.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Society {
    fn new(folder: PathBuf) -> Society {
        Society {
            folder,
            good: None,
            problems: Vec::new(),
            verdict: None,
            summary: None,
            asked: false,
            tried: false,
            told: 1,
            viewers: 0,
            used: 0,
        }
    }

    /// What the rules say, if it is of the pages that are shown.
    pub(super) fn judged(&self) -> Option<&Arc<Verdict>> {
        self.verdict.as_ref().filter(|v| Some(v.version) == self.good.as_ref().map(|g| g.version))
    }
}

impl State {
    /// The number of a new change.
    pub(super) fn tick(&mut self) -> u64 {
        self.now += 1;
        self.now
    }

    fn case(&self) -> Option<Case> {
        let judge = self.societies.iter().find(|(_, s)| s.good.is_some() && s.judged().is_none());
        let survey = || self.societies.iter().find(|(_, s)| self.surveyors > 0 && s.summary.is_none() && s.good.is_none());
        judge.map(|(name, _)| Case::Judge(name.clone())).or_else(|| survey().map(|(name, s)| Case::Survey(name.clone(), s.folder.clone())))
    }

    /// Those that are kept ready, or that somebody waits for.
    pub(super) fn kept(&self) -> BTreeSet<String> {
        self.societies.iter().filter(|(_, s)| s.asked || s.tried).map(|(name, _)| name.clone()).collect()
    }

    /// Lets go of societies that nobody looked at for long, so that memory does not grow with their number.
    pub(super) fn let_go(&mut self) {
        let mut idle: Vec<(u64, String)> =
            self.societies.iter().filter(|(_, s)| s.tried && s.viewers == 0).map(|(name, s)| (s.used, name.clone())).collect();
        idle.sort();
        let all = self.societies.values().filter(|s| s.tried).count();
        for (_, name) in idle.into_iter().take(all.saturating_sub(KEPT)) {
            if let Some(society) = self.societies.get_mut(&name) {
                let Society { folder, summary, told, .. } = std::mem::replace(society, Society::new(PathBuf::new()));
                *society = Society { folder: folder.clone(), summary, told, ..Society::new(folder) };
            }
        }
    }
}
