//! The log: one event, one line, whatever other machines put into it.

use std::fmt::Write;

use tracing::field::Field;
use tracing_subscriber::{
    field::MakeExt,
    fmt::format::{FormatFields, Writer, debug_fn},
};

use super::foreign::one_line;

/// Longest value of a field, characters.
const LONGEST: usize = 2000;

/// Writes fields so that none of them ends the line, moves the cursor or is longer than two thousand characters.
pub fn fields() -> impl for<'w> FormatFields<'w> + 'static {
    debug_fn(|writer: &mut Writer<'_>, field: &Field, value: &dyn std::fmt::Debug| {
        let mut begin = String::new();
        write!(begin, "{value:?}")?;
        let value = one_line(&begin, LONGEST);
        if field.name() == "message" { write!(writer, "{value}") } else { write!(writer, "{}={value}", field.name()) }
    })
    .delimited(" ")
}

#[cfg(test)]
mod tests {
    use std::{
        io,
        sync::{Arc, Mutex},
    };

    use super::*;

    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn foreign_text_makes_no_line_of_its_own() {
        let (log, wild) =
            (Log::default(), format!("x\r\n2026-11-21 ERROR all is lost\u{1b}[2J\u{2028}{}", "y".repeat(1 << 20)));
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .fmt_fields(fields())
            .with_ansi(false)
            .without_time()
            .with_writer(move || writer.clone())
            .finish();
        tracing::subscriber::with_default(subscriber, || {
            tracing::warn!(source = "lora", key = %wild, "{wild}");
        });
        let written = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert_eq!(written.matches('\n').count(), 1, "{written}");
        assert!(written.ends_with('\n') && written.len() < 3 * LONGEST, "{}", written.len());
        assert!(
            written.contains("x\\r\\n2026-11-21 ERROR all is lost\\u{1b}[2J\\u{2028}y")
                && written.contains(" source=\"lora\""),
            "{written}"
        );
    }
}
