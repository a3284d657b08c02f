//! What was worked out for one generation and may be asked again: chosen rows and whole answers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

/// A whole answer.
#[derive(Clone)]
pub(super) struct Kept {
    pub body: Bytes,
    pub etag: http::HeaderValue,
    pub link: Option<http::HeaderValue>,
}

/// Bounded by weight: when the young half is full, the old half is let go.
struct Halves<V> {
    young: HashMap<String, V>,
    old: HashMap<String, V>,
    weight: usize,
    most: usize,
}

impl<V: Clone> Halves<V> {
    fn new(most: usize) -> Halves<V> {
        Halves {
            young: HashMap::new(),
            old: HashMap::new(),
            weight: 0,
            most,
        }
    }

    fn get(&mut self, key: &str, weight: impl Fn(&V) -> usize) -> Option<V> {
        if let Some(v) = self.young.get(key) {
            return Some(v.clone());
        }
        let (key, v) = self.old.remove_entry(key)?;
        let found = v.clone();
        let w = weight(&v);
        self.put(key, v, w);
        Some(found)
    }

    fn put(&mut self, key: String, value: V, weight: usize) {
        let weight = weight + key.len() + 64;
        if weight > self.most {
            return;
        }
        if self.weight + weight > self.most {
            self.old = std::mem::take(&mut self.young);
            self.weight = 0;
        }
        self.weight += weight;
        self.young.insert(key, value);
    }
}

/// Bytes of answers kept, in each of two halves. Few: the shell keeps what is asked again, and only
/// who asks it in another way (a POST, another encoding, a cookie) comes here.
const ANSWERS: usize = 1024 * 1024;
/// Bytes of chosen rows kept, in each of two halves.
const ROWS: usize = 4 * 1024 * 1024;
/// Answers beyond this are not kept.
const LARGE: usize = 512 * 1024;

/// The cache of one generation.
pub(super) struct Cache {
    answers: Mutex<Halves<Kept>>,
    rows: Mutex<Halves<Arc<[u32]>>>,
}

impl Default for Cache {
    fn default() -> Cache {
        Cache {
            answers: Mutex::new(Halves::new(ANSWERS)),
            rows: Mutex::new(Halves::new(ROWS)),
        }
    }
}

impl Cache {
    pub fn answer(&self, key: &str) -> Option<Kept> {
        let mut halves = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        halves.get(key, |k| k.body.len())
    }

    pub fn keep_answer(&self, key: String, kept: &Kept) {
        if kept.body.len() <= LARGE {
            let mut halves = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
            halves.put(key, kept.clone(), kept.body.len());
        }
    }

    pub fn rows(&self, key: &str) -> Option<Arc<[u32]>> {
        let mut halves = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        halves.get(key, |r| r.len() * 4)
    }

    pub fn keep_rows(&self, key: String, rows: &Arc<[u32]>) {
        let mut halves = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        halves.put(key, Arc::clone(rows), rows.len() * 4);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_again_stays_and_the_rest_goes() {
        let mut h: Halves<u8> = Halves::new(1000);
        h.put("kept".into(), 1, 100);
        for n in 0..100 {
            h.put(format!("once {n}"), 2, 100);
            assert_eq!(h.get("kept", |_| 100), Some(1), "after {n}");
        }
        assert_eq!(h.get("once 0", |_| 100), None);
        assert!(h.young.len() + h.old.len() < 20);
        h.put("too large".into(), 3, 2000);
        assert_eq!(h.get("too large", |_| 2000), None);
    }
}
