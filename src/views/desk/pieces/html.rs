//! Pieces as HTML, for pages that need no browser to draw them; and what Leptos asks of all that it may show.

use leptos::tachys::{
    html::attribute::{Attribute, AttributeValue, any_attribute::AnyAttribute},
    hydration::Cursor,
    view::{Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr},
};

use super::piece::{Drawn, Element, Piece, View};

/// Elements without an end tag.
const VOID: [&str; 2] = ["input", "br"];

impl View {
    fn write(self, html: &mut String) {
        match self.0.map(|piece| *piece) {
            None => {}
            Some(Piece::Text(text)) => {
                text.to_html_with_buf(html, &mut Position::FirstChild, true, false, Vec::new());
            }
            Some(Piece::Element(element)) => element.write(html),
            Some(Piece::Several(views)) => views.into_iter().for_each(|view| view.write(html)),
            Some(Piece::Live(mut redraw)) => redraw().write(html),
        }
    }
}

impl Element {
    fn write(self, html: &mut String) {
        html.push('<');
        html.push_str(self.tag);
        for (name, value) in self.attributes {
            AttributeValue::to_html(value.into_owned(), name, html);
        }
        if self.ticked == Some(true) {
            html.push_str(" checked");
        }
        html.push('>');
        if VOID.contains(&self.tag) {
            return;
        }
        self.inside.into_iter().for_each(|view| view.write(html));
        html.push_str("</");
        html.push_str(self.tag);
        html.push('>');
    }
}

impl RenderHtml for View {
    type AsyncOutput = Self;
    type Owned = Self;
    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, html: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {
        self.write(html);
    }

    /// No page takes over what a server wrote: it is drawn anew.
    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Drawn {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

/// Attributes are given to the very element that they belong to (`View::attr`), never spread from outside.
impl AddAnyAttr for View {
    type Output<NewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{super::*, *};

    #[test]
    fn pieces_become_html_without_markers() {
        let view = all(vec![
            p("hint", [text("1 < 2"), text(" & more"), none()]),
            element("a", "", "x").attr("href", "/?a=\"b\"&c"),
            live(|| p("", "now")),
            element("input", "", none()).attr("type", "checkbox").ticked(true),
        ]);
        assert_eq!(
            view.to_html(),
            "<p class=\"hint\">1 &lt; 2 &amp; more</p><a href=\"/?a=&quot;b&quot;&amp;c\">x</a><p>now</p>\
             <input type=\"checkbox\" checked>"
        );
    }
}
