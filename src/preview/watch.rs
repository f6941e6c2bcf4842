//! The watch: which files were saved. Folders are watched, not files, since editors save by putting a new file in the place of the old one.

use super::maker::{Ask, Changes};
use super::studio::{Settings, Studio};
use crate::fs;
use crate::words;
use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Config, Event, EventKind, PollWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

/// After a file is closed or put in place, others of the same act may follow.
const SETTLED: Duration = Duration::from_millis(4);

/// A file that is being written is not read before it is closed; where the system does not tell that, after this time.
const WRITING: Duration = Duration::from_millis(40);

/// So many files are collected at most before something is done about them.
const MOST: usize = 4096;

/// How often folders are looked through where the system does not tell of changes.
const POLL: Duration = Duration::from_millis(500);

/// Watches as long as it lives.
pub(super) type Watching = Box<dyn Watcher>;

type Events = Sender<notify::Result<Event>>;

/// The folders that are watched, in their real form, since that is what the system names.
struct Roots {
    content: PathBuf,
    theme: Option<PathBuf>,
    rules: Vec<PathBuf>,
    many: bool,
}

/// Begins to watch, by the system's own means or else by looking again and again.
pub(super) fn start(studio: &Arc<Studio>) -> Option<Watching> {
    let roots = Roots::of(&studio.settings, studio.state().many);
    let (events, seen) = mpsc::channel();
    let watching = watch(notify::recommended_watcher(hand(&events)), &roots).or_else(|_| {
        studio.host.say(words!(
            "変更を知らせるしくみが使えないので、半秒ごとにフォルダーを見に行きます。表示が少し遅れます。",
            "the system does not tell of changes, so folders are looked through every half second: pages change a little later"
        ));
        watch(PollWatcher::new(hand(&events), Config::default().with_poll_interval(POLL)), &roots)
    });
    match watching {
        Ok(watching) => {
            let studio = Arc::clone(studio);
            let follow = move || follow(&seen, &roots, &|changes| studio.ask(Ask::Changed(changes)));
            thread::Builder::new().name("watch".to_owned()).spawn(follow).ok().map(|_| watching)
        }
        Err(error) => {
            studio.host.say(words!(
                "原稿の変更を見張れません（{error}）。変更を見るには、kohyo serve を止めて、もう一度実行してください。",
                "changes of the content cannot be watched ({error}): to see them, stop kohyo serve and start it again"
            ));
            None
        }
    }
}

fn hand(events: &Events) -> impl FnMut(notify::Result<Event>) + Send + 'static {
    let events = events.clone();
    // Nobody hears any more when the preview ends.
    move |event| _ = events.send(event)
}

fn watch(watcher: notify::Result<impl Watcher + 'static>, roots: &Roots) -> notify::Result<Watching> {
    let mut watcher = watcher?;
    for root in roots.all() {
        watcher.watch(root, RecursiveMode::Recursive)?;
    }
    Ok(Box::new(watcher))
}

/// Collects what was saved in one act, and hands it on.
fn follow(seen: &Receiver<notify::Result<Event>>, roots: &Roots, hand_on: &dyn Fn(Changes)) {
    while let Ok(first) = seen.recv() {
        let mut changes = Changes::default();
        let mut wait = SETTLED;
        let mut next = Some(first);
        let mut count = 0;
        while let Some(event) = next {
            let (saved, writing) = roots.changes(&event);
            if !saved.is_empty() {
                wait = if writing { WRITING } else { SETTLED };
                changes.add(saved);
            }
            count += 1;
            next = if changes.is_empty() || count >= MOST { None } else { seen.recv_timeout(wait).ok() };
        }
        if !changes.is_empty() {
            hand_on(changes);
        }
    }
}

impl Roots {
    fn of(settings: &Settings, many: bool) -> Roots {
        let real = |path: &PathBuf| fs::real(path).unwrap_or_else(|_| path.clone());
        Roots {
            content: real(&settings.content),
            theme: settings.theme.as_ref().map(real),
            rules: settings.rules.iter().map(real).collect(),
            many,
        }
    }

    fn all(&self) -> impl Iterator<Item = &Path> {
        [&self.content].into_iter().chain(&self.theme).chain(&self.rules).map(PathBuf::as_path)
    }

    /// What an event changes, and whether the file is still being written.
    fn changes(&self, event: &notify::Result<Event>) -> (Changes, bool) {
        // What the system lost count of may be anything.
        let Ok(event) = event else { return (self.everything(), false) };
        if event.need_rescan() {
            return (self.everything(), false);
        }
        let writing = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
            // Reading changes nothing, and the preview itself reads.
            EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)) => return (Changes::default(), false),
            EventKind::Modify(ModifyKind::Name(_)) | EventKind::Remove(_) => false,
            EventKind::Create(_) | EventKind::Modify(_) | EventKind::Any | EventKind::Other => true,
        };
        let mut changes = Changes::default();
        for path in &event.paths {
            changes.add(self.of_path(path));
        }
        (changes, writing)
    }

    fn of_path(&self, path: &Path) -> Changes {
        let mut changes = Changes {
            theme: self.theme.as_ref().is_some_and(|theme| path.starts_with(theme)),
            rules: self.rules.iter().any(|rules| path.starts_with(rules)),
            ..Changes::default()
        };
        if let Ok(inside) = path.strip_prefix(&self.content) {
            let mut names = inside.components().map(|c| c.as_os_str().to_string_lossy().into_owned());
            match (self.many, names.next()) {
                (false, _) => _ = changes.societies.insert(String::new()),
                (true, None) => changes.list = true,
                (true, Some(name)) => {
                    changes.list = names.next().is_none_or(|name| name == "society.yaml");
                    changes.societies.insert(name);
                }
            }
        }
        changes
    }

    fn everything(&self) -> Changes {
        let (theme, rules) = (self.theme.is_some(), !self.rules.is_empty());
        Changes { everyone: true, list: self.many, theme, rules, ..Changes::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, DataChange, RenameMode};

    fn roots(many: bool) -> Roots {
        Roots { content: "/w/content".into(), theme: Some("/w/theme".into()), rules: vec!["/w/rules".into()], many }
    }

    fn event(kind: EventKind, path: &str) -> notify::Result<Event> {
        Ok(Event::new(kind).add_path(path.into()))
    }

    #[test]
    fn a_file_is_done_when_it_is_closed_or_put_in_place() {
        let of = |kind| {
            let (changes, writing) = roots(false).changes(&event(kind, "/w/content/society.yaml"));
            (!changes.is_empty()).then_some(writing)
        };
        assert_eq!(of(EventKind::Access(AccessKind::Close(AccessMode::Write))), Some(false));
        assert_eq!(of(EventKind::Modify(ModifyKind::Name(RenameMode::To))), Some(false));
        assert_eq!(of(EventKind::Modify(ModifyKind::Data(DataChange::Any))), Some(true));
        assert_eq!(of(EventKind::Create(CreateKind::File)), Some(true));
        assert_eq!(of(EventKind::Access(AccessKind::Open(AccessMode::Any))), None);
        assert_eq!(of(EventKind::Access(AccessKind::Close(AccessMode::Read))), None);
    }

    #[test]
    fn only_what_changed_is_made_anew() {
        let of = |many, path: &str| roots(many).of_path(Path::new(path));
        assert_eq!(of(false, "/w/content/rules/a.yaml").societies, [String::new()].into());
        let one = of(true, "/w/content/b/notices/a.yaml");
        assert_eq!((one.societies, one.list, one.theme), (["b".to_owned()].into(), false, false));
        assert!(of(true, "/w/content/b").list && of(true, "/w/content/b/society.yaml").list);
        assert!(of(true, "/w/theme/assets/site.css").theme && of(true, "/w/rules/own.yaml").rules);
        assert!(of(true, "/w/elsewhere").is_empty());
    }

    #[test]
    fn what_is_saved_in_one_act_is_handed_on_once() {
        let (events, seen) = mpsc::channel();
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        for path in ["/w/content/a/site.yaml", "/w/content/b/site.yaml", "/w/content/a/society.yaml"] {
            events.send(event(closed, path)).unwrap();
        }
        events.send(event(EventKind::Access(AccessKind::Read), "/w/content/c/site.yaml")).unwrap();
        drop(events);
        let all = std::cell::RefCell::new(Vec::new());
        follow(&seen, &roots(true), &|changes| all.borrow_mut().push(changes.societies));
        assert_eq!(all.into_inner(), [["a".to_owned(), "b".to_owned()].into()]);
    }
}
