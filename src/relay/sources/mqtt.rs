//! Listening to an MQTT broker.

use std::{path::Path, sync::Arc, time::Duration};

use reqwest::Url;
use rumqttc::{Connect, Login, Packet};
use rustls::{ClientConfig, pki_types::ServerName};
use tokio::{
    net::TcpStream,
    time::{MissedTickBehavior, interval, sleep, timeout},
};
use tokio_rustls::TlsConnector;

use super::{
    Batch, Guard, Outlet, SourceError,
    mapping::take,
    mqtt_session::{Session, Stream, refused_topic},
    supervise::Said,
    uplink::{Message, messages},
};
use crate::relay::{
    backoff::{Backoff, SHORTEST_PAUSE},
    config::{Kind, Mqtt, Payload, Secret, SourceConfig, When},
    tls,
};

/// A packet is sent at least as often, so that the broker knows that we are there.
const KEEP_ALIVE: Duration = Duration::from_secs(30);
/// A broker that leaves so many of them unanswered is gone.
const MOST_UNANSWERED: u32 = 2;

/// By what a broker knows this relay: the session's messages wait under this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    pub name: String,
    /// Whether the name is the same after a restart. A queue under another one would fill for nobody.
    pub is_lasting: bool,
}

/// How a broker is reached.
pub struct Connection {
    connect: Connect,
    tls: Option<Arc<ClientConfig>>,
    guard: Guard,
    host: String,
    port: u16,
    topics: Vec<String>,
}

impl Connection {
    /// Reads what is needed to connect. The broker keeps messages for `client` while the relay is away, unless they do not
    /// say themselves `when` they were seen, or the client's name does not last.
    ///
    /// # Errors
    /// When the certificate cannot be read.
    pub fn new(
        mqtt: &Mqtt,
        password: Option<&Secret>,
        when: &When,
        client: &Client,
        folder: &Path,
        guard: Guard,
    ) -> Result<Self, String> {
        let (host, port) = address(&mqtt.broker);
        let mut connect = Connect::new(&client.name);
        connect.keep_alive = KEEP_ALIVE.as_secs() as u16;
        // What waited for us would bear the instant of its arrival.
        connect.clean_session = *when == When::Received || !client.is_lasting;
        if let Some(user) = &mqtt.user {
            connect.login = Some(Login::new(user, password.map_or("", Secret::reveal)));
        }
        let tls = if mqtt.broker.scheme() == "mqtts" {
            let ca = mqtt.ca.as_ref().map(|path| folder.join(path));
            Some(Arc::new(tls::trusting(ca.as_deref())?))
        } else {
            None
        };
        Ok(Self { connect, tls, guard, host, port, topics: mqtt.topics.clone() })
    }

    /// Dials the addresses that the guard let through, and no others: the name is resolved once.
    async fn dial(&self, patience: Duration) -> Result<Box<dyn Stream>, SourceError> {
        let mut failure = SourceError::Connect(format!("{} has no address", self.host));
        for address in self.guard.resolve_host(&self.host, self.port).await? {
            match timeout(patience, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => return self.encrypted(stream, patience).await,
                Ok(Err(error)) => failure = SourceError::Connect(error.to_string()),
                Err(_) => failure = SourceError::Timeout(patience),
            }
        }
        Err(failure)
    }

    /// The certificate must be the host's as the configuration names it, whichever of its addresses was dialled.
    async fn encrypted(&self, stream: TcpStream, patience: Duration) -> Result<Box<dyn Stream>, SourceError> {
        let Some(tls) = &self.tls else { return Ok(Box::new(stream)) };
        let wrong = |reason: String| SourceError::Connect(format!("TLS: {reason}"));
        let name = ServerName::try_from(self.host.clone()).map_err(|error| wrong(error.to_string()))?;
        let connected = timeout(patience, TlsConnector::from(Arc::clone(tls)).connect(name, stream)).await;
        let stream = connected.map_err(|_| SourceError::Timeout(patience))?;
        Ok(Box::new(stream.map_err(|error| wrong(error.to_string()))?))
    }
}

fn address(broker: &Url) -> (String, u16) {
    let usual = if broker.scheme() == "mqtts" { 8883 } else { 1883 };
    (broker.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned(), broker.port().unwrap_or(usual))
}

pub(super) async fn listen_for_ever(source: &SourceConfig, connection: &Connection, outlet: &Outlet) {
    let Kind::Mqtt(mqtt) = &source.kind else { return };
    let mut backoff = Backoff::after_failures(SHORTEST_PAUSE);
    loop {
        let Err(error) = listen(source, mqtt, connection, outlet, &mut backoff).await;
        outlet.say(Said::Failed(error));
        sleep(backoff.failed(None)).await;
    }
}

/// Until the connection ends.
async fn listen(
    source: &SourceConfig,
    mqtt: &Mqtt,
    connection: &Connection,
    outlet: &Outlet,
    backoff: &mut Backoff,
) -> Result<std::convert::Infallible, SourceError> {
    let stream = connection.dial(source.timeout).await?;
    let mut session = Session::open(stream, &connection.connect, source.timeout).await?;
    backoff.reset();
    session.subscribe(&connection.topics).await?;
    outlet.say(Said::Alive);
    let (mut beat, mut unanswered) = (interval(KEEP_ALIVE), 0);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beat.reset();
    loop {
        let packet = tokio::select! {
            packet = session.next() => packet?,
            _ = beat.tick() => {
                if unanswered > MOST_UNANSWERED {
                    return Err(SourceError::Timeout(KEEP_ALIVE * MOST_UNANSWERED));
                }
                unanswered += 1;
                session.ping().await?;
                continue;
            }
        };
        unanswered = 0;
        match packet {
            Packet::SubAck(answer) => {
                if let Some(topic) = refused_topic(&answer, &connection.topics) {
                    return Err(SourceError::Refused(format!("the topic {topic}")));
                }
            }
            Packet::Publish(message) => {
                // What the broker keeps for whoever comes was seen at a time that nobody knows.
                if !(message.retain && source.when == When::Received) {
                    outlet.say(Said::Batch(read(source, mqtt.payload, mqtt.key.as_deref(), &message.payload, outlet)));
                }
                // Only now that it is taken in: otherwise the broker sends it again.
                if message.pkid != 0 {
                    session.acknowledge(message.pkid).await?;
                }
            }
            Packet::Disconnect => return Err(SourceError::Broken("the broker ended it".to_owned())),
            _ => {}
        }
    }
}

/// What one message says.
fn read(source: &SourceConfig, payload: Payload, key: Option<&str>, body: &[u8], outlet: &Outlet) -> Batch {
    let mut batch = Batch::default();
    match messages(payload, key, body) {
        Ok(messages) => messages.into_iter().for_each(|message| match message {
            Message::Report(record) => batch.append(take(&[record], source, outlet.received())),
            Message::Other { key, what } => batch.ignore(key.as_deref().unwrap_or("message"), || what),
            Message::Wrong { key, reason } => batch.reject(key.as_deref().unwrap_or("message"), reason),
        }),
        Err(reason) => batch.reject("message", reason),
    }
    batch
}
