//! What a shared computer asks when nobody did anything for minutes.

pub struct IdleTexts {
    pub title: &'static str,
    pub text: &'static str,
    pub left: fn(seconds: u32) -> String,
    pub go_on: &'static str,
}
