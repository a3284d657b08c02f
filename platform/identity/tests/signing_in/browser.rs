//! A browser as small as possible: cookies, redirects, forms.

use std::collections::BTreeMap;

use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use url::Url;

pub struct Browser {
    client: reqwest::Client,
    cookies: BTreeMap<String, String>,
}

pub struct Page {
    pub address: Url,
    pub status: u16,
    pub body: String,
}

impl Browser {
    pub fn new() -> Browser {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            // Only loopback, never TLS: no certificates are needed.
            .tls_backend_preconfigured(
                rustls::ClientConfig::builder_with_provider(
                    rustls::crypto::ring::default_provider().into(),
                )
                .with_safe_default_protocol_versions()
                .expect("protocols")
                .with_root_certificates(rustls::RootCertStore::empty())
                .with_no_client_auth(),
            );
        Browser {
            client: client.build().expect("a client"),
            cookies: BTreeMap::new(),
        }
    }

    /// Goes to an address and follows redirects, but never to an address beginning with `back`:
    /// that one is returned as it is.
    pub async fn open(&mut self, address: &str, back: &str) -> Page {
        let request = self.client.get(address);
        self.go(Url::parse(address).expect("an address"), request, back)
            .await
    }

    /// Sends the form of a page, with its hidden fields.
    pub async fn send(&mut self, page: &Page, fields: &[(&str, &str)], back: &str) -> Page {
        let mut all = hidden(&page.body);
        all.extend(fields.iter().map(|(k, v)| (k.to_string(), v.to_string())));
        let action = attribute(
            page.body.split("<form").nth(1).unwrap_or_default(),
            "action",
        );
        let address = page
            .address
            .join(&action.unwrap_or_default())
            .expect("an address");
        let address = match address.query() {
            Some(_) => address,
            None => page.address.join(address.path()).expect("an address"),
        };
        let request = self.client.post(address.clone()).form(&all);
        self.go(address, request, back).await
    }

    async fn go(&mut self, from: Url, request: reqwest::RequestBuilder, back: &str) -> Page {
        let mut address = from;
        let mut request = request;
        for _ in 0..12 {
            let cookies: Vec<String> = self
                .cookies
                .iter()
                .map(|(k, v)| format!("{k}={v}"))
                .collect();
            let answer = request
                .header(COOKIE, cookies.join("; "))
                .send()
                .await
                .expect("an answer");
            for cookie in answer.headers().get_all(SET_COOKIE) {
                let cookie = cookie.to_str().expect("a cookie");
                let (name, rest) = cookie.split_once('=').expect("a cookie");
                let value = rest.split(';').next().unwrap_or_default();
                if value.is_empty() || cookie.contains("1970") {
                    self.cookies.remove(name);
                } else {
                    self.cookies.insert(name.to_string(), value.to_string());
                }
            }
            let status = answer.status();
            let next = answer.headers().get(LOCATION).and_then(|l| l.to_str().ok());
            match next {
                Some(next) if status.is_redirection() => {
                    address = address.join(next).expect("an address");
                    if address.as_str().starts_with(back) {
                        return Page {
                            address,
                            status: status.as_u16(),
                            body: String::new(),
                        };
                    }
                    request = self.client.get(address.clone());
                }
                _ => {
                    let status = status.as_u16();
                    let body = answer.text().await.expect("a page");
                    return Page {
                        address,
                        status,
                        body,
                    };
                }
            }
        }
        panic!("too many redirects, the last one to {address}");
    }
}

/// Names and values of the hidden fields.
fn hidden(page: &str) -> Vec<(String, String)> {
    page.split("<input")
        .skip(1)
        .filter_map(|rest| rest.split('>').next())
        .filter(|tag| attribute(tag, "type").as_deref() == Some("hidden"))
        .filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value")?)))
        .collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = tag.split('>').next()?.replace('\'', "\"");
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split('"').next()?.to_string())
}
