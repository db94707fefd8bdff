//! A reader of HTML that forgives nothing.

/// Elements without an end.
const VOID: [&str; 3] = ["meta", "link", "br"];

/// What is wrong with the nesting or the attributes of a page; empty when all is well.
pub fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html.strip_prefix("<!doctype html>").unwrap_or_else(|| panic!("no doctype: {}", &html[..80]));
    while let Some(start) = rest.find('<') {
        let end = start + rest[start..].find('>').unwrap_or_else(|| panic!("an open tag: {}", &rest[start..]));
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let last = open.pop();
            if last.as_deref() != Some(name) {
                faults.push(format!("</{name}> ends {last:?}"));
            }
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap().to_owned();
        for attribute in tag[name.len()..].split('"').step_by(2).map(|part| part.trim().trim_end_matches('=')) {
            let attribute = attribute.rsplit(' ').next().unwrap_or("");
            if attribute.starts_with("on") || attribute == "style" {
                faults.push(format!("{attribute} in <{tag}>"));
            }
        }
        if name == "script" || tag.contains("javascript:") {
            faults.push(format!("<{tag}>"));
        }
        if name == "style" {
            rest = &rest[rest.find("</style>").unwrap()..];
        }
        if !VOID.contains(&name.as_str()) && !tag.ends_with('/') {
            open.push(name);
        }
    }
    faults.extend(open.iter().map(|name| format!("<{name}> has no end")));
    faults
}

/// The words that a reader sees, tags and styles apart.
pub fn words(html: &str) -> String {
    let body = &html[html.find("<body").unwrap_or(0)..];
    let mut inside = false;
    let text: String = body
        .chars()
        .map(|c| match c {
            '<' => {
                inside = true;
                ' '
            }
            '>' => {
                inside = false;
                ' '
            }
            _ if inside => ' ',
            c => c,
        })
        .collect();
    let text = text.replace("&amp;", "&").replace('\u{a0}', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",").replace(" .", ".")
}

#[test]
fn faults_are_found() {
    let page = |body: &str| faults(&format!("<!doctype html><html><body>{body}</body></html>"));
    assert_eq!(page("<p class=\"x\">a<br>b</p>"), Vec::<String>::new());
    for wrong in ["<p>", "<p></b></p>", "<script>1</script>", "<a onclick=\"x\">a</a>", "<p style=\"a\"></p>"] {
        assert!(!page(wrong).is_empty(), "{wrong}");
    }
}
