//! The `Host` of a request (RFC 9112, section 3.2).

use axum::http::{Request, Version, header::HOST, uri::Authority};

/// What is wrong with a request, so that it is answered with 400.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed(pub &'static str);

/// # Errors
/// When there is no `Host` (from HTTP/1.1 on), more than one, one that is none, or another one than the target's.
pub(super) fn check_host<B>(request: &Request<B>) -> Result<(), Malformed> {
    let mut hosts = request.headers().get_all(HOST).iter();
    let host = match (hosts.next(), hosts.next()) {
        (_, Some(_)) => return Err(Malformed("more than one Host")),
        (None, None) if request.version() >= Version::HTTP_11 => return Err(Malformed("Host is missing")),
        (None, None) => return Ok(()),
        (Some(host), None) => host,
    };
    let host = Authority::try_from(host.as_bytes()).ok().filter(|host| !host.as_str().contains('@'));
    let host = host.ok_or(Malformed("Host is neither a name nor an address"))?;
    let usual_port = match request.uri().scheme_str() {
        Some("https") => 443,
        _ => 80,
    };
    let port = |authority: &Authority| authority.port_u16().unwrap_or(usual_port);
    match request.uri().authority() {
        Some(target) if !target.host().eq_ignore_ascii_case(host.host()) || port(target) != port(&host) => {
            Err(Malformed("Host is another one than that of the address"))
        }
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_accepted(version: Version, target: &str, hosts: &[&str]) -> bool {
        let request = Request::builder().version(version).uri(target);
        let request = hosts.iter().fold(request, |request, host| request.header(HOST, *host));
        check_host(&request.body(()).unwrap()).is_ok()
    }

    #[test]
    fn exactly_one_host_is_asked_for_from_http_1_1_on() {
        assert!(is_accepted(Version::HTTP_11, "/", &["dechetteries.example.fr"]));
        assert!(!is_accepted(Version::HTTP_11, "/", &[]));
        assert!(
            is_accepted(Version::HTTP_10, "/", &[]),
            "an old client, or a load balancer that looks whether we live"
        );
        for version in [Version::HTTP_10, Version::HTTP_11] {
            assert!(!is_accepted(version, "/", &["a.example", "a.example"]), "{version:?}");
            assert!(!is_accepted(version, "/", &["a.example", "b.example"]), "{version:?}");
        }
    }

    #[test]
    fn a_host_is_a_name_or_an_address_with_a_port_perhaps() {
        for host in ["localhost:8080", "127.0.0.1", "[::1]:8080", "xn--dchetteries-bbb.fr"] {
            assert!(is_accepted(Version::HTTP_11, "/", &[host]), "{host}");
        }
        for host in ["", "a b", "user@a.example", "http://a.example", "a.example/x", "a.example:80:80"] {
            assert!(!is_accepted(Version::HTTP_11, "/", &[host]), "{host}");
        }
    }

    #[test]
    fn an_address_with_a_host_has_the_same_one() {
        for (target, host, is_same) in [
            ("http://a.example/", "a.example", true),
            ("http://A.example/", "a.example:80", true),
            ("http://a.example:8080/", "a.example:8080", true),
            ("http://a.example/", "b.example", false),
            ("http://a.example:8080/", "a.example", false),
        ] {
            assert_eq!(is_accepted(Version::HTTP_11, target, &[host]), is_same, "{target} {host}");
        }
    }
}
