//! An HTTP server that does to its clients whatever real ones do.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::sleep,
};

/// A request's path with its query, and its head in lower case.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub head: String,
    pub at: std::time::Instant,
}

#[derive(Clone)]
pub struct Server {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    /// Bodies by path.
    bodies: Arc<Mutex<BTreeMap<String, String>>>,
}

impl Server {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self { address: listener.local_addr().unwrap(), asked: Arc::default(), bodies: Arc::default() };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serving.clone().answer(stream));
            }
        });
        server
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn put(&self, path: &str, body: impl ToString) {
        self.bodies.lock().unwrap().insert(path.to_owned(), body.to_string());
    }

    /// Answers with a status such as `400 Bad Request`.
    pub fn refuse(&self, path: &str, status: &str, body: impl ToString) {
        self.put(path, format!("\0{status}\0{}", body.to_string()));
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    async fn answer(self, mut stream: TcpStream) {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let Ok(byte) = stream.read_u8().await else { return };
            head.push(byte);
        }
        let head = String::from_utf8(head).unwrap();
        let path = head.split(' ').nth(1).unwrap().to_owned();
        self.asked.lock().unwrap().push(Asked {
            path: path.clone(),
            head: head.to_ascii_lowercase(),
            at: std::time::Instant::now(),
        });
        let plain = path.split('?').next().unwrap();
        let whole = |status: &str, more: &str, body: &str| {
            format!(
                "HTTP/1.1 {status}\r\n{more}Date: Sat, 21 Nov 2026 10:00:00 GMT\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            )
        };
        let known = {
            let bodies = self.bodies.lock().unwrap();
            bodies.get(&path).or(bodies.get(plain)).cloned()
        };
        let answer = match (plain, known) {
            (_, Some(body)) if body.starts_with('\0') => {
                let mut parts = body[1..].splitn(2, '\0');
                whole(parts.next().unwrap(), "", parts.next().unwrap())
            }
            (_, Some(body)) => {
                let tag = format!("\"{}\"", body.len());
                if head.to_ascii_lowercase().contains(&format!("if-none-match: {tag}")) {
                    whole("304 Not Modified", "", "")
                } else {
                    whole("200 OK", &format!("ETag: {tag}\r\n"), &body)
                }
            }
            ("/silent", None) => return sleep(Duration::from_mins(1)).await,
            ("/drip", None) => {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n[").await;
                while stream.write_all(b" ").await.is_ok() {
                    sleep(Duration::from_millis(100)).await;
                }
                return;
            }
            ("/endless", None) => {
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n[").await;
                while stream.write_all(&[b' '; 8192]).await.is_ok() {}
                return;
            }
            ("/cut", None) => "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[{\"n\":1}".to_owned(),
            ("/closed", None) => return,
            ("/garbage", None) => "this is not HTTP\r\n\r\n".to_owned(),
            ("/html", None) => whole("200 OK", "Content-Type: text/html\r\n", "<!DOCTYPE html><title>Wi-Fi</title>"),
            ("/busy", None) => whole("429 Too Many Requests", "Retry-After: 120\r\n", ""),
            ("/pause", None) => whole("429 Too Many Requests", "Retry-After: 8\r\n", ""),
            ("/key", None) => whole("401 Unauthorized", "", "Invalid API key"),
            ("/trouble", None) => whole("503 Service Unavailable", "", "<html>"),
            ("/circle", None) => whole("302 Found", "Location: /circle\r\n", ""),
            ("/moved", None) => whole("301 Moved Permanently", "Location: /there\r\n", ""),
            ("/inside", None) => whole("302 Found", "Location: http://10.0.0.1/admin\r\n", ""),
            ("/named-inside", None) => whole("302 Found", "Location: http://localhost:1/admin\r\n", ""),
            ("/file", None) => whole("302 Found", "Location: file:///etc/passwd\r\n", ""),
            ("/nowhere", None) => whole("302 Found", "", ""),
            (_, None) => whole("404 Not Found", "", "{}"),
        };
        let _ = stream.write_all(answer.as_bytes()).await;
        let _ = stream.shutdown().await;
    }
}
