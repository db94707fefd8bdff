//! Whom a source may reach: an address in the configuration, a redirection or a name's answer must not lead into the
//! network that the relay stands in, unless the configuration allows that host by name.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
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
    /// Names whose addresses are given, which the system is not asked for.
    given: Arc<BTreeMap<String, Vec<IpAddr>>>,
}

impl Guard {
    pub fn new(allowed: &BTreeSet<String>) -> Self {
        Self { allowed: allowed.iter().map(|host| host.to_ascii_lowercase()).collect(), given: Arc::default() }
    }

    /// The same, with addresses for names that the system's resolver is then not asked for: a name server of one's own.
    #[must_use]
    pub fn with_addresses(self, given: BTreeMap<String, Vec<IpAddr>>) -> Self {
        Self { given: Arc::new(given), ..self }
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

    /// The addresses of a host that may be reached. They are the ones to dial: the name may have others a moment later.
    ///
    /// # Errors
    /// When there is none.
    pub async fn resolve_host(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, SourceError> {
        let found: Vec<SocketAddr> = match self.given.get(&host.to_ascii_lowercase()) {
            Some(given) => given.iter().map(|address| SocketAddr::new(*address, port)).collect(),
            None => lookup_host((host.trim_matches(['[', ']']), port))
                .await
                .map_err(|error| SourceError::Connect(format!("{host}: {error}")))?
                .collect(),
        };
        let addresses: Vec<_> =
            found.into_iter().filter(|address| self.allows(host) || !is_private(address.ip())).collect();
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

/// Addresses that are not of the public internet (the registries of RFC 6890). Ranges for examples in books, which lead
/// nowhere, are not among them.
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
        // Shared by a provider's customers (RFC 6598), for benchmarks (RFC 2544), for protocols (RFC 6890), for relays of
        // 6to4 (RFC 7526).
        || (a == 100 && (64..128).contains(&b))
        || (a == 198 && (18..20).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        // The machine's own host at a large provider of clouds, though the address is a public one.
        || address == Ipv4Addr::new(168, 63, 129, 16)
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    embedded(segments).into_iter().flatten().any(is_private_v4)
        || address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || segments[0] & 0xfe00 == 0xfc00
        || segments[0] & 0xffc0 == 0xfe80
        || segments[0] & 0xffc0 == 0xfec0
        // What is thrown away (RFC 6666), benchmarks (RFC 5180), identifiers that are no places (RFC 4843, RFC 7343),
        // segment routing (RFC 9602).
        || segments[..4] == [0x100, 0, 0, 0]
        || segments[..3] == [0x2001, 2, 0]
        || (segments[0] == 0x2001 && [0x10, 0x20].contains(&(segments[1] & 0xfff0)))
        || segments[0] == 0x5f00
}

/// IPv4 addresses that an IPv6 address carries, by which packets to it are led on.
fn embedded(s: [u16; 8]) -> [Option<Ipv4Addr>; 3] {
    let v4 = |high: u16, low: u16| Some(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)));
    // Bits 64 to 71 are left free where the prefix is short (RFC 6052, section 2.2).
    let around = |high: u16, middle: u16, low: u16| v4(high, middle << 8 | low >> 8);
    match s {
        // IPv4-compatible (RFC 4291, section 2.5.5.1), which `::` and `::1` are too; IPv4-mapped; translated (RFC 2765); by
        // NAT64 (RFC 6052), and by a translator of one's own (RFC 8215), with a prefix of 96 bits.
        [0, 0, 0, 0, 0, 0 | 0xffff, _, _] | [0, 0, 0, 0, 0xffff, 0, _, _] | [0x64, 0xff9b, 0 | 1, 0, 0, 0, _, _] => {
            [v4(s[6], s[7]), None, None]
        }
        // The same with a prefix of 48, 56 or 64 bits: nobody says which.
        [0x64, 0xff9b, 1, ..] => [
            around(s[3], s[4], s[5]),
            v4(s[3] << 8 | s[4] & 0xff, s[5]),
            v4(s[4] << 8 | s[5] >> 8, s[5] << 8 | s[6] >> 8),
        ],
        // 6to4 (RFC 3056).
        [0x2002, _, _, ..] => [v4(s[1], s[2]), None, None],
        // Teredo (RFC 4380): a server, and a client whose bits are turned around.
        [0x2001, 0, ..] => [v4(s[2], s[3]), v4(!s[6], !s[7]), None],
        // ISATAP (RFC 5214), behind any prefix.
        _ => [v4(s[6], s[7]).filter(|_| s[5] == 0x5efe && [0, 0x200].contains(&s[4])), None, None],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_known_however_they_are_written() {
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
            "192.88.99.1",
            "168.63.129.16",
            "::10.0.0.1",
            "::ffff:0:10.0.0.1",
            "64:ff9b:1::10.0.0.1",
            // 10.1.2.3 behind prefixes of 48, 56 and 64 bits.
            "64:ff9b:1:a01:2:300::",
            "64:ff9b:1:ff0a:1:203::",
            "64:ff9b:1:ffff:a:102:300:0",
            "2002:0a01:0203::1",
            "2002:7f00:1::",
            "2001:0:7f00:1::",
            // Teredo's client 10.1.2.3 behind a public server.
            "2001:0:808:808:0:0:f5fe:fdfc",
            "2a00::5efe:192.168.1.1",
            "2a00::200:5efe:192.168.1.1",
            "fec0::1",
            "100::1",
            "2001:2::1",
            "2001:20::1",
            "5f00::1",
        ] {
            assert!(is_private(private.parse().unwrap()), "{private}");
        }
        for public in [
            "1.1.1.1",
            "100.63.0.1",
            "172.15.0.1",
            "192.0.1.1",
            "168.63.129.17",
            "2001:4860:4860::8888",
            "::ffff:1.1.1.1",
            "64:ff9b::808:808",
            "64:ff9b:1::808:808",
            "64:ff9b:1:808:8:800::",
            "2002:808:808::1",
            "2001:0:808:808:0:0:f7f7:f7f7",
            "2a00::5efe:8.8.8.8",
        ] {
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
    async fn of_two_addresses_the_private_one_is_left_out() {
        let (public, private) = ("203.0.113.7".parse().unwrap(), "127.0.0.1".parse().unwrap());
        let guard = |allowed: &[&str]| {
            let allowed = allowed.iter().map(|host| (*host).to_owned()).collect();
            Guard::new(&allowed).with_addresses([("broker.example".to_owned(), vec![private, public])].into())
        };
        let found = |addresses: Vec<SocketAddr>| addresses.iter().map(SocketAddr::ip).collect::<Vec<_>>();
        let resolved = guard(&[]).resolve_host("Broker.example", 1883).await.unwrap();
        assert_eq!(found(resolved), [public]);
        let resolved = guard(&["broker.example"]).resolve_host("broker.example", 1883).await.unwrap();
        assert_eq!(found(resolved), [private, public]);
    }

    #[tokio::test]
    async fn a_name_that_leads_home_is_refused_unless_it_is_allowed() {
        let closed = Guard::default().resolve_host("localhost", 80).await;
        assert_eq!(closed, Err(SourceError::Private("localhost".to_owned())));
        let open = Guard::new(&["LOCALHOST".to_owned()].into()).resolve_host("localhost", 80).await;
        assert!(!open.unwrap().is_empty());
    }
}
