//! A line of waiting jobs between the callers and the threads that work.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// First in, first out; many may push, many may take. Closing lets the takers finish what waits.
pub(crate) struct Queue<T> {
    line: Mutex<Line<T>>,
    bell: Condvar,
}

struct Line<T> {
    waiting: VecDeque<T>,
    closed: bool,
}

impl<T> Queue<T> {
    pub(crate) fn new() -> Queue<T> {
        Queue {
            line: Mutex::new(Line {
                waiting: VecDeque::new(),
                closed: false,
            }),
            bell: Condvar::new(),
        }
    }

    fn line(&self) -> MutexGuard<'_, Line<T>> {
        // No code that can panic runs under the lock.
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a job at the end; drops it when the queue is closed.
    pub(crate) fn push(&self, job: T) {
        let mut line = self.line();
        if !line.closed {
            line.waiting.push_back(job);
            drop(line);
            self.bell.notify_one();
        }
    }

    /// Waits for the next job; `None` when the queue is closed and empty.
    pub(crate) fn take(&self) -> Option<T> {
        let mut line = self.line();
        loop {
            if let Some(job) = line.waiting.pop_front() {
                return Some(job);
            }
            if line.closed {
                return None;
            }
            line = self.bell.wait(line).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The next job if one waits.
    pub(crate) fn take_now(&self) -> Option<T> {
        self.line().waiting.pop_front()
    }

    /// No job comes in any more.
    pub(crate) fn close(&self) {
        self.line().closed = true;
        self.bell.notify_all();
    }
}
