//! Reads files for the household's area, beside the page. Fetched only when somebody is about to bring a file.

use bon_moment::{
    domain::household::{Gathered, NotRead, pack, unpack, unpack_terms},
    household_import::{Gathering, LARGEST},
    platform::import_worker::{Job, serve},
};

fn main() {
    serve(read);
}

/// What all files of a job say, together with what was there before.
fn read(job: Job) -> Option<Vec<u8>> {
    let before = if job.before.is_empty() { Gathered::default() } else { unpack(&job.before)? };
    let (zone, answers) = unpack_terms(&job.terms)?;
    let mut gathering = Gathering::new(zone, before).answered(answers);
    for (number, file) in (1..).zip(job.files) {
        if file.size() > LARGEST as f64 {
            gathering.refuse(&file.name(), NotRead::TooLarge);
        } else {
            match file.bytes() {
                Some(bytes) => gathering.add(&file.name(), &bytes),
                None => gathering.refuse(&file.name(), NotRead::Damaged),
            }
        }
        (job.progress)(number);
    }
    Some(pack(&gathering.finish()))
}
