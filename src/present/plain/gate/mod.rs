//! Words of the form by which somebody at the gate says how long one waits there.

mod en;
mod fr;

use crate::domain::Lang;

/// What somebody at the gate can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Minutes; the last band has no end.
    Wait(u32, Option<u32>),
    Open,
    Closed,
}

impl Said {
    /// In the order of the form: the bands that residents read, then the gate itself.
    pub const ALL: [Self; 7] = [
        Self::Wait(0, Some(5)),
        Self::Wait(5, Some(10)),
        Self::Wait(10, Some(20)),
        Self::Wait(20, Some(30)),
        Self::Wait(30, None),
        Self::Closed,
        Self::Open,
    ];
}

/// Every phrase of the form, in one language.
pub struct GateTexts {
    pub title: &'static str,
    pub lead: &'static str,
    pub site: &'static str,
    pub what: &'static str,
    pub said: fn(Said) -> String,
    pub secret: &'static str,
    pub send: &'static str,
    /// "C’est noté : Quéven, 10 à 20 minutes d’attente, à 14 h 05."
    pub noted: fn(site: &str, said: &str, time: &str) -> String,
    pub noted_title: &'static str,
    pub noted_then: &'static str,
    /// In the place of `noted_then` after "closed", which does not fade.
    pub noted_closed: &'static str,
    pub again: &'static str,
    pub refused_title: &'static str,
    pub wrong_secret: &'static str,
    pub too_often: &'static str,
    pub incomplete: &'static str,
    /// Residents read it, but the disk is full or gone.
    pub unsaved_title: &'static str,
    pub unsaved: &'static str,
}

pub fn gate_texts(lang: Lang) -> &'static GateTexts {
    match lang {
        Lang::Fr => &fr::FR,
        Lang::En => &en::EN,
    }
}
