//! A caller's closure on its way to a database thread and its answer on the way back.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use crate::fault::Fault;
use crate::query::Write;

/// One job, whatever its types.
pub(crate) trait Job: Send {
    /// True when nobody waits for the answer any more.
    fn abandoned(&self) -> bool;

    /// True when the job only looks.
    fn reads(&self) -> bool;

    /// Runs the closure and keeps its answer; may be called again, which forgets the answer
    /// before. True when the closure's changes are to be kept.
    fn run(&mut self, tx: &mut Write<'_>) -> bool;

    /// Sends the kept answer, or the fault of the transaction in its place.
    fn end(self: Box<Self>, transaction: Result<(), Fault>);
}

pub(crate) struct Task<F, T, E> {
    reads: bool,
    closure: F,
    answer: Option<Result<T, E>>,
    to: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Task<F, T, E>
where
    F: Fn(&mut Write<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<Fault> + Send + 'static,
{
    pub(crate) fn queued(
        reads: bool,
        closure: F,
    ) -> (Box<dyn Job>, oneshot::Receiver<Result<T, E>>) {
        let (to, answer) = oneshot::channel();
        let task = Task {
            reads,
            closure,
            answer: None,
            to,
        };
        (Box::new(task), answer)
    }
}

impl<F, T, E> Job for Task<F, T, E>
where
    F: Fn(&mut Write<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<Fault> + Send + 'static,
{
    fn abandoned(&self) -> bool {
        self.to.is_closed()
    }

    fn reads(&self) -> bool {
        self.reads
    }

    fn run(&mut self, tx: &mut Write<'_>) -> bool {
        // The transaction is undone after a panic, so nothing half changed is seen afterwards.
        let answer = match catch_unwind(AssertUnwindSafe(|| (self.closure)(tx))) {
            Ok(answer) => answer,
            Err(panic) => Err(Fault::Panicked {
                message: message(panic.as_ref()),
            }
            .into()),
        };
        let answer = match (answer, tx.failure()) {
            // The closure overlooked a failed statement; PostgreSQL would undo the rest silently.
            (Ok(_), Some(fault)) => Err(fault.into()),
            (answer, _) => answer,
        };
        let keep = answer.is_ok();
        self.answer = Some(answer);
        keep
    }

    fn end(self: Box<Self>, transaction: Result<(), Fault>) {
        let answer = match (transaction, self.answer) {
            (Ok(()), Some(answer)) => answer,
            (Ok(()), None) => return,
            (Err(fault), _) => Err(fault.into()),
        };
        // The caller may have gone in the meantime: then nobody is to be told.
        let _ = self.to.send(answer);
    }
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(ToString::to_string)
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "without a message".to_string())
}
