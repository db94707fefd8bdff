//! The library desk's signals: one person's questions and answers, kept nowhere else, and wiped for the next one.

mod answers;

pub use answers::{Answers, Brought, Step};

use super::{App, Choices, Derived, Held, Watch};
use crate::{
    domain::Lang,
    platform::{document, visibility, wipe},
    present::{Area, Route},
};

/// Everything that the desk's screens read. It lives as long as the page; copying it copies a reference.
#[derive(Clone, Copy)]
pub struct Desk(&'static Signals);

impl std::ops::Deref for Desk {
    type Target = Signals;
    fn deref(&self) -> &Signals {
        self.0
    }
}

pub struct Signals {
    /// The documents, the clock and the phrases.
    pub app: App,
    lang: Held<Lang>,
    pub answers: Held<Answers>,
    /// What stands in the field of a question.
    pub typed: Held<String>,
    /// The page for the helper stands before the questions.
    pub helps: Held<bool>,
    pub watch: Watch,
    /// Everything was wiped because nobody was there.
    pub was_wiped: Held<bool>,
}

impl Desk {
    /// For nobody yet; called once.
    pub fn open() -> Self {
        let lang = document::query_parameter("lang").and_then(|tag| Lang::from_tag(&tag)).unwrap_or_default();
        let lang = Held::new(lang);
        // The language is always said, so that what another person let the device remember plays no part.
        let choices = Derived::new(move || Choices { lang: Some(lang.get()), ..Choices::default() });
        let app = App::new(choices, |_| ());
        let path = document::current_path();
        let helps = path.strip_prefix(app.base.as_str()).and_then(|path| Area::Desk.rest_of(path)) == Some("aide");
        Self(Box::leak(Box::new(Signals {
            app,
            lang,
            answers: Held::new(Answers::default()),
            typed: Held::new(String::new()),
            helps: Held::new(helps),
            watch: Watch::begin(),
            was_wiped: Held::new(false),
        })))
    }

    /// Asks for the documents, and watches whether somebody is there; called once.
    pub fn start(self) {
        self.app.start();
        let is_anything =
            move || !self.answers.with_untracked(Answers::is_blank) || !self.typed.with_untracked(String::is_empty);
        self.watch.start(is_anything, move || self.wipe_for_nobody());
        // What a browser brings back may be another person's.
        visibility::on_brought_back(move || self.begin_anew());
    }

    pub fn speak(self, lang: Lang) {
        self.lang.set(lang);
        self.show_address();
    }

    pub fn help(self, helps: bool) {
        self.helps.set(helps);
        self.show_address();
    }

    /// Takes an answer. The field is empty for the next question.
    pub fn answer(self, change: impl FnOnce(&mut Answers)) {
        self.typed.set(String::new());
        self.was_wiped.set(false);
        self.answers.update(change);
    }

    /// For the next person, as if nobody had been there.
    pub fn begin_anew(self) {
        self.answer(|answers| *answers = Answers::default());
        self.help(false);
        self.watch.reset();
    }

    /// Wipes everything and leaves for the app's home, from which no way back leads here.
    pub fn wipe_and_leave(self) {
        self.begin_anew();
        let home = self.href(&Route::Home);
        wipe::wipe(move || document::leave_for(&home));
    }

    /// The address of a page of the app, which says nothing of who was here.
    pub fn href(self, route: &Route) -> String {
        format!("{}{}{}", self.app.base, route.path(), self.query())
    }

    /// The language alone, where it is not the usual one.
    fn query(self) -> String {
        let lang = Some(self.lang.get_untracked()).filter(|lang| *lang != Lang::default());
        Choices { lang, ..Choices::default() }.to_query()
    }

    /// One entry of the history stands for all screens, and says nothing of who was there.
    fn show_address(self) {
        let page = if self.helps.get_untracked() { "/aide" } else { "" };
        let query = self.query();
        let address = format!("{}{}{page}{query}", self.app.base, Area::Desk.path());
        document::replace_address(&address);
    }

    fn wipe_for_nobody(self) {
        self.begin_anew();
        self.was_wiped.set(true);
        wipe::wipe(|| ());
    }
}
