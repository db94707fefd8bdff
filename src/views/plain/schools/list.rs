//! All schools.

use crate::{
    present::plain::{PlainRoute, schools::Sheet, schools::school_texts},
    views::{
        bricks::{h1, h2, li, link, maybe, p, ul},
        plain::Frame,
    },
};

pub fn schools(frame: &Frame, sheets: &[Sheet]) -> String {
    let s = school_texts(frame.t.lang);
    let one = |sheet: &Sheet| {
        let (territory, school) = (frame.territory.id.clone(), sheet.id.clone());
        let name = match &sheet.commune {
            Some(commune) => format!("{} ({commune})", sheet.name),
            None => sheet.name.clone(),
        };
        let href = frame.href(&PlainRoute::School { territory, school });
        let day = sheet.today.sum.as_ref().map(|sum| p("", (frame.t.labelled)(&sheet.today.heading, sum) + "."));
        let mut inside = vec![h2("", link("", href, name))];
        inside.extend(sheet.now.iter().map(|sentence| p("", sentence.as_str())));
        inside.push(maybe(day));
        li("", inside)
    };
    frame.document(vec![
        h1(s.title),
        frame.made(),
        p("basis", s.intro),
        ul("list", sheets.iter().map(one).collect::<Vec<_>>()),
    ])
}
