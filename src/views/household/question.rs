//! What a file does not say clearly, asked before it is read.

use crate::{
    domain::household::{Choice, Gathered, NotRead},
    state::Household,
    views::bricks::{View, all, button, element, items, none, p, section},
};

/// Whether a file leaves a question open.
pub fn is_open(gathered: &Gathered) -> bool {
    gathered.files.iter().any(|file| matches!(file.outcome, Err(NotRead::Ambiguous(_))))
}

/// The first question that files leave open; nothing where they leave none.
pub fn question(home: Household, gathered: &Gathered) -> View {
    let t = home.t();
    let asked = |outcome: &Result<_, NotRead>| match outcome {
        Err(NotRead::Ambiguous(question)) => Some(*question),
        _ => None,
    };
    let asking = || gathered.files.iter().filter_map(|file| Some((file, asked(&file.outcome)?)));
    let Some((file, question)) = asking().next() else { return none() };
    let (value, day) =
        (question.value.to_string().replace('.', t.point.encode_utf8(&mut [0; 4])), (t.day)(question.day));
    let is_of_stamps = question.choices().all(|choice| matches!(choice, Choice::Stamps(_)));
    let words = if is_of_stamps { (t.ask_stamps)(&value, &day) } else { (t.ask_quantity)(&value, &day) };
    let (shape, step) = (question.shape, question.step);
    let answer = move |choice| button("", (t.choice)(choice, step), move || home.answer(shape, choice));
    let mut answers: Vec<View> = question.choices().map(answer).collect();
    answers.push(button("plain", t.do_not_know, move || home.cancel_import()));
    let files = asking().filter(|(_, other)| other.shape == question.shape).count();
    let legend = element("legend", "said", words);
    let form = element("fieldset", "question", all(vec![legend, items("plain", answers)]));
    section(
        "part",
        [
            p("file-name", file.name.clone()),
            form,
            p("hint", t.ask_hint),
            if files > 1 { p("hint", (t.ask_files)(files)) } else { none() },
        ],
    )
}
