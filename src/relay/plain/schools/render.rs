//! Pages of schools as HTML and as text.

use crate::{
    domain::{Lang, SeriesOf},
    present::{
        plain::{
            PlainRoute, opening_lines, plain_texts,
            schools::{
                Offer, Place, Sheet, data_texts, list_lines, offer, place_name, school_texts, sheet, sheet_lines,
            },
        },
        texts,
    },
    relay::plain::{
        paths::{Asked, Form},
        render::Renderer,
        style::wall_style,
    },
    views::plain::{Frame, Refresh, school, school_data, school_wall, schools},
};

/// `None` where there is no such page.
pub fn page(renderer: &Renderer, places: &[Place], offered: &[Vec<Vec<SeriesOf>>], asked: &Asked) -> Option<String> {
    let refresh = match asked.form {
        Form::Still => Refresh::OnDemand,
        Form::Refreshing => Refresh::ByItself,
        Form::Text => return text(renderer, places, asked),
    };
    let pages = Pages { renderer, lang: asked.lang };
    let offer = |(place, periods): (&Place, &Vec<_>)| offer(asked.lang, &place.school, periods);
    match &asked.route {
        PlainRoute::Data => {
            let offers: Vec<Offer> = places.iter().zip(offered).map(offer).collect();
            Some(renderer.data(asked.lang, &offers))
        }
        PlainRoute::SchoolData { .. } => {
            let place = pages.find(places, &asked.route)?;
            let offer = offer(places.iter().zip(offered).find(|(other, _)| other.school.id == place.school.id)?);
            let title = (data_texts(asked.lang).of)(&offer.name);
            Some(school_data(&renderer.of_schools(asked.route.clone(), asked.lang, title), &offer))
        }
        PlainRoute::Schools => Some(pages.list(places, refresh)),
        PlainRoute::School { .. } => {
            let place = pages.find(places, &asked.route)?;
            Some(school(&pages.frame(asked, pages.name(place), refresh), &pages.sheet(place)))
        }
        PlainRoute::SchoolWall { .. } => {
            let place = pages.find(places, &asked.route)?;
            let frame = pages.frame(asked, pages.name(place), Refresh::OnWall);
            let frame = Frame { style: wall_style(), has_text: false, ..frame };
            Some(school_wall(&frame, &pages.sheet(place)))
        }
        PlainRoute::Home { .. }
        | PlainRoute::Commune { .. }
        | PlainRoute::Site { .. }
        | PlainRoute::Help
        | PlainRoute::Easy
        | PlainRoute::Accessibility
        | PlainRoute::Criteria
        | PlainRoute::EcoDesign
        | PlainRoute::Legal
        | PlainRoute::Privacy
        | PlainRoute::Poster
        | PlainRoute::Report { .. }
        | PlainRoute::SitePoster { .. } => None,
    }
}

fn text(renderer: &Renderer, places: &[Place], asked: &Asked) -> Option<String> {
    let pages = Pages { renderer, lang: asked.lang };
    let (p, s) = (plain_texts(asked.lang), school_texts(asked.lang));
    let territory = &renderer.moment.steady.territory;
    let name = territory.name.as_ref().map_or("", |name| name.get(asked.lang));
    let demo = territory.demo.then_some(s.demo_banner);
    let mut blocks = vec![opening_lines(p, (name, s.menu), demo, &renderer.made(asked.lang), &[])];
    match &asked.route {
        PlainRoute::Schools => blocks.extend(places.iter().map(|place| list_lines(p, &pages.sheet(place)))),
        route => blocks.push(sheet_lines(p, &pages.sheet(pages.find(places, route)?))),
    }
    let blocks: Vec<_> = blocks.into_iter().map(|lines| lines.join("\n")).collect();
    Some(blocks.join("\n\n") + "\n")
}

struct Pages<'a> {
    renderer: &'a Renderer<'a>,
    lang: Lang,
}

impl<'a> Pages<'a> {
    fn find<'p>(&self, places: &'p [Place], route: &PlainRoute) -> Option<&'p Place> {
        let (PlainRoute::School { territory, school }
        | PlainRoute::SchoolWall { territory, school }
        | PlainRoute::SchoolData { territory, school }) = route
        else {
            return None;
        };
        let is_here = *territory == self.renderer.moment.steady.territory.id;
        places.iter().find(|place| is_here && place.school.id.as_str() == school)
    }

    fn name(&self, place: &Place) -> String {
        place_name(school_texts(self.lang), &place.school)
    }

    fn frame(&self, asked: &Asked, title: String, refresh: Refresh) -> Frame<'a> {
        let frame = self.renderer.frame(asked.route.clone(), self.lang, title, refresh);
        Frame { demo_banner: school_texts(self.lang).demo_banner, ..frame }
    }

    fn sheet(&self, place: &Place) -> Sheet {
        let (t, p, s) = (texts(self.lang), plain_texts(self.lang), school_texts(self.lang));
        sheet(t, p, s, place, self.renderer.moment.context())
    }

    fn list(&self, places: &[Place], refresh: Refresh) -> String {
        let s = school_texts(self.lang);
        let asked = Asked { route: PlainRoute::Schools, lang: self.lang, form: Form::Still };
        let sheets: Vec<Sheet> = places.iter().map(|place| self.sheet(place)).collect();
        schools(&self.frame(&asked, s.title.to_owned(), refresh), &sheets)
    }
}
