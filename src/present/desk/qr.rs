//! An address as a QR code, to be drawn as one SVG path.

use qrcode::{Color, EcLevel, QrCode, Version, bits::Bits};

/// The dark fields of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrPath {
    /// Data of an SVG path, a unit a field, the quiet zone around it included.
    pub path: String,
    /// Side of the whole square.
    pub side: usize,
}

impl QrPath {
    /// Fields that must stay light around the code (ISO/IEC 18004).
    const QUIET: usize = 4;

    /// `None` for an address that is longer than any code holds. A seventh of the code may be smudged.
    pub fn of(address: &str) -> Option<Self> {
        let code = (1..=40).find_map(|version| code(address, Version::Normal(version)))?;
        let mut runs = Vec::new();
        for (y, row) in code.to_colors().chunks(code.width()).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|one, next| one == next) {
                if run[0] == Color::Dark {
                    let (x, y, length) = (x + Self::QUIET, y + Self::QUIET, run.len());
                    runs.push(format!("M{x} {y}h{length}v1h-{length}z"));
                }
                x += run.len();
            }
        }
        Some(Self { path: runs.concat(), side: code.width() + 2 * Self::QUIET })
    }
}

/// The whole address as bytes: the crate's own choice of segments saves nothing on an address, and weighs kilobytes.
fn code(address: &str, version: Version) -> Option<QrCode> {
    let mut bits = Bits::new(version);
    bits.push_byte_data(address.as_bytes()).ok()?;
    bits.push_terminator(EcLevel::M).ok()?;
    QrCode::with_bits(bits, EcLevel::M).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The path painted on a grid, read by somebody else's program.
    fn read(code: &QrPath) -> String {
        let mut dark = vec![vec![false; code.side]; code.side];
        for run in code.path.split_terminator('z') {
            let numbers: Vec<usize> =
                run.split(['M', ' ', 'h', 'v', '-']).filter_map(|number| number.parse().ok()).collect();
            let [x, y, length, 1, back] = numbers[..] else { panic!("{run}") };
            assert_eq!(length, back);
            dark[y][x..x + length].fill(true);
        }
        let quiet = QrPath::QUIET;
        let outside = |at: usize| at < quiet || at >= code.side - quiet;
        assert!((0..code.side).all(|y| (0..code.side).all(|x| !dark[y][x] || !outside(x) && !outside(y))));
        let grid = rqrr::SimpleGrid::from_func(code.side - 2 * quiet, |x, y| dark[y + quiet][x + quiet]);
        rqrr::Grid::new(grid).decode().unwrap().1
    }

    #[test]
    fn another_program_reads_the_address() {
        for address in [
            "https://dechets.example.fr/dechetteries/lorient/riantec",
            "http://127.0.0.1:8080/bon-moment/dechetteries/lorient/lorient-nord?lang=en",
        ] {
            assert_eq!(read(&QrPath::of(address).unwrap()), address);
        }
    }

    #[test]
    fn an_address_that_fits_no_code_has_none() {
        assert_eq!(QrPath::of(&"x".repeat(5_000)), None);
    }
}
