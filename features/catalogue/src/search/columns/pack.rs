//! Columns as bytes, for the file that saves a start from working them out again.

use std::hash::Hash;

use super::{Columns, Names, Packed, Spot};
use crate::packed::{Pack, Reader, Writer};

impl Pack for Packed {
    fn put(&self, to: &mut Writer) {
        self.start.put(to);
        self.items.put(to);
    }
    fn take(from: &mut Reader<'_>) -> Option<Packed> {
        let (start, items) = (Vec::<u32>::take(from)?, Vec::<u16>::take(from)?);
        let rising = start.first() == Some(&0) && start.is_sorted();
        let whole = start.last().is_some_and(|n| *n as usize == items.len());
        (rising && whole).then_some(Packed { start, items })
    }
}

impl<K: Pack + Clone + Eq + Hash> Pack for Names<K> {
    fn put(&self, to: &mut Writer) {
        self.names.put(to);
    }
    fn take(from: &mut Reader<'_>) -> Option<Names<K>> {
        let names = Vec::<K>::take(from)?;
        let numbers = names.iter().cloned().zip(0u16..).collect();
        Some(Names { names, numbers })
    }
}

impl Pack for Columns {
    fn put(&self, to: &mut Writer) {
        self.flags.put(to);
        self.ages.put(to);
        self.prices.put(to);
        self.themes.put(to);
        self.languages.put(to);
        self.quality.put(to);
        self.rows.put(to);
        self.district.put(to);
        self.spot.put(to);
        self.times.put(to);
        self.needs.put(to);
        self.theme_keys.put(to);
        self.district_keys.put(to);
        self.need_keys.put(to);
        self.language_keys.put(to);
    }
    fn take(from: &mut Reader<'_>) -> Option<Columns> {
        Some(Columns {
            flags: Pack::take(from)?,
            ages: Pack::take(from)?,
            prices: Pack::take(from)?,
            themes: Pack::take(from)?,
            languages: Pack::take(from)?,
            quality: Pack::take(from)?,
            rows: Pack::take(from)?,
            district: Pack::take(from)?,
            spot: Pack::take(from)?,
            times: Pack::take(from)?,
            needs: Pack::take(from)?,
            theme_keys: Pack::take(from)?,
            district_keys: Pack::take(from)?,
            need_keys: Pack::take(from)?,
            language_keys: Pack::take(from)?,
        })
    }
}

impl Pack for Spot {
    fn put(&self, to: &mut Writer) {
        self.0.iter().for_each(|axis| axis.put(to));
    }
    fn take(from: &mut Reader<'_>) -> Option<Spot> {
        Some(Spot([
            Pack::take(from)?,
            Pack::take(from)?,
            Pack::take(from)?,
        ]))
    }
}

impl Columns {
    /// True when these can be the columns of so many services.
    pub fn fits(&self, services: usize) -> bool {
        let rows = self.times.len();
        self.flags.len() == services
            && self.ages.len() == services
            && self.prices.len() == services
            && self.themes.len() == services
            && self.languages.len() == services
            && self.quality.len() == services
            && self.rows.len() == services + 1
            && self.rows.last().is_none_or(|n| *n as usize == rows)
            && self.district.len() == rows
            && self.spot.len() == rows
            && self.needs.len() == rows
    }
}
