//! What the words of a query match, and a memory of it: families ask for the same things.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use values::Lang;

use super::index::IndexFault;

/// What the words of a query match.
pub(crate) enum Matches {
    /// There were no words: everything, equally well.
    All,
    /// Service numbers with scores.
    Some {
        hits: Vec<(u32, f32)>,
        /// Only some of the words could be matched together.
        some_words: bool,
    },
}

impl Matches {
    pub fn each(&self, services: usize, mut visit: impl FnMut(u32, f32)) {
        match self {
            Matches::All => {
                (0..u32::try_from(services).unwrap_or(u32::MAX)).for_each(|n| visit(n, 1.0));
            }
            Matches::Some { hits, .. } => hits.iter().for_each(|(n, s)| visit(*n, *s)),
        }
    }

    pub fn is_some_words(&self) -> bool {
        matches!(
            self,
            Matches::Some {
                some_words: true,
                ..
            }
        )
    }

    fn len(&self) -> usize {
        match self {
            Matches::All => 0,
            Matches::Some { hits, .. } => hits.len(),
        }
    }
}

/// How many hits are remembered in all (eight bytes each).
const ROOM: usize = 1_000_000;
/// How many questions are remembered.
const QUESTIONS: usize = 2_000;

type Question = (Lang, String);

/// Answers to the words asked last, of one generation.
#[derive(Default)]
pub(crate) struct Memory(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    answers: HashMap<Question, (Arc<Matches>, u64)>,
    hits: usize,
    tick: u64,
}

impl Memory {
    /// The known answer, or one worked out now.
    pub fn get(
        &self,
        words: &str,
        lang: &Lang,
        work: impl FnOnce() -> Result<Matches, IndexFault>,
    ) -> Result<Arc<Matches>, IndexFault> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let question = (lang.clone(), words.to_string());
        {
            let mut kept = lock();
            kept.tick += 1;
            let now = kept.tick;
            if let Some((known, used)) = kept.answers.get_mut(&question) {
                *used = now;
                return Ok(Arc::clone(known));
            }
        }
        let found = Arc::new(work()?);
        let mut kept = lock();
        if found.len() <= ROOM / 4 {
            kept.make_room(found.len());
            kept.hits += found.len();
            let now = kept.tick;
            if let Some((old, _)) = kept.answers.insert(question, (Arc::clone(&found), now)) {
                kept.hits -= old.len();
            }
        }
        Ok(found)
    }
}

impl Kept {
    /// Forgets the half that was asked longest ago when there is too much.
    fn make_room(&mut self, hits: usize) {
        if self.hits + hits <= ROOM && self.answers.len() < QUESTIONS {
            return;
        }
        let mut used: Vec<u64> = self.answers.values().map(|(_, used)| *used).collect();
        let half = used.len() / 2;
        if half < used.len() {
            let (_, median, _) = used.select_nth_unstable(half);
            let median = *median;
            self.answers.retain(|_, (_, used)| *used > median);
        }
        self.hits = self.answers.values().map(|(m, _)| m.len()).sum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(n: usize) -> Matches {
        Matches::Some {
            hits: vec![(0, 1.0); n],
            some_words: false,
        }
    }

    #[test]
    fn what_was_asked_is_remembered_and_the_oldest_forgotten() {
        let lang: Lang = "it".parse().unwrap();
        let memory = Memory::default();
        let ask = |words: &str, n: usize| {
            let mut worked = false;
            let got = memory
                .get(words, &lang, || {
                    worked = true;
                    Ok(found(n))
                })
                .unwrap();
            (got.len(), worked)
        };
        assert_eq!(ask("a", 10), (10, true));
        assert_eq!(ask("a", 99), (10, false));
        for i in 0..20 {
            ask(&format!("w{i}"), 200_000);
            assert!(memory.0.lock().unwrap().hits <= ROOM);
        }
        assert_eq!(ask("a", 7), (7, true), "forgotten by now");
        assert_eq!(ask("huge", ROOM), (ROOM, true));
        assert_eq!(ask("huge", ROOM), (ROOM, true), "too large to be kept");
    }
}
