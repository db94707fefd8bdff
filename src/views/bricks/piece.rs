//! Pieces of pages as plain data, which know how to draw themselves in a browser.

use std::{borrow::Cow, mem, sync::Arc};

use leptos::{
    ev::Event,
    prelude::Owner,
    tachys::{
        reactive_graph::RenderEffectState,
        renderer::{RemoveEventHandler, Rndr, types},
        view::{Mountable, Render, iterators::VecState},
    },
};

use crate::state::follow;

/// Any piece of a page; `None` is nothing. A pointer alone, because pages move pieces about all the time.
#[derive(Default)]
pub struct View(pub(super) Option<Box<Piece>>);

pub(super) enum Piece {
    Text(String),
    Element(Element),
    Several(Vec<View>),
    Live(Redraw),
}

/// Draws a piece anew; run again whenever a signal that it read changes.
pub(super) type Redraw = Box<dyn FnMut() -> View + Send>;

/// What stands in a field.
type Typed = Box<dyn Fn() -> String + Send>;

/// What a page does at an event.
pub(super) type Act = Box<dyn Fn(Event) + Send + Sync>;

/// What happens at an event, on behalf of the piece that waits for it.
type Handler = Arc<dyn Fn(Event) + Send + Sync>;

/// An element of any name. One type for all of them: for each type of element there is, Leptos makes code of its own.
pub(super) struct Element {
    pub tag: &'static str,
    /// `None` is HTML.
    pub namespace: Option<&'static str>,
    pub attributes: Vec<(&'static str, Cow<'static, str>)>,
    /// Whether a box is ticked. The person may have changed that, so that it is no attribute.
    pub ticked: Option<bool>,
    /// What stands in a field, as far as the program changes it.
    pub typed: Option<Typed>,
    pub handlers: Vec<(&'static str, Handler)>,
    pub inside: Vec<View>,
}

impl View {
    pub(super) fn new(piece: Piece) -> Self {
        Self(Some(Box::new(piece)))
    }

    /// Only elements have attributes, handlers and the like; other pieces stay as they are.
    fn change(mut self, change: impl FnOnce(&mut Element)) -> Self {
        if let Some(Piece::Element(element)) = self.0.as_deref_mut() {
            change(element);
        }
        self
    }

    #[must_use]
    pub fn attr(self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        let value = value.into();
        self.change(|element| element.attributes.push((name, value)))
    }

    #[must_use]
    pub fn ticked(self, ticked: bool) -> Self {
        self.change(|element| element.ticked = Some(ticked))
    }

    /// The field shows this text, and again whenever a signal that it read changes.
    #[must_use]
    pub fn showing(self, text: impl Fn() -> String + Send + 'static) -> Self {
        self.change(|element| element.typed = Some(Box::new(text)))
    }

    /// Does something at an event, such as `click`.
    #[must_use]
    pub fn on(self, event: &'static str, act: impl Fn(Event) + Send + Sync + 'static) -> Self {
        self.handle(event, Box::new(act))
    }

    /// One function for all that may happen.
    pub(super) fn handle(self, event: &'static str, act: Act) -> Self {
        let owner = Owner::current().unwrap_or_default();
        let handler: Handler = Arc::new(move |event| owner.with(|| act(event)));
        self.change(|element| element.handlers.push((event, handler)))
    }
}

/// A piece as it stands in the page.
pub enum Drawn {
    Nothing(types::Placeholder),
    Text(<String as Render>::State),
    Element(Box<DrawnElement>),
    Several(VecState<Drawn>),
    Live(RenderEffectState<Drawn>),
}

pub struct DrawnElement {
    node: types::Element,
    tag: &'static str,
    attributes: Vec<(&'static str, Cow<'static, str>)>,
    /// Held so that the browser goes on calling them.
    handlers: Vec<RemoveEventHandler<types::Element>>,
    inside: VecState<Drawn>,
}

impl Render for View {
    type State = Drawn;

    fn build(self) -> Drawn {
        match self.0.map(|piece| *piece) {
            None => Drawn::Nothing(Rndr::create_placeholder()),
            Some(Piece::Text(text)) => Drawn::Text(text.build()),
            Some(Piece::Element(element)) => Drawn::Element(Box::new(element.build())),
            Some(Piece::Several(views)) => Drawn::Several(views.build()),
            Some(Piece::Live(redraw)) => Drawn::Live(redraw.build()),
        }
    }

    fn rebuild(self, drawn: &mut Drawn) {
        let view = match (self.0.map(|piece| *piece), &mut *drawn) {
            (None, Drawn::Nothing(_)) => return,
            (Some(Piece::Text(text)), Drawn::Text(old)) => return text.rebuild(old),
            (Some(Piece::Element(element)), Drawn::Element(old)) if element.tag == old.tag => {
                return element.rebuild(old);
            }
            (Some(Piece::Several(views)), Drawn::Several(old)) => return views.rebuild(old),
            (Some(Piece::Live(redraw)), Drawn::Live(old)) => return redraw.rebuild(old),
            (other, _) => View(other.map(Box::new)),
        };
        let mut new = view.build();
        drawn.insert_before_this(&mut new);
        drawn.unmount();
        *drawn = new;
    }
}

impl Element {
    fn build(mut self) -> DrawnElement {
        let node = Rndr::create_element(self.tag, self.namespace);
        for (name, value) in &self.attributes {
            Rndr::set_attribute(&node, name, value);
        }
        let mut inside = mem::take(&mut self.inside).build();
        inside.mount(&node, None);
        let handlers = self.bring_to_life(&node);
        DrawnElement { node, tag: self.tag, attributes: self.attributes, handlers, inside }
    }

    /// The node in the page stays, and with it the focus and what a person typed.
    fn rebuild(mut self, drawn: &mut DrawnElement) {
        let is_named = |list: &[(&str, Cow<str>)], wanted: &str| list.iter().any(|(name, _)| *name == wanted);
        for (name, _) in drawn.attributes.iter().filter(|(name, _)| !is_named(&self.attributes, name)) {
            Rndr::remove_attribute(&drawn.node, name);
        }
        for new in self.attributes.iter().filter(|new| !drawn.attributes.contains(new)) {
            Rndr::set_attribute(&drawn.node, new.0, &new.1);
        }
        mem::take(&mut self.inside).rebuild(&mut drawn.inside);
        drawn.handlers = self.bring_to_life(&drawn.node);
        drawn.attributes = self.attributes;
    }

    fn bring_to_life(&mut self, node: &types::Element) -> Vec<RemoveEventHandler<types::Element>> {
        if let Some(ticked) = self.ticked {
            Rndr::set_property(node, "checked", &ticked.into());
        }
        if let Some(text) = self.typed.take() {
            let node = node.clone();
            follow(move || Rndr::set_property(&node, "value", &text().into()));
        }
        let listen = |(event, handler): (&str, Handler)| {
            Rndr::add_event_listener(node, event, Box::new(move |event| handler(event.into())))
        };
        mem::take(&mut self.handlers).into_iter().map(listen).collect()
    }
}

impl Drawn {
    fn get(&self) -> &dyn Mountable {
        match self {
            Drawn::Nothing(placeholder) => placeholder,
            Drawn::Text(text) => text,
            Drawn::Element(element) => &element.node,
            Drawn::Several(views) => views,
            Drawn::Live(view) => view,
        }
    }

    fn get_mut(&mut self) -> &mut dyn Mountable {
        match self {
            Drawn::Nothing(placeholder) => placeholder,
            Drawn::Text(text) => text,
            Drawn::Element(element) => &mut element.node,
            Drawn::Several(views) => views,
            Drawn::Live(view) => view,
        }
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        self.get_mut().unmount();
    }
    fn mount(&mut self, parent: &types::Element, before: Option<&types::Node>) {
        self.get_mut().mount(parent, before);
    }
    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.get().insert_before_this(child)
    }
    fn elements(&self) -> Vec<types::Element> {
        self.get().elements()
    }
}
