#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bon_moment_fuzz::household_kept(bytes));
