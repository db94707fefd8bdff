//! Who may know whom, and who may name which crate.

use std::{collections::BTreeSet, fs};

use crate::{
    paths::paths,
    source::{Finding, Source, sources},
};

/// A part of the program: a folder of `src/`.
struct Layer {
    name: &'static str,
    /// Other layers, or single names of them.
    knows: &'static [&'static str],
    /// Crates beside the standard library.
    crates: &'static [&'static str],
}

/// The arrows. Each layer knows those above it, and of these no more than is said here.
const LAYERS: [Layer; 12] = [
    Layer { name: "domain", knows: &[], crates: &["chrono", "serde", "thiserror"] },
    // Files of foreign programs, read into the domain by the import worker.
    Layer { name: "household_import", knows: &["domain"], crates: &["calamine", "chrono", "csv", "serde_json", "zip"] },
    Layer { name: "present", knows: &["domain"], crates: &["chrono", "qrcode"] },
    Layer { name: "platform", knows: &["domain"], crates: &BROWSER },
    Layer {
        name: "api",
        // The client gives a request up in time, reads the server's clock, and JSON as the browser does.
        knows: &["domain", "platform::abort", "platform::clock", "platform::json"],
        crates: &["chrono", "gloo_net", "serde", "serde_json", "thiserror"],
    },
    Layer {
        name: "state",
        knows: &[
            "domain",
            "present::Area",
            "present::household",
            "present::schools",
            "present::percent_encoded",
            "present::Route",
            "present::Texts",
            "present::texts",
            "platform",
            "api",
        ],
        crates: &["chrono", "leptos", "serde"],
    },
    Layer {
        name: "views",
        // Wire types die at the edge; what went wrong there has its sentence on a page.
        knows: &["domain", "present", "platform", "state", "api::DecodeError", "api::FetchError", "api::Problem"],
        crates: &["chrono", "leptos", "leptos_router"],
    },
    Layer {
        name: "relay",
        knows: &["domain", "present", "api", "views"],
        crates: &[
            "anyhow",
            "axum",
            "base64",
            "brotli",
            "bytes",
            "chrono",
            "chrono_tz",
            "clap",
            "csv",
            "flate2",
            "hyper",
            "hyper_util",
            "leptos",
            "mime_guess",
            "object_store",
            "opening_hours_syntax",
            "percent_encoding",
            "qrcode",
            "rand",
            "rand_chacha",
            "object_store",
            "reqwest",
            "rumqttc",
            "rusqlite",
            "rustls",
            "rustls_native_certs",
            "serde",
            "serde_json",
            "sha2",
            "socket2",
            "subtle",
            "tempfile",
            "thiserror",
            "tokio",
            "tokio_rustls",
            "toml",
            "tower_http",
            "tracing",
            "tracing_subscriber",
        ],
    },
    // The relay, and the worker that reads a household's files.
    Layer {
        name: "bin",
        knows: &["relay", "domain::household", "household_import", "platform::import_worker"],
        crates: &[],
    },
    Layer { name: "main.rs", knows: &["views"], crates: &[] },
    // The programs of the areas, each its own.
    Layer { name: "areas", knows: &["views"], crates: &[] },
    Layer { name: "lib.rs", knows: &[], crates: &[] },
];

/// Whatever speaks to a browser. Event and node types of `web_sys` may stand in views besides.
const BROWSER: [&str; 8] =
    ["chrono", "js_sys", "leaflet", "leptos", "serde_json", "wasm_bindgen", "wasm_bindgen_futures", "web_sys"];

fn layer_of(source: &Source) -> Option<&'static Layer> {
    LAYERS.iter().find(|layer| layer.name == source.layer())
}

/// Other layers that `source` names and may not.
fn wrong_directions(source: &Source) -> Vec<Finding> {
    let Some(layer) = layer_of(source) else {
        return vec![source.finding(0, "no such part of the program; tests/architecture/layers.rs lists them")];
    };
    let is_known = |path: &str| {
        let own = path == layer.name || path.starts_with(&format!("{}::", layer.name));
        own || layer.knows.iter().any(|known| path == *known || path.starts_with(&format!("{known}::")))
    };
    let named = paths(&source.code, "crate::").into_iter().chain(paths(&source.code, "bon_moment::"));
    let mut findings: Vec<_> = named
        .filter(|named| !is_known(&named.path))
        .map(|named| source.finding(named.at, &format!("{} may not know {}", layer.name, named.path)))
        .collect();
    // Out of the layer by another way.
    let up = "super::".repeat(source.depth().max(1));
    let out = source.places(&up).into_iter().filter(|_| source.depth() > 0);
    findings.extend(out.map(|at| source.finding(at, "leaves its layer by `super`; say `crate::`")));
    findings
}

/// Crates that `source` names and may not.
fn wrong_crates(source: &Source, dependencies: &BTreeSet<String>) -> Vec<Finding> {
    let allowed = layer_of(source).map_or(&[][..], |layer| layer.crates);
    let mut findings = Vec::new();
    for name in dependencies.iter().filter(|name| !allowed.contains(&name.as_str())) {
        for at in source.places(&format!("{name}::")) {
            let after = &source.code[at + name.len() + 2..];
            let kind = &after[..after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len())];
            let is_inside = source.code[..at].ends_with("::");
            let is_excepted = source.layer() == "views" && name == "web_sys" && is_event_or_node(kind);
            if !is_inside && !is_excepted {
                findings.push(source.finding(at, &format!("{} may not name {name}", source.layer())));
            }
        }
        for form in [format!("use {name};"), format!("extern crate {name}")] {
            findings.extend(source.places(&form).into_iter().map(|at| source.finding(at, &form)));
        }
    }
    findings
}

fn is_event_or_node(kind: &str) -> bool {
    kind.ends_with("Event") || kind.ends_with("Element") || ["Node", "EventTarget"].contains(&kind)
}

/// The crates of `Cargo.toml`, as the code names them; those of tests are not for the program.
fn dependencies() -> BTreeSet<String> {
    let manifest = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();
    let mut inside = false;
    let mut names = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]") && !line.contains("dev-");
        } else if let (true, Some((name, _))) = (inside && line.starts_with(char::is_alphabetic), line.split_once(" ="))
        {
            names.insert(name.replace('-', "_"));
        }
    }
    names
}

#[test]
fn imports_point_one_way() {
    let findings: Vec<_> = sources().iter().flat_map(wrong_directions).collect();
    assert_eq!(findings, []);
}

#[test]
fn each_layer_names_its_own_crates_only() {
    let dependencies = dependencies();
    let findings: Vec<_> = sources().iter().flat_map(|source| wrong_crates(source, &dependencies)).collect();
    assert_eq!(findings, []);
}

#[test]
fn the_table_names_no_crate_that_is_gone() {
    let dependencies = dependencies();
    for name in LAYERS.iter().flat_map(|layer| layer.crates) {
        assert!(dependencies.contains(*name), "{name} is no dependency");
    }
}

#[test]
fn a_wrong_arrow_is_found() {
    let wrong = |path: &str, code: &str| wrong_directions(&Source::new(path, code)).len();
    assert_eq!(wrong("src/domain/x.rs", "use crate::present::Route;"), 1);
    assert_eq!(wrong("src/present/x.rs", "use crate::{domain::Site, api::{dto, decode}};"), 2);
    assert_eq!(wrong("src/state/x.rs", "use crate::present::{Texts, card};"), 1);
    assert_eq!(wrong("src/relay/x.rs", "fn f() { crate::state::App::new() }"), 1);
    assert_eq!(wrong("src/views/x.rs", "use crate::*;"), 1);
    assert_eq!(wrong("src/bin/relay.rs", "fn main() { bon_moment::views::mount() }"), 1);
    assert_eq!(wrong("src/api/mod.rs", "use super::relay;"), 1);
    assert_eq!(wrong("src/api/dto/sites.rs", "use super::super::text; use super::super::super::relay;"), 1);
    assert_eq!(wrong("src/new/x.rs", ""), 1);
    assert_eq!(wrong("src/views/x.rs", "use crate::{domain::Site, state::App, views::parts}; use super::parts;"), 0);
}

#[test]
fn a_wrong_crate_is_found() {
    let dependencies = dependencies();
    let wrong = |path: &str, code: &str| wrong_crates(&Source::new(path, code), &dependencies).len();
    assert_eq!(wrong("src/domain/x.rs", "use leptos::prelude::*;"), 1);
    assert_eq!(wrong("src/state/x.rs", "fn f() { web_sys::window() }"), 1);
    assert_eq!(wrong("src/views/x.rs", "use {js_sys::Date, web_sys::Storage};"), 2);
    assert_eq!(wrong("src/state/x.rs", "use gloo_net::http::Request;"), 1);
    assert_eq!(wrong("src/present/x.rs", "use serde_json;"), 1);
    assert_eq!(wrong("src/views/x.rs", "fn f(e: web_sys::KeyboardEvent, n: web_sys::HtmlElement) {}"), 0);
    assert_eq!(wrong("src/api/client.rs", "use gloo_net::http::Request; // web_sys::x"), 0);
}
