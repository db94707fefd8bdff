//! One implementation of TLS for all that the relay asks.

use std::{fs, path::Path, sync::Once};

use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};

/// Names it, once, before the first connection.
pub(super) fn provide() {
    static PROVIDED: Once = Once::new();
    PROVIDED.call_once(|| {
        // Somebody else may have named one: then that one serves.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

/// Bytes that nobody can guess.
pub(super) fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let random = rustls::crypto::ring::default_provider().secure_random;
    random.fill(&mut bytes).expect("the system gives random bytes from its start on");
    bytes
}

/// The certificates in a PEM file.
///
/// # Errors
/// With the file's path, when it cannot be read or has none.
pub(super) fn authorities(file: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let wrong = |reason: String| format!("{}: {reason}", file.display());
    let pem = fs::read(file).map_err(|error| wrong(error.to_string()))?;
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    let certificates = read.map_err(|error| wrong(format!("no certificate in PEM: {error}")))?;
    let mut roots = RootCertStore::empty();
    for certificate in &certificates {
        roots.add(certificate.clone()).map_err(|error| wrong(format!("no certificate of an authority: {error}")))?;
    }
    if certificates.is_empty() { Err(wrong("no certificate in PEM".to_owned())) } else { Ok(certificates) }
}

/// Trust in the system's authorities and in those of a file.
///
/// # Errors
/// When the file cannot be used, or when there is none and the system knows no authority.
pub(super) fn trusting(file: Option<&Path>) -> Result<ClientConfig, String> {
    provide();
    let mut roots = RootCertStore::empty();
    // A system's store may hold what nobody can read any more; what can be read counts.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(file) = file {
        roots.add_parsable_certificates(authorities(file)?);
    }
    if roots.is_empty() {
        return Err("this system knows no authority: install its ca-certificates, or name a file with ca".to_owned());
    }
    Ok(ClientConfig::builder().with_root_certificates(roots).with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_certificates_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ca.pem");
        assert!(authorities(&file).unwrap_err().starts_with(&file.display().to_string()));
        let said = |text: &str| {
            fs::write(&file, text).unwrap();
            let said = authorities(&file).unwrap_err();
            assert_eq!(trusting(Some(&file)).unwrap_err(), said);
            said.strip_prefix(&format!("{}: ", file.display())).unwrap().to_owned()
        };
        assert_eq!(said("nothing of the kind"), "no certificate in PEM");
        let begun = "-----BEGIN CERTIFICATE-----\nAAAA\n";
        assert!(said(begun).starts_with("no certificate in PEM: "), "{}", said(begun));
        let hollow = format!("{begun}-----END CERTIFICATE-----\n");
        assert!(said(&hollow).starts_with("no certificate of an authority: "), "{}", said(&hollow));
    }
}
