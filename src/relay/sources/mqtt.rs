//! Listening to an MQTT broker.

use std::{path::Path, time::Duration};

use reqwest::Url;
use rumqttc::{
    AsyncClient, ConnectionError, Event, EventLoop, MqttOptions, Packet, QoS, SubscribeReasonCode, TlsConfiguration,
    TlsError, Transport,
};
use tokio::time::{sleep, timeout};

use super::{
    Batch, Guard, Outlet, SourceError,
    mapping::take,
    supervise::{Said, pause_after, with_chance},
    uplink::{Message, messages},
};
use crate::relay::{
    config::{Kind, Mqtt, Payload, Secret, SourceConfig, When},
    tls,
};

const KEEP_ALIVE: Duration = Duration::from_secs(30);
/// Uplinks are a few kilobytes; a longer message ends the connection.
const LONGEST_MESSAGE: usize = 256 << 10;
/// The broker keeps so many unanswered messages on their way to us.
const QUEUE: usize = 64;
/// Pauses begin with this.
const FIRST_PAUSE: Duration = Duration::from_secs(5);

/// How a broker is reached.
pub struct Connection {
    options: MqttOptions,
    guard: Guard,
    host: String,
    port: u16,
    topics: Vec<String>,
}

impl Connection {
    /// Reads what is needed to connect. `client` names this relay to the broker, which keeps messages for it while it is
    /// away, unless they do not say themselves `when` they were seen.
    ///
    /// # Errors
    /// When the certificate cannot be read.
    pub fn new(
        mqtt: &Mqtt,
        password: Option<&Secret>,
        when: &When,
        client: &str,
        folder: &Path,
        guard: Guard,
    ) -> Result<Self, String> {
        let (host, port) = address(&mqtt.broker);
        let mut options = MqttOptions::new(client, &host, port);
        options.set_keep_alive(KEEP_ALIVE).set_max_packet_size(LONGEST_MESSAGE, 10 << 10);
        // What waited for us would bear the instant of its arrival.
        options.set_clean_session(*when == When::Received);
        if let Some(user) = &mqtt.user {
            options.set_credentials(user, password.map_or("", Secret::reveal));
        }
        if mqtt.broker.scheme() == "mqtts" {
            let ca = mqtt.ca.as_ref().map(|path| folder.join(path));
            let configuration = TlsConfiguration::from(tls::trusting(ca.as_deref())?);
            options.set_transport(Transport::tls_with_config(configuration));
        }
        Ok(Self { options, guard, host, port, topics: mqtt.topics.clone() })
    }
}

fn address(broker: &Url) -> (String, u16) {
    let usual = if broker.scheme() == "mqtts" { 8883 } else { 1883 };
    (broker.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned(), broker.port().unwrap_or(usual))
}

pub(super) async fn listen_for_ever(source: &SourceConfig, connection: Connection, outlet: &Outlet) {
    let Kind::Mqtt(mqtt) = &source.kind else { return };
    let (client, mut events) = AsyncClient::new(connection.options.clone(), QUEUE);
    let mut failures = 0;
    loop {
        let error = match connection.guard.resolve_host(&connection.host, connection.port).await {
            Ok(_) => listen(source, mqtt, &connection.topics, (&client, &mut events), outlet, &mut failures).await,
            Err(error) => error,
        };
        failures += 1;
        outlet.say(Said::Failed(error));
        sleep(with_chance(pause_after(failures, FIRST_PAUSE, None), 0.5)).await;
    }
}

/// Until the connection ends.
async fn listen(
    source: &SourceConfig,
    mqtt: &Mqtt,
    topics: &[String],
    (client, events): (&AsyncClient, &mut EventLoop),
    outlet: &Outlet,
    failures: &mut u32,
) -> SourceError {
    loop {
        // A broker that speaks not at all, not even to keep the connection alive.
        let Ok(event) = timeout(source.timeout + 2 * KEEP_ALIVE, events.poll()).await else {
            events.clean();
            return SourceError::Timeout(source.timeout + 2 * KEEP_ALIVE);
        };
        match event {
            Ok(Event::Incoming(Packet::ConnAck(_))) => {
                *failures = 0;
                for topic in topics {
                    if client.try_subscribe(topic, QoS::AtLeastOnce).is_err() {
                        return SourceError::Refused(format!("{topic} could not be asked for"));
                    }
                }
                outlet.say(Said::Alive);
            }
            Ok(Event::Incoming(Packet::SubAck(answer))) => {
                let refused = answer.return_codes.iter().position(|code| *code == SubscribeReasonCode::Failure);
                if let Some(topic) = refused.and_then(|index| topics.get(index).or(topics.first())) {
                    return SourceError::Refused(format!("the topic {topic}"));
                }
            }
            // What the broker keeps for whoever comes was seen at a time that nobody knows.
            Ok(Event::Incoming(Packet::Publish(message))) if message.retain && source.when == When::Received => {}
            Ok(Event::Incoming(Packet::Publish(message))) => {
                outlet.say(Said::Batch(read(source, mqtt.payload, mqtt.key.as_deref(), &message.payload, outlet)));
            }
            Ok(Event::Incoming(_) | Event::Outgoing(_)) => {}
            Err(error) => return words(&error, source.timeout),
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

fn words(error: &ConnectionError, patience: Duration) -> SourceError {
    match error {
        ConnectionError::NetworkTimeout | ConnectionError::FlushTimeout => SourceError::Timeout(patience),
        ConnectionError::ConnectionRefused(code) => SourceError::Refused(format!("{code:?}")),
        ConnectionError::Io(error) => SourceError::Connect(error.to_string()),
        ConnectionError::Tls(error) => SourceError::Connect(tls_words(error)),
        ConnectionError::MqttState(_) | ConnectionError::NotConnAck(_) | ConnectionError::RequestsDone => {
            SourceError::Broken(error.to_string())
        }
    }
}

/// The innermost cause: a certificate that nobody vouches for is more than an error of input and output.
fn tls_words(error: &TlsError) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    format!("TLS: {cause}")
}
