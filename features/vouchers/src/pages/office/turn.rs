//! Somebody of an office at one of its pages: what every address here begins and ends with.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use db::{Read, Write};
use people::pages::Me;
use values::{Id, Refusal, Refuse};
use web::form::Sent;
use web::{Answer, Failure, Page, Visit};

use super::super::Vouchers;
use crate::actions::{Ctx, Error, Ground};
use crate::policy::{self, Act};

/// Who has come, to which page, of which installation.
pub(super) struct Office {
    pub(super) v: Vouchers,
    pub(super) visit: Visit,
    me: Me,
}

impl FromRequestParts<Vouchers> for Office {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, v: &Vouchers) -> Result<Office, Response> {
        let visit = Visit::from_request_parts(parts, v).await;
        let visit = visit.map_err(IntoResponse::into_response)?;
        let me = Me::from_request_parts(parts, v).await;
        let me = me.map_err(IntoResponse::into_response)?;
        Ok(Office {
            v: v.clone(),
            visit,
            me,
        })
    }
}

impl Office {
    /// Lets in whoever may do one of these.
    pub(super) fn may(&self, acts: &[Act]) -> Result<Id, Failure> {
        acts.iter()
            .find_map(|act| policy::may(&self.me.0.actor, *act, self.me.0.today).ok())
            .ok_or_else(|| crate::rules::Refused::Forbidden.refusal().into())
    }

    pub(super) fn can(&self, act: Act) -> bool {
        policy::may(&self.me.0.actor, act, self.me.0.today).is_ok()
    }

    /// A page of this room, below the staff's.
    pub(super) fn page(&self, title: String) -> Page {
        super::super::titled(&self.visit, title).crumb(self.visit.tr().t("people-staff"), "/staff")
    }

    pub(super) async fn look<T: Send + 'static>(
        &self,
        job: impl Fn(&mut Read<'_>, &Ground, &Ctx) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<T, Error> {
        self.v.look(&self.me, job).await
    }

    pub(super) async fn act<T: Send + 'static>(
        &self,
        job: impl Fn(&mut Write<'_>, &Ground, &Ctx) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<T, Error> {
        self.v.act(&self.me, job).await
    }

    /// Runs an action under the form's key: two tries are one.
    pub(super) async fn keyed<T: Send + 'static>(
        &self,
        sent: &Sent,
        job: impl Fn(&mut Write<'_>, &Ground, &Ctx) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<T, Error> {
        let mut ctx = self.v.ctx(&self.me);
        if let (Ok(key), Some(hands)) = (sent.get("key").parse::<Id>(), ctx.actor.hands()) {
            ctx.base = Id::named("vouchers form", &format!("{hands} {key}"));
        }
        let ground = self.v.0.ground.clone();
        self.v.0.db.write(move |tx| job(tx, &ground, &ctx)).await
    }

    /// What was not done, in the reader's words; what has a page of its own stays one.
    pub(super) fn no(&self, error: Error) -> Result<Vec<Refusal>, Failure> {
        let told = super::super::told(error, self.visit.tr(), self.v.zone())?;
        Ok(vec![told])
    }

    /// What comes of a form: done, one goes on; refused, the page is shown again with what is wrong.
    pub(super) async fn after<T, P: Future<Output = Answer>>(
        &self,
        answer: Result<T, Error>,
        to: impl FnOnce(T) -> String,
        again: impl FnOnce(Vec<Refusal>) -> P,
    ) -> Answer {
        match answer {
            Ok(done) => self.visit.go(&to(done)),
            Err(e) => again(self.no(e)?).await,
        }
    }
}
