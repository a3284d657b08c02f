//! Who reads, once they have come in.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use crate::markup::Markup;

/// Who reads, as the feature that knows people tells it ([`crate::Feature::host`]). Answers made for a
/// guest are never kept by a cache.
#[derive(Clone)]
pub struct Guest {
    name: String,
    id: Option<String>,
    out: Option<(&'static str, &'static str)>,
    banner: Option<Markup>,
    known: Arc<dyn Any + Send + Sync>,
}

impl fmt::Debug for Guest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a guest")
    }
}

impl Guest {
    /// A guest with the name the header shows, and what is known of them.
    pub fn new(name: impl Into<String>, known: impl Any + Send + Sync) -> Guest {
        Guest {
            name: name.into(),
            id: None,
            out: None,
            banner: None,
            known: Arc::new(known),
        }
    }

    /// Something that must not be overlooked on any page: it stands above everything else.
    pub fn banner(mut self, banner: Markup) -> Guest {
        self.banner = Some(banner);
        self
    }

    /// Who it is, as the log names them beside what was refused to them: an identifier that tells nothing to
    /// who has not the database.
    pub fn id(mut self, id: impl Into<String>) -> Guest {
        self.id = Some(id.into());
        self
    }

    /// The way out, one step from every page: the path of a form without fields, and the message of its button.
    pub fn way_out(mut self, path: &'static str, key: &'static str) -> Guest {
        self.out = Some((path, key));
        self
    }

    pub(crate) fn log_id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn way_out_parts(&self) -> Option<(&'static str, &'static str)> {
        self.out
    }

    pub(crate) fn banner_markup(&self) -> Option<&Markup> {
        self.banner.as_ref()
    }

    /// What is known of them, for who knows its type.
    pub fn known<T: Any>(&self) -> Option<&T> {
        self.known.downcast_ref()
    }
}
