//! The open connections: how many there are of each client, and which one makes room for another.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::oneshot;

use super::progress::Progress;
use crate::relay::client_address::ClientNetwork;

/// However few files there are.
const FEWEST: usize = 16;

/// All open connections, at most as many as may be open together.
#[derive(Debug)]
pub(super) struct Connections(Mutex<Open>);

#[derive(Debug)]
struct Open {
    most: usize,
    most_per_client: usize,
    next_id: u64,
    by_id: BTreeMap<u64, Connection>,
}

#[derive(Debug)]
struct Connection {
    /// `None` for a trusted proxy, which has as many connections as it wants.
    client: Option<ClientNetwork>,
    progress: Arc<Progress>,
    /// Dropped to end the connection.
    _keep: oneshot::Sender<()>,
}

/// A connection's place among the others, given back when this is dropped.
pub(super) struct Place {
    connections: Arc<Connections>,
    id: u64,
    pub progress: Arc<Progress>,
    /// Resolves when the connection has to end because another needs its place.
    pub ended: oneshot::Receiver<()>,
}

impl Connections {
    pub fn new(most: usize, most_per_client: usize) -> Self {
        Self(Mutex::new(Open { most, most_per_client, next_id: 0, by_id: BTreeMap::new() }))
    }

    /// Takes in a connection. Where its client has all its share, or the server is full, the one that has been idle for the
    /// longest time ends: of that client's own, or of all.
    pub fn admit(self: &Arc<Self>, client: Option<ClientNetwork>, progress: Progress) -> Place {
        let progress = Arc::new(progress);
        let (keep, ended) = oneshot::channel();
        let mut open = self.lock();
        if client.is_some() {
            let is_own = |connection: &Connection| connection.client == client;
            if open.by_id.values().filter(|connection| is_own(connection)).count() >= open.most_per_client {
                open.end_idlest(is_own);
            }
        }
        if open.by_id.len() >= open.most {
            open.end_idlest(|_| true);
        }
        let id = open.next_id;
        open.next_id += 1;
        open.by_id.insert(id, Connection { client, progress: Arc::clone(&progress), _keep: keep });
        Place { connections: Arc::clone(self), id, progress, ended }
    }

    /// To be called when the process may open no more files: ends an eighth of the connections, and keeps so many files free
    /// from here on. Gives how many connections may be open from now on.
    pub fn make_room(&self) -> usize {
        let mut open = self.lock();
        let ended = (open.by_id.len() / 8).max(1);
        for _ in 0..ended {
            open.end_idlest(|_| true);
        }
        // Files that others took for a moment must not end in a server for nobody.
        open.most = open.most.min(open.by_id.len().max(FEWEST));
        open.most
    }

    // What it holds is changed as a whole, so a panic elsewhere cannot have left half of it.
    fn lock(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn end_idlest(&mut self, is_eligible: impl Fn(&Connection) -> bool) {
        let eligible = self.by_id.iter().filter(|(_, connection)| is_eligible(connection));
        let idlest = eligible.min_by_key(|(_, connection)| connection.progress.last()).map(|(id, _)| *id);
        if let Some(id) = idlest {
            self.by_id.remove(&id);
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.lock().by_id.remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn client(text: &str) -> ClientNetwork {
        ClientNetwork::of(text.parse().unwrap())
    }

    /// Whether each connection goes on.
    fn alive(places: &mut [Place]) -> Vec<bool> {
        places.iter_mut().map(|place| place.ended.try_recv() == Err(oneshot::error::TryRecvError::Empty)).collect()
    }

    #[test]
    fn a_client_over_its_share_ends_its_own_idlest_connection() {
        let (connections, begun) = (Arc::new(Connections::new(8, 2)), Instant::now());
        let own = Some(client("203.0.113.7"));
        let mut places = vec![
            connections.admit(Some(client("198.51.100.1")), Progress::new(begun)),
            connections.admit(own, Progress::new(begun + SECOND)),
            connections.admit(own, Progress::new(begun + 2 * SECOND)),
        ];
        places[1].progress.note_at(begun + 3 * SECOND);
        places.push(connections.admit(own, Progress::new(begun + 4 * SECOND)));
        assert_eq!(alive(&mut places), [true, true, false, true]);
    }

    #[test]
    fn the_idlest_of_all_makes_room_when_the_server_is_full() {
        let (connections, begun) = (Arc::new(Connections::new(3, 2)), Instant::now());
        let admit =
            |n: u32| connections.admit(Some(client(&format!("203.0.113.{n}"))), Progress::new(begun + n * SECOND));
        let mut places: Vec<_> = (0..4).map(admit).collect();
        assert_eq!(alive(&mut places), [false, true, true, true]);
        drop(places.remove(1));
        places.push(admit(5));
        assert_eq!(alive(&mut places), [false, true, true, true], "a place was free");
    }

    #[test]
    fn a_trusted_proxy_has_no_share() {
        let connections = Arc::new(Connections::new(8, 2));
        let mut places: Vec<_> = (0..6).map(|_| connections.admit(None, Progress::begin())).collect();
        assert_eq!(alive(&mut places), [true; 6]);
    }

    #[test]
    fn files_are_kept_free_once_the_system_refused_one() {
        let connections = Arc::new(Connections::new(1000, 1000));
        let mut places: Vec<_> = (0..32).map(|_| connections.admit(None, Progress::begin())).collect();
        assert_eq!(connections.make_room(), 28);
        places.push(connections.admit(None, Progress::begin()));
        assert_eq!(alive(&mut places).into_iter().filter(|alive| *alive).count(), 28);
        for _ in 0..100 {
            connections.make_room();
        }
        assert_eq!(connections.make_room(), FEWEST);
    }
}
