//! One implementation of TLS for all that the relay asks.

use std::sync::Once;

/// Names it, once, before the first connection.
pub(super) fn provide() {
    static PROVIDED: Once = Once::new();
    PROVIDED.call_once(|| {
        // Somebody else may have named one: then that one serves.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}
