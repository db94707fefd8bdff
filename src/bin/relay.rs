//! The relay: see `bon_moment::relay`.

fn main() -> std::process::ExitCode {
    bon_moment::relay::cli::run()
}
