//! The address of the client that a request comes from, also behind reverse proxies that are trusted to name it.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    str::FromStr,
};

use axum::http::{Extensions, HeaderMap};

/// The header in which each proxy adds, at the end, the address that it was asked from.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// A range of addresses in CIDR notation (RFC 4632; RFC 4291, section 2.3), or one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressRange {
    network: IpAddr,
    /// Leading bits that an address of the range shares with `network`.
    prefix_bits: u32,
}

impl AddressRange {
    /// IPv4 addresses mapped into IPv6 count as IPv4.
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        address.is_ipv4() == self.network.is_ipv4() && masked(address, self.prefix_bits) == self.network
    }
}

impl FromStr for AddressRange {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let unreadable = || format!("\"{text}\" is neither an address nor a range such as \"10.0.0.0/8\"");
        let (address, bits) = text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let network: IpAddr = address.parse().map_err(|_| unreadable())?;
        let most_bits = if network.is_ipv4() { 32 } else { 128 };
        let is_number = |bits: &&str| bits.bytes().all(|byte| byte.is_ascii_digit());
        let prefix_bits = match bits {
            None => most_bits,
            Some(bits) => bits.parse().ok().filter(|n| *n <= most_bits && is_number(&bits)).ok_or_else(unreadable)?,
        };
        if prefix_bits == 0 {
            return Err(format!("\"{text}\" would trust every address"));
        }
        let whole = masked(network, prefix_bits);
        if whole != network {
            return Err(format!("\"{text}\" has bits after its prefix; the range is \"{whole}/{prefix_bits}\""));
        }
        // A mapped range of IPv6 is meant as the range of IPv4 inside it.
        match network.to_canonical() {
            inner @ IpAddr::V4(_) if network.is_ipv6() && prefix_bits > 96 => {
                Ok(Self { network: inner, prefix_bits: prefix_bits - 96 })
            }
            _ => Ok(Self { network, prefix_bits }),
        }
    }
}

impl fmt::Display for AddressRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.network, self.prefix_bits)
    }
}

/// The address with all bits after the prefix cleared.
fn masked(address: IpAddr, prefix_bits: u32) -> IpAddr {
    match address {
        IpAddr::V4(v4) => {
            let mask = u32::MAX.checked_shl(32 - prefix_bits.min(32)).unwrap_or(0);
            Ipv4Addr::from_bits(v4.to_bits() & mask).into()
        }
        IpAddr::V6(v6) => {
            let mask = u128::MAX.checked_shl(128 - prefix_bits.min(128)).unwrap_or(0);
            Ipv6Addr::from_bits(v6.to_bits() & mask).into()
        }
    }
}

/// The reverse proxies whose `X-Forwarded-For` is believed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<AddressRange>);

impl TrustedProxies {
    pub fn new(ranges: &[AddressRange]) -> Self {
        Self(ranges.to_vec())
    }

    pub fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|range| range.contains(address))
    }

    /// The client of a request that came over a connection from `peer`: `peer` itself unless it is trusted, else the
    /// rightmost address of `X-Forwarded-For` that is not trusted. What stands to the left of that one anybody may have
    /// written. An entry that cannot be read ends the search at the proxy that reported it.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        self.search(peer, headers).0
    }

    /// The entry that a trusted proxy wrote and that is no address, where one ended the search for the client.
    pub fn unreadable_entry<'h>(&self, peer: IpAddr, headers: &'h HeaderMap) -> Option<&'h str> {
        self.search(peer, headers).1
    }

    fn search<'h>(&self, peer: IpAddr, headers: &'h HeaderMap) -> (IpAddr, Option<&'h str>) {
        let lines = headers.get_all(FORWARDED_FOR).into_iter();
        let entries: Vec<&str> = lines.flat_map(|line| line.to_str().unwrap_or("unreadable").split(',')).collect();
        let mut client = peer.to_canonical();
        for entry in entries.into_iter().rev() {
            if !self.trusts(client) {
                break;
            }
            let Some(before) = address_in(entry) else { return (client, Some(entry.trim())) };
            client = before;
        }
        (client, None)
    }
}

/// Whether a proxy passed the request on and says for whom.
pub fn is_forwarded(headers: &HeaderMap) -> bool {
    headers.contains_key(FORWARDED_FOR)
}

/// An address as proxies write it: `203.0.113.7`, `203.0.113.7:4711`, `2001:db8::7`, `[2001:db8::7]:4711`.
fn address_in(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim().trim_matches('"');
    let address = entry.parse().ok().or_else(|| entry.parse::<SocketAddr>().ok().map(|socket| socket.ip()));
    address.or_else(|| entry.strip_prefix('[')?.strip_suffix(']')?.parse().ok()).map(|address| address.to_canonical())
}

/// The client's address, which each request carries as an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// What limits by address count: one address of IPv4, or the /64 of IPv6 that a provider gives to one household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClientNetwork(IpAddr);

impl ClientNetwork {
    pub fn of(address: IpAddr) -> Self {
        let address = address.to_canonical();
        Self(if address.is_ipv6() { masked(address, 64) } else { address })
    }

    /// Of a request; all requests without a known address are counted as one client.
    pub fn of_request(extensions: &Extensions) -> Self {
        let address = extensions.get::<ClientAddress>().map(|client| client.0);
        Self::of(address.unwrap_or(Ipv4Addr::UNSPECIFIED.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn proxies(ranges: &[&str]) -> TrustedProxies {
        TrustedProxies::new(&ranges.iter().map(|range| range.parse().unwrap()).collect::<Vec<_>>())
    }

    fn forwarded(lines: &[&str]) -> HeaderMap {
        lines.iter().map(|line| (FORWARDED_FOR.parse().unwrap(), line.parse().unwrap())).collect()
    }

    #[test]
    fn ranges_hold_their_addresses_and_no_others() {
        for (range, inside, outside) in [
            ("127.0.0.1", "127.0.0.1", "127.0.0.2"),
            ("10.0.0.0/8", "10.255.1.2", "11.0.0.0"),
            ("192.168.4.0/22", "192.168.7.255", "192.168.8.0"),
            ("::1", "::1", "::2"),
            ("2001:db8::/33", "2001:db8:7fff::1", "2001:db8:8000::1"),
            ("10.0.0.0/8", "::ffff:10.1.2.3", "::ffff:11.1.2.3"),
            ("::ffff:10.0.0.0/104", "10.1.2.3", "11.1.2.3"),
            ("128.0.0.0/1", "255.255.255.255", "2001:db8::1"),
        ] {
            let range: AddressRange = range.parse().unwrap();
            assert!(range.contains(ip(inside)) && !range.contains(ip(outside)), "{range}");
        }
    }

    #[test]
    fn a_range_that_is_none_is_refused_with_the_reason() {
        for (wrong, reason) in [
            ("localhost", "neither an address nor a range"),
            ("", "neither an address nor a range"),
            ("10.0.0.0/33", "neither an address nor a range"),
            ("10.0.0.0/", "neither an address nor a range"),
            ("10.0.0.0/+8", "neither an address nor a range"),
            ("10.0.0.1:80", "neither an address nor a range"),
            ("10.1.0.0/8", "the range is \"10.0.0.0/8\""),
            ("0.0.0.0/0", "would trust every address"),
            ("::/0", "would trust every address"),
        ] {
            let said = wrong.parse::<AddressRange>().unwrap_err();
            assert!(said.contains(reason), "{wrong}: {said}");
        }
    }

    #[test]
    fn the_client_is_the_rightmost_address_that_is_not_trusted() {
        let trusted = proxies(&["127.0.0.1", "10.0.0.0/8", "::1"]);
        let client = |peer: &str, lines: &[&str]| trusted.client(ip(peer), &forwarded(lines)).to_string();
        assert_eq!(client("127.0.0.1", &["203.0.113.7"]), "203.0.113.7");
        // What the client wrote itself stands to the left of what our proxies added.
        assert_eq!(client("127.0.0.1", &["192.0.2.1, 203.0.113.7"]), "203.0.113.7");
        assert_eq!(client("127.0.0.1", &["192.0.2.1, 203.0.113.7, 10.0.0.3"]), "203.0.113.7");
        assert_eq!(client("127.0.0.1", &["192.0.2.1", "203.0.113.7", "10.0.0.3"]), "203.0.113.7");
        assert_eq!(client("127.0.0.1", &["10.0.0.9"]), "10.0.0.9", "all of them are ours");
        assert_eq!(client("127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(client("::1", &["[2001:db8::7]:4711"]), "2001:db8::7");
        assert_eq!(client("::ffff:127.0.0.1", &["203.0.113.7:4711"]), "203.0.113.7");
        for unreadable in ["unknown", "203.0.113.7, _hidden", "", "\u{e9}"] {
            assert_eq!(client("127.0.0.1", &[unreadable]), "127.0.0.1", "{unreadable}");
        }
    }

    #[test]
    fn an_entry_of_a_trusted_proxy_that_is_no_address_is_told() {
        let trusted = proxies(&["127.0.0.1", "10.0.0.0/8"]);
        let entry =
            |peer: &str, lines: &[&str]| trusted.unreadable_entry(ip(peer), &forwarded(lines)).map(str::to_owned);
        assert_eq!(entry("127.0.0.1", &["203.0.113.7, _hidden "]).as_deref(), Some("_hidden"));
        assert_eq!(entry("127.0.0.1", &["unknown, 10.0.0.3"]).as_deref(), Some("unknown"));
        assert_eq!(entry("127.0.0.1", &["unknown, 203.0.113.7"]), None, "anybody may have written that");
        assert_eq!(entry("192.0.2.1", &["unknown"]), None, "not trusted itself");
        assert_eq!(entry("127.0.0.1", &["127.0.0.1"]), None);
    }

    #[test]
    fn who_is_not_trusted_names_nobody_else() {
        let headers = forwarded(&["203.0.113.7"]);
        assert_eq!(proxies(&["127.0.0.1"]).client(ip("198.51.100.4"), &headers), ip("198.51.100.4"));
        assert_eq!(TrustedProxies::default().client(ip("127.0.0.1"), &headers), ip("127.0.0.1"));
    }

    #[test]
    fn one_household_is_one_client() {
        let network = |text| ClientNetwork::of(ip(text));
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::7"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:203.0.113.7"), network("203.0.113.7"));
        assert_ne!(network("203.0.113.7"), network("203.0.113.8"));
    }
}
