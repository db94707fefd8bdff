//! Whom a source may reach: an address in the configuration, a redirection or a name's answer must not lead into the
//! network that the relay stands in, unless the configuration allows that host by name.

use std::{
    collections::BTreeSet,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

use reqwest::{
    Url,
    dns::{Addrs, Name, Resolve, Resolving},
};
use tokio::net::lookup_host;

use super::SourceError;

/// Hosts that may be private.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    allowed: BTreeSet<String>,
}

impl Guard {
    pub fn new(allowed: &BTreeSet<String>) -> Self {
        Self { allowed: allowed.iter().map(|host| host.to_ascii_lowercase()).collect() }
    }

    fn allows(&self, host: &str) -> bool {
        self.allowed.contains(&host.trim_matches(['[', ']']).to_ascii_lowercase())
    }

    /// Refuses addresses that are private by themselves; names are looked at when they are resolved.
    ///
    /// # Errors
    /// When the address leads into a private network.
    pub fn check(&self, url: &Url) -> Result<(), SourceError> {
        let host = url.host_str().unwrap_or_default();
        let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
        match address {
            Ok(address) if is_private(address) && !self.allows(host) => Err(SourceError::Private(host.to_owned())),
            Ok(_) | Err(_) => Ok(()),
        }
    }

    /// The addresses of a host that may be reached.
    ///
    /// # Errors
    /// When there is none.
    pub async fn resolve_host(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, SourceError> {
        let found = lookup_host((host.trim_matches(['[', ']']), port)).await;
        let found = found.map_err(|error| SourceError::Connect(format!("{host}: {error}")))?;
        let addresses: Vec<_> = found.filter(|address| self.allows(host) || !is_private(address.ip())).collect();
        if addresses.is_empty() { Err(SourceError::Private(host.to_owned())) } else { Ok(addresses) }
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.clone();
        Box::pin(async move {
            let addresses = guard.resolve_host(name.as_str(), 0).await?;
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// Addresses that are not of the public internet (the registries of RFC 6890).
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_private_v4(v4),
        IpAddr::V6(v6) => is_private_v6(v6),
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || a == 0
        || a >= 240
        // Shared by a provider's customers (RFC 6598), for benchmarks (RFC 2544), for protocols (RFC 6890).
        || (a == 100 && (64..128).contains(&b))
        || (a == 198 && (18..20).contains(&b))
        || (a == 192 && b == 0 && c == 0)
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    // IPv4 in the clothes of IPv6: mapped, and translated (RFC 6052).
    let translated = segments[..6] == [0x64, 0xff9b, 0, 0, 0, 0];
    let inner = address.to_ipv4_mapped().or_else(|| {
        let [a, b, c, d] =
            [segments[6] >> 8, segments[6] & 0xff, segments[7] >> 8, segments[7] & 0xff].map(|n| n as u8);
        translated.then(|| Ipv4Addr::new(a, b, c, d))
    });
    inner.is_some_and(is_private_v4)
        || address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || segments[0] & 0xfe00 == 0xfc00
        || segments[0] & 0xffc0 == 0xfe80
        || segments[0] & 0xffc0 == 0xfec0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_known_in_all_their_clothes() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "::1",
            "::",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
        ] {
            assert!(is_private(private.parse().unwrap()), "{private}");
        }
        for public in ["1.1.1.1", "100.63.0.1", "172.15.0.1", "192.0.1.1", "2001:4860:4860::8888", "::ffff:1.1.1.1"] {
            assert!(!is_private(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn a_host_is_allowed_by_its_name_alone() {
        let guard = Guard::new(&["192.168.1.20".to_owned()].into());
        let check = |url: &str| guard.check(&url.parse().unwrap());
        assert_eq!(check("http://192.168.1.20:8080/x"), Ok(()));
        assert_eq!(check("http://192.168.1.21/x"), Err(SourceError::Private("192.168.1.21".to_owned())));
        assert_eq!(check("http://[::1]/"), Err(SourceError::Private("[::1]".to_owned())));
        // Other ways to write 127.0.0.1, which the address's parser reads as browsers do.
        assert!(check("http://2130706433/").is_err() && check("http://0x7f.1/").is_err());
        assert_eq!(check("https://example.org/"), Ok(()));
    }

    #[tokio::test]
    async fn a_name_that_leads_home_is_refused_unless_it_is_allowed() {
        let closed = Guard::default().resolve_host("localhost", 80).await;
        assert_eq!(closed, Err(SourceError::Private("localhost".to_owned())));
        let open = Guard::new(&["LOCALHOST".to_owned()].into()).resolve_host("localhost", 80).await;
        assert!(!open.unwrap().is_empty());
    }
}
