use super::*;

fn reason(body: &str) -> String {
    stated(body.as_bytes()).unwrap_or_default()
}

#[test]
fn each_service_is_understood() {
    let arcgis = include_str!("../../tests/data/refusals/arcgis-error-with-200.json");
    let expected = "Cannot perform query. Invalid query parameters. 'Invalid field: foo' parameter is invalid";
    assert_eq!(reason(arcgis), expected);
    assert_eq!(refusal(arcgis.as_bytes()).as_deref(), Some(expected));
    let cases = [
        (r#"{"error_code":"ODSQLError","message":"unknown field: foo"}"#, "ODSQLError: unknown field: foo"),
        (r#"{"errorcode":10002,"error":"Unknown dataset: x"}"#, "Unknown dataset: x"),
        (r#"{"success":false,"message":"Feed does not exist"}"#, "Feed does not exist"),
        (r#"{"code":404,"type":"error","message":"Nothing found."}"#, "Nothing found."),
        (r#"{"error":{"status":"Not Found","code":404,"message":["No such thing"]}}"#, "No such thing"),
        (r#"{"error":"NotFound","description":"The entity is not there"}"#, "NotFound: The entity is not there"),
        (
            r#"{"version":"2.0.0","exceptions":[{"code":"InvalidParameterValue","locator":"typeName","text":"Feature type x unknown"}]}"#,
            "Feature type x unknown",
        ),
        (r#"{"elements":[],"remark":"runtime error: Query timed out"}"#, "runtime error: Query timed out"),
    ];
    for (body, expected) in cases {
        assert_eq!(reason(body), expected);
        assert_eq!(refusal(body.as_bytes()).as_deref(), Some(expected), "{body}");
    }
    let problem =
        r#"{"type":"https://uri.etsi.org/ngsi-ld/errors/ResourceNotFound","title":"Not there","detail":"urn:x"}"#;
    assert_eq!(reason(problem), "Not there: urn:x");
    assert_eq!(reason("Invalid API key\n"), "Invalid API key");
    assert_eq!(reason("\n Limite de débit\r\ndépassée "), "Limite de débit dépassée");
}

#[test]
fn a_report_of_an_exception_is_read_wherever_its_text_stands() {
    let far = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ows:ExceptionReport xmlns:ows=\"http://www.opengis.net/ows/1.1\" {}>\
         <ows:Exception exceptionCode=\"InvalidParameterValue\" locator=\"typeName\"><ows:ExceptionText>Feature type \
         &lt;dechets:Files&gt; Unknown</ows:ExceptionText></ows:Exception></ows:ExceptionReport>",
        "xsi:schemaLocation=\"http://www.opengis.net/ows/1.1 https://x.example/schemas/ows/1.1.0/owsAll.xsd\" "
            .repeat(9)
    );
    assert_eq!(reason(&far), "Feature type <dechets:Files> Unknown");
    let old = "<ServiceExceptionReport version=\"1.2.0\"><ServiceException code=\"x\">\n <![CDATA[no such layer]]>\n</ServiceException></ServiceExceptionReport>";
    assert_eq!(reason(old), "no such layer");
    let page = "<?xml version=\"1.0\"?><!DOCTYPE html><html><head><title>OSM3S Response</title></head><body>\
        <p><strong style=\"color:#FF0000\">Error</strong>: runtime error: rate_limited. Please check /api/status. </p></body></html>";
    assert_eq!(reason(page), "runtime error: rate_limited. Please check /api/status.");
    assert_eq!(reason("<!DOCTYPE html><title>502 Bad Gateway</title>"), "502 Bad Gateway");
    for silent in ["", "{}", "[]", "<html>", "<", "<a", "{\"error\":", "\u{0}\u{1}", "---"] {
        assert_eq!(stated(silent.as_bytes()), None, "{silent}");
    }
    assert_eq!(stated(b"\x89PNG\r\n\x1a\n\xff\xff\xff\xff\xff"), None, "a picture is no reason");
}

#[test]
fn data_are_no_refusals() {
    for data in [
        r#"{"n":3,"error":null}"#,
        r#"{"n":3,"error":{"code":0}}"#,
        r#"{"n":3,"error":""}"#,
        r#"{"n":3,"message":"all is well"}"#,
        r#"{"elements":[],"remark":"considered 3 tiles"}"#,
        "[1,2]",
        "3",
    ] {
        assert_eq!(refusal(data.as_bytes()), None, "{data}");
    }
}

#[test]
fn foreign_words_are_cut_and_move_no_terminal() {
    let wild = format!("a\u{1b}[2J\u{202e}b\r\nc{}", "x".repeat(10_000));
    let said = reason(&wild);
    assert!(said.starts_with("a [2J b c") && said.ends_with('…') && said.chars().count() == 301, "{said}");
    assert!(reason(&format!("{{\"message\":\"{}\"}}", "é".repeat(20_000))).chars().count() == 301);
}
