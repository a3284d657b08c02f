//! The text index (tantivy): a thing that can be thrown away and built again from the snapshot.
//! After a change only the documents of changed services are replaced; whoever searches keeps the
//! state of the index it began with.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use city::City;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::query::Query;
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{DocId, Index, IndexReader, Score, Searcher, SegmentOrdinal, SegmentReader, Term};
use values::{Id, Lang};

use super::analyse::folded;
use super::concepts::{TAXONOMIES, token};
use super::why::Part;
use super::words::Lexis;
use crate::model::Service;
use crate::snapshot::Snapshot;
use crate::terms;

/// Changes whenever what is written into the index changes, so that an older one is built anew.
const LAYOUT: u32 = 2;

/// The index could not be built or asked.
#[derive(Debug, thiserror::Error)]
pub enum IndexFault {
    /// The search engine failed.
    #[error("search index: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// Its folder cannot be used.
    #[error("search index folder {path}: {error}")]
    Folder {
        /// The folder.
        path: String,
        /// Why.
        error: std::io::Error,
    },
}

impl From<std::io::Error> for IndexFault {
    fn from(e: std::io::Error) -> IndexFault {
        IndexFault::Engine(e.into())
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Fields {
    /// The identifier, to replace a document by.
    id: Field,
    high: Field,
    low: Field,
    /// Folded words, all languages together: name, topic, body.
    pub words: [Field; 3],
    /// Stems with their language: name, topic, body.
    pub stems: [Field; 3],
    /// Terms of taxonomies, each with all above it.
    pub concepts: Field,
}

/// The text index of one snapshot.
pub(crate) struct TextIndex {
    index: Index,
    searcher: Searcher,
    pub fields: Fields,
    /// By segment, the service number of each document.
    numbers: Vec<Arc<Vec<u32>>>,
}

/// What one index holds: which generation of which catalogue, said with which words.
fn stamp(snapshot: &Snapshot, city: &City) -> String {
    format!(
        "layout {LAYOUT}, generation {} ({:x}), city {}",
        snapshot.state.generation,
        snapshot.state.print,
        terms::fingerprint(city)
    )
}

impl TextIndex {
    /// The index of a snapshot: the one in the folder when it is of this very generation, else a
    /// newly built one. Without a folder it lives in memory.
    pub fn of(
        snapshot: &Snapshot,
        city: &City,
        lexis: &Lexis,
        folder: Option<&Path>,
    ) -> Result<TextIndex, IndexFault> {
        let (schema, fields) = schema();
        let stamp = stamp(snapshot, city);
        let writing = Writing {
            snapshot,
            city,
            lexis,
            fields: &fields,
        };
        let index = match folder {
            None => writing.all(Index::create_in_ram(schema), &stamp)?,
            Some(folder) => match reuse(folder, &schema, &stamp) {
                Some(index) => index,
                None => {
                    let trouble = |error| IndexFault::Folder {
                        path: folder.display().to_string(),
                        error,
                    };
                    if folder.exists() {
                        std::fs::remove_dir_all(folder).map_err(trouble)?;
                    }
                    std::fs::create_dir_all(folder).map_err(trouble)?;
                    writing.all(Index::create_in_dir(folder, schema)?, &stamp)?
                }
            },
        };
        TextIndex::opened(index, fields, snapshot)
    }

    /// The index of the next snapshot: documents of changed services are replaced, the others stay.
    /// This one goes on answering as before.
    pub fn updated(
        &self,
        old: &Snapshot,
        new: &Snapshot,
        city: &City,
        lexis: &Lexis,
    ) -> Result<TextIndex, IndexFault> {
        let (changed, removed) = changes(old, new);
        let writing = Writing {
            snapshot: new,
            city,
            lexis,
            fields: &self.fields,
        };
        writing.some(&self.index, &changed, &removed, &stamp(new, city))?;
        TextIndex::opened(self.index.clone(), self.fields, new)
    }

    fn opened(index: Index, fields: Fields, snapshot: &Snapshot) -> Result<TextIndex, IndexFault> {
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(tantivy::ReloadPolicy::Manual)
            .try_into()?;
        let searcher = reader.searcher();
        let numbers = numbers(&searcher, snapshot)?;
        Ok(TextIndex {
            index,
            searcher,
            fields,
            numbers,
        })
    }

    /// Reads every file of an index folder against its checksum.
    pub fn examine(folder: &Path) -> Result<(), IndexFault> {
        let damaged = Index::open_in_dir(folder)?.validate_checksum()?;
        if damaged.is_empty() {
            return Ok(());
        }
        Err(IndexFault::Folder {
            path: folder.display().to_string(),
            error: std::io::Error::other(format!("{} damaged files", damaged.len())),
        })
    }

    /// How many documents it holds.
    pub fn len(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// How many documents have a term in a field.
    pub fn frequency(&self, field: Field, text: &str) -> Result<u64, IndexFault> {
        Ok(self
            .searcher
            .doc_freq(&Term::from_field_text(field, text))?)
    }

    /// Service numbers with scores of all that a query matches, by number.
    pub fn collect(&self, query: &dyn Query) -> Result<Vec<(u32, f32)>, IndexFault> {
        let mut hits = self.searcher.search(query, &Numbers(&self.numbers))?;
        hits.sort_unstable_by_key(|(n, _)| *n);
        Ok(hits)
    }

    /// Visits the words of the index that begin with a text (all of them when it is empty), with how
    /// many documents have each.
    pub fn each_word(
        &self,
        begin: &str,
        mut visit: impl FnMut(&str, u32),
    ) -> Result<(), IndexFault> {
        for segment in self.searcher.segment_readers() {
            for field in self.fields.words {
                let inverted = segment.inverted_index(field)?;
                let mut stream = inverted.terms().range().ge(begin).into_stream()?;
                while let Some((key, info)) = stream.next() {
                    if !key.starts_with(begin.as_bytes()) {
                        break;
                    }
                    if let Ok(word) = std::str::from_utf8(key) {
                        visit(word, info.doc_freq);
                    }
                }
            }
        }
        Ok(())
    }
}

/// Services that must be written anew, because something the index says of them changed, and
/// services that are no more.
fn changes(old: &Snapshot, new: &Snapshot) -> (Vec<u32>, Vec<Id>) {
    let same = |a: Option<*const ()>, b: Option<*const ()>| a == b;
    fn at<T>(r: &T) -> *const () {
        std::ptr::from_ref(r).cast()
    }
    let mut changed = Vec::new();
    for (n, held) in (0u32..).zip(new.services()) {
        let id = held.record.id;
        let organization = held.record.refers(0).unwrap_or(Id(values::Uuid::nil()));
        let is_same = same(old.service(id).map(at), Some(at(&**held)))
            && same(
                old.organization(organization).map(at),
                new.organization(organization).map(at),
            )
            && old
                .places_of(id)
                .map(|(a, p)| (at(a), at(p)))
                .eq(new.places_of(id).map(|(a, p)| (at(a), at(p))));
        if !is_same {
            changed.push(n);
        }
    }
    let removed = old
        .services()
        .iter()
        .map(|h| h.record.id)
        .filter(|id| new.service(*id).is_none())
        .collect();
    (changed, removed)
}

fn schema() -> (Schema, Fields) {
    let mut b = Schema::builder();
    let indexing = |option| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("whitespace")
                .set_index_option(option),
        )
    };
    let words = indexing(IndexRecordOption::WithFreqs);
    let plain = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("whitespace")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic),
    );
    let fields = Fields {
        id: b.add_text_field("id", plain.clone()),
        high: b.add_u64_field("id_high", FAST),
        low: b.add_u64_field("id_low", FAST),
        words: ["name", "topic", "body"].map(|n| b.add_text_field(n, words.clone())),
        stems: ["name_stem", "topic_stem", "body_stem"].map(|n| b.add_text_field(n, words.clone())),
        concepts: b.add_text_field("concept", plain),
    };
    (b.build(), fields)
}

/// The index in the folder, if it is whole and carries this stamp.
fn reuse(folder: &Path, schema: &Schema, stamp: &str) -> Option<Index> {
    let index = Index::open_in_dir(folder).ok()?;
    let meta = index.load_metas().ok()?;
    (meta.payload.as_deref() == Some(stamp) && index.schema() == *schema).then_some(index)
}

fn key(id: Id) -> String {
    id.0.simple().to_string()
}

/// What documents are made from.
struct Writing<'a> {
    snapshot: &'a Snapshot,
    city: &'a City,
    lexis: &'a Lexis,
    fields: &'a Fields,
}

impl Writing<'_> {
    fn all(&self, index: Index, stamp: &str) -> Result<Index, IndexFault> {
        let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(1, 64_000_000)?;
        for held in self.snapshot.services() {
            writer.add_document(self.document(&held.record.brief()))?;
        }
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(stamp);
        commit.commit()?;
        writer.wait_merging_threads()?;
        Ok(index)
    }

    fn some(
        &self,
        index: &Index,
        changed: &[u32],
        removed: &[Id],
        stamp: &str,
    ) -> Result<(), IndexFault> {
        // The smallest the engine takes: a change is a handful of documents.
        let memory = if changed.len() > 5_000 {
            64_000_000
        } else {
            15_000_000
        };
        let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(1, memory)?;
        let services = self.snapshot.services();
        let gone = removed.iter().copied();
        let anew = changed.iter().filter_map(|n| services.get(*n as usize));
        for id in gone.chain(anew.clone().map(|h| h.record.id)) {
            writer.delete_term(Term::from_field_text(self.fields.id, &key(id)));
        }
        for held in anew {
            writer.add_document(self.document(&held.record.brief()))?;
        }
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(stamp);
        commit.commit()?;
        // Merges run on behind; the next change waits for them if it must.
        drop(writer);
        Ok(())
    }

    fn document(&self, s: &Service) -> tantivy::TantivyDocument {
        let (high, low) = s.id.0.as_u64_pair();
        let mut doc = tantivy::TantivyDocument::default();
        doc.add_text(self.fields.id, key(s.id));
        doc.add_u64(self.fields.high, high);
        doc.add_u64(self.fields.low, low);
        doc.add_text(self.fields.concepts, concepts(self.city, s).join(" "));
        let texts = texts(s, self.snapshot, self.city);
        for (i, (words_field, stem_field)) in
            self.fields.words.iter().zip(self.fields.stems).enumerate()
        {
            let (mut words, mut stems) = (String::new(), String::new());
            let of_part = texts.iter().filter(|t| t.part.field() == i);
            for t in of_part {
                for word in folded(&t.text) {
                    if !self.lexis.lexicon.is_small(&word)
                        && let Some(stem) = self.lexis.analyser.stem(&t.lang, &word)
                    {
                        stems.push_str(&stem);
                        stems.push(' ');
                    }
                    words.push_str(&word);
                    words.push(' ');
                }
            }
            doc.add_text(*words_field, words);
            doc.add_text(stem_field, stems);
        }
        doc
    }
}

/// The taxonomy terms of a service as they stand in the index, each with all above it; those of its
/// themes, needs and accessibility.
pub(crate) fn concepts(city: &City, s: &Service) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (taxonomy, keys) in TAXONOMIES
        .into_iter()
        .zip([&s.themes, &s.needs, &s.accessibility])
    {
        for key in keys {
            let path = city.taxonomies.get(taxonomy).map(|t| t.path(key));
            for term in path.into_iter().flatten() {
                let token = token(taxonomy, &term.key);
                if !all.contains(&token) {
                    all.push(token);
                }
            }
        }
    }
    all
}

/// A text under which a service is found.
pub(crate) struct Said<'a> {
    pub part: Part,
    pub lang: Cow<'a, Lang>,
    pub text: Cow<'a, str>,
}

impl Part {
    /// Which of the three fields it stands in.
    fn field(self) -> usize {
        match self {
            Part::Name => 0,
            Part::Topic => 1,
            _ => 2,
        }
    }
}

/// Everything a service is found by. Texts without a language belong to the city's own.
pub(crate) fn texts<'a>(s: &'a Service, snapshot: &'a Snapshot, city: &'a City) -> Vec<Said<'a>> {
    let own = || Cow::Borrowed(&city.default_language);
    let mut all = Vec::new();
    let mut say = |part, lang: Cow<'a, Lang>, text: Cow<'a, str>| {
        all.push(Said { part, lang, text });
    };
    for text in [&s.name, &s.alternate_name] {
        for (l, t) in text.iter() {
            say(Part::Name, Cow::Borrowed(l), t.into());
        }
    }
    for (taxonomy, keys) in TAXONOMIES
        .into_iter()
        .zip([&s.themes, &s.needs, &s.accessibility])
    {
        for (l, t) in keys.iter().flat_map(|k| terms::words(city, taxonomy, k)) {
            say(Part::Topic, Cow::Borrowed(l), t.into());
        }
    }
    for text in [&s.description, &s.eligibility, &s.fees] {
        for (l, t) in text.iter() {
            say(Part::Description, Cow::Borrowed(l), t.into());
        }
    }
    if let Some(o) = snapshot.organization(s.organization_id) {
        let o = o.record.brief();
        for name in std::iter::once(&o.name).chain(&o.alternate_name) {
            say(Part::Organization, own(), name.clone().into());
        }
    }
    for (at, place) in snapshot.places_of(s.id) {
        let (at, place) = (at.record.brief(), place.record.brief());
        for (l, t) in at.description.iter() {
            let lang = Cow::Owned(l.clone());
            say(Part::Description, lang, t.to_string().into());
        }
        say(Part::Place, own(), place.name.clone().into());
        if let Some(a) = &place.address {
            say(Part::Place, own(), a.address_1.clone().into());
        }
        if let Some(d) = &place.district
            && let Some(name) = terms::district_name(city, d)
        {
            say(Part::District, own(), name.into());
        }
    }
    all
}

/// The service number of every document, by segment; documents that were replaced have none.
fn numbers(searcher: &Searcher, snapshot: &Snapshot) -> Result<Vec<Arc<Vec<u32>>>, IndexFault> {
    let mut all = Vec::new();
    let mut seen: HashSet<u32> = HashSet::new();
    for segment in searcher.segment_readers() {
        let column = |name: &str| -> Result<Column<u64>, IndexFault> {
            Ok(segment.fast_fields().u64(name)?)
        };
        let (high, low) = (column("id_high")?, column("id_low")?);
        let number = |doc: DocId| {
            if segment.is_deleted(doc) {
                return None;
            }
            let (h, l) = (high.first(doc)?, low.first(doc)?);
            let n = snapshot.service_number(Id(values::Uuid::from_u64_pair(h, l)))?;
            seen.insert(n).then_some(n)
        };
        let of_segment: Vec<u32> = (0..segment.max_doc())
            .map(number)
            .map(|n| n.unwrap_or(u32::MAX))
            .collect();
        all.push(Arc::new(of_segment));
    }
    Ok(all)
}

/// Collects (service number, score) of every match.
struct Numbers<'a>(&'a [Arc<Vec<u32>>]);

struct SegmentNumbers {
    numbers: Arc<Vec<u32>>,
    found: Vec<(u32, f32)>,
}

impl Collector for Numbers<'_> {
    type Fruit = Vec<(u32, f32)>;
    type Child = SegmentNumbers;

    fn for_segment(
        &self,
        ordinal: SegmentOrdinal,
        _: &SegmentReader,
    ) -> tantivy::Result<SegmentNumbers> {
        Ok(SegmentNumbers {
            numbers: self.0.get(ordinal as usize).cloned().unwrap_or_default(),
            found: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<Vec<(u32, f32)>>) -> tantivy::Result<Vec<(u32, f32)>> {
        Ok(fruits.into_iter().flatten().collect())
    }
}

impl SegmentCollector for SegmentNumbers {
    type Fruit = Vec<(u32, f32)>;

    fn collect(&mut self, doc: DocId, score: Score) {
        if let Some(n) = self.numbers.get(doc as usize)
            && *n != u32::MAX
        {
            self.found.push((*n, score));
        }
    }

    fn harvest(self) -> Vec<(u32, f32)> {
        self.found
    }
}
