//! The English of what stands below every page.

use super::ServiceTexts;

pub(super) static TEXTS: ServiceTexts = ServiceTexts {
    label: "Display and accessibility",
    display: "Display",
    large: "Large letters",
    contrast: "Strong contrast",
    remember: "Remember these settings on this device",
    easy: "Easy to read",
    weight: "What this visit weighs",
};
