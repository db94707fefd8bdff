//! One session with an MQTT 3.1.1 broker, over a stream that is already connected.
//!
//! The packets are coded by `rumqttc`; its event loop is not used, since it resolves the broker's name by itself: whoever
//! checks an address must be the one who dials it.

use std::time::Duration;

use bytes::BytesMut;
use rumqttc::{
    Connect, ConnectReturnCode, Packet, PubAck, QoS, SubAck, Subscribe, SubscribeFilter, SubscribeReasonCode,
    mqttbytes::Error,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    time::timeout,
};

use super::SourceError;

/// Uplinks are a few kilobytes; a longer message ends the connection.
const LONGEST_MESSAGE: usize = 256 << 10;
/// Longest packet that is sent, bytes.
const LONGEST_SENT: usize = 64 << 10;
/// Topics of one packet: each may have a thousand letters, and brokers bound what they read.
const TOPICS_A_PACKET: usize = 50;

/// A plain or an encrypted connection.
pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

pub(super) struct Session {
    stream: Box<dyn Stream>,
    received: BytesMut,
    /// How long the broker may take to answer or to take a packet.
    patience: Duration,
}

impl Session {
    /// Introduces us to the broker.
    ///
    /// # Errors
    /// When it refuses, or does not answer in time.
    pub async fn open(stream: Box<dyn Stream>, connect: &Connect, patience: Duration) -> Result<Self, SourceError> {
        let mut session = Self { stream, received: BytesMut::new(), patience };
        session.send(&Packet::Connect(connect.clone())).await?;
        let answer = timeout(patience, session.next()).await.map_err(|_| SourceError::Timeout(patience))?;
        match answer? {
            Packet::ConnAck(answer) if answer.code == ConnectReturnCode::Success => Ok(session),
            Packet::ConnAck(answer) => Err(SourceError::Refused(format!("{:?}", answer.code))),
            _ => Err(SourceError::Broken("the broker did not answer as one".to_owned())),
        }
    }

    /// Asks for the messages of topics, each at least once. The answers come as packets, numbered from 1.
    ///
    /// # Errors
    /// When the connection is lost.
    pub async fn subscribe(&mut self, topics: &[String]) -> Result<(), SourceError> {
        for (number, topics) in (1..).zip(topics.chunks(TOPICS_A_PACKET)) {
            let filters = topics.iter().map(|topic| SubscribeFilter::new(topic.clone(), QoS::AtLeastOnce));
            let mut subscribe = Subscribe::new_many(filters);
            subscribe.pkid = number;
            self.send(&Packet::Subscribe(subscribe)).await?;
        }
        Ok(())
    }

    /// Acknowledges a message, so that the broker does not send it again.
    ///
    /// # Errors
    /// When the connection is lost.
    pub async fn acknowledge(&mut self, packet: u16) -> Result<(), SourceError> {
        self.send(&Packet::PubAck(PubAck::new(packet))).await
    }

    /// Keeps the connection alive.
    ///
    /// # Errors
    /// When the connection is lost.
    pub async fn ping(&mut self) -> Result<(), SourceError> {
        self.send(&Packet::PingReq).await
    }

    async fn send(&mut self, packet: &Packet) -> Result<(), SourceError> {
        let mut bytes = BytesMut::new();
        packet.write(&mut bytes, LONGEST_SENT).map_err(|error| SourceError::Refused(error.to_string()))?;
        let patience = self.patience;
        let sent = async {
            self.stream.write_all(&bytes).await?;
            self.stream.flush().await
        };
        let sent = timeout(patience, sent).await.map_err(|_| SourceError::Timeout(patience))?;
        sent.map_err(|error| SourceError::Broken(error.to_string()))
    }

    /// The next packet. Nothing is lost where the future is dropped before it is ready.
    ///
    /// # Errors
    /// When the connection ends, or the broker sends what is no packet or too long a one.
    pub async fn next(&mut self) -> Result<Packet, SourceError> {
        loop {
            match Packet::read(&mut self.received, LONGEST_MESSAGE) {
                Ok(packet) => return Ok(packet),
                Err(Error::InsufficientBytes(_)) => {}
                Err(error) => return Err(SourceError::Broken(error.to_string())),
            }
            match self.stream.read_buf(&mut self.received).await {
                Ok(0) => return Err(SourceError::Broken("the broker ended it".to_owned())),
                Ok(_) => {}
                Err(error) => return Err(SourceError::Broken(error.to_string())),
            }
        }
    }
}

/// The topic that the broker does not give, by its answer to [`Session::subscribe`].
pub(super) fn refused_topic<'t>(answer: &SubAck, topics: &'t [String]) -> Option<&'t String> {
    let index = answer.return_codes.iter().position(|code| *code == SubscribeReasonCode::Failure)?;
    let before = usize::from(answer.pkid.saturating_sub(1)) * TOPICS_A_PACKET;
    topics.get(before + index).or(topics.first())
}

#[cfg(test)]
mod tests {
    use rumqttc::{ConnAck, Login, Publish};

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(5);

    fn written(packets: &[Packet]) -> BytesMut {
        let mut bytes = BytesMut::new();
        for packet in packets {
            packet.write(&mut bytes, 1 << 20).unwrap();
        }
        bytes
    }

    #[tokio::test]
    async fn a_session_reads_packets_however_they_are_cut() {
        let (ours, mut theirs) = tokio::io::duplex(1 << 16);
        let mut connect = Connect::new("a");
        connect.login = Some(Login::new("relay", "s3cret"));
        let mut message = Publish::new("loops/1", QoS::AtLeastOnce, "{}".repeat(100));
        message.pkid = 7;
        let answer = written(&[
            Packet::ConnAck(ConnAck::new(ConnectReturnCode::Success, true)),
            Packet::Publish(message.clone()),
            Packet::PingResp,
        ]);
        let broker = tokio::spawn(async move {
            for byte in answer {
                theirs.write_all(&[byte]).await.unwrap();
                tokio::task::yield_now().await;
            }
            let mut said = Vec::new();
            theirs.read_buf(&mut said).await.unwrap();
            (said, theirs)
        });
        let mut session = Session::open(Box::new(ours), &connect, PATIENCE).await.unwrap();
        assert_eq!(session.next().await, Ok(Packet::Publish(message)));
        assert_eq!(session.next().await, Ok(Packet::PingResp));
        let (said, theirs) = broker.await.unwrap();
        assert!(String::from_utf8_lossy(&said).contains("s3cret"));
        drop(theirs);
        assert!(matches!(session.next().await, Err(SourceError::Broken(_))));
    }

    #[test]
    fn a_refused_topic_is_found_behind_any_number_of_others() {
        let topics: Vec<String> = (0..120).map(|number| format!("loops/{number}")).collect();
        let mut codes = vec![SubscribeReasonCode::Success(QoS::AtLeastOnce); 20];
        codes[7] = SubscribeReasonCode::Failure;
        assert_eq!(refused_topic(&SubAck::new(3, codes), &topics).map(String::as_str), Some("loops/107"));
        let granted = vec![SubscribeReasonCode::Success(QoS::AtLeastOnce); 50];
        assert_eq!(refused_topic(&SubAck::new(1, granted), &topics), None);
    }

    #[tokio::test]
    async fn a_broker_that_sends_too_much_or_no_packets_is_left() {
        let mut long = Publish::new("a", QoS::AtMostOnce, vec![0; LONGEST_MESSAGE + 1]);
        long.pkid = 0;
        for bytes in [written(&[Packet::Publish(long)]), BytesMut::from("HTTP/1.1 400 Bad Request\r\n\r\n")] {
            let (ours, mut theirs) = tokio::io::duplex(1 << 10);
            let broker = tokio::spawn(async move { theirs.write_all(&bytes).await });
            let opened = Session::open(Box::new(ours), &Connect::new("a"), PATIENCE).await;
            assert!(matches!(opened.err(), Some(SourceError::Broken(_))));
            let _ = broker.await;
        }
    }
}
