//! The text index (tantivy): a thing that can be thrown away and built again from the snapshot.

use std::path::Path;
use std::sync::Arc;

use city::City;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::query::{BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{DocId, Index, IndexReader, Score, SegmentOrdinal, SegmentReader, Term};
use values::{Id, Lang};

use super::analyse::{Analyser, folded};
use crate::model::Service;
use crate::snapshot::Snapshot;
use crate::terms;

/// Changes whenever what is written into the index changes, so that an older one is built anew.
const LAYOUT: u32 = 1;

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

/// How much a hit counts, by where it is. Weights are published here and nowhere else: a name says
/// most, a theme's label or synonym nearly as much, descriptions and addresses less. Stems count a
/// little less than the very word, other languages less than the reader's own.
const NAME: f32 = 4.0;
const TOPIC: f32 = 3.0;
const BODY: f32 = 1.0;
const STEM: f32 = 0.8;
const OTHER_LANGUAGE: f32 = 0.5;
const TYPO: f32 = 0.4;

#[derive(Clone)]
struct Fields {
    high: Field,
    low: Field,
    /// Folded words, all languages together: name, topic, body.
    words: [Field; 3],
    /// Stems by language: name, topic, body.
    stems: Vec<(Lang, [Field; 3])>,
}

/// The text index of one snapshot.
pub(crate) struct TextIndex {
    reader: IndexReader,
    fields: Fields,
    analyser: Arc<Analyser>,
    /// By segment, the service number of each document.
    numbers: Vec<Arc<Vec<u32>>>,
}

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
                (0..u32::try_from(services).unwrap_or(u32::MAX)).for_each(|n| visit(n, 1.0))
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
}

impl TextIndex {
    /// The index of a snapshot: the one in the folder when it is of this very generation, else a
    /// newly built one. Without a folder it lives in memory.
    pub fn of(
        snapshot: &Snapshot,
        city: &City,
        folder: Option<&Path>,
    ) -> Result<TextIndex, IndexFault> {
        let analyser = Arc::new(Analyser::new(&city.languages));
        let (schema, fields) = schema(&analyser);
        let stamp = format!(
            "layout {LAYOUT}, generation {}, city {}",
            snapshot.generation(),
            terms::fingerprint(city)
        );
        let index = match folder {
            None => build(
                Index::create_in_ram(schema),
                snapshot,
                city,
                &fields,
                &analyser,
                &stamp,
            )?,
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
                    let index = Index::create_in_dir(folder, schema)?;
                    build(index, snapshot, city, &fields, &analyser, &stamp)?
                }
            },
        };
        let reader = index
            .reader_builder()
            .reload_policy(tantivy::ReloadPolicy::Manual)
            .try_into()?;
        let numbers = numbers(&reader, snapshot)?;
        Ok(TextIndex {
            reader,
            fields,
            analyser,
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
        self.reader.searcher().num_docs()
    }

    /// The services that match the words: all of the words, or some of them when nothing has all.
    pub fn matches(&self, words: &str, lang: &Lang) -> Result<Matches, IndexFault> {
        let words = self.analyser.query_words(lang, words);
        if words.is_empty() {
            return Ok(Matches::All);
        }
        let clauses = words
            .iter()
            .map(|w| self.word(w, lang))
            .collect::<Result<Vec<_>, _>>()?;
        let all: Vec<_> = clauses
            .iter()
            .map(|q| (Occur::Must, q.box_clone()))
            .collect();
        let mut hits = self.collect(&BooleanQuery::new(all))?;
        let mut some_words = false;
        if hits.is_empty() && clauses.len() > 1 {
            some_words = true;
            let any: Vec<_> = clauses.into_iter().map(|q| (Occur::Should, q)).collect();
            hits = self.collect(&BooleanQuery::new(any))?;
        }
        Ok(Matches::Some { hits, some_words })
    }

    /// One word: as it is, by its stem in each language, and, when nobody uses it, with a typo.
    fn word(&self, word: &str, lang: &Lang) -> Result<Box<dyn tantivy::query::Query>, IndexFault> {
        let searcher = self.reader.searcher();
        let mut parts: Vec<Box<dyn tantivy::query::Query>> = Vec::new();
        let mut known = false;
        let mut add = |field: Field, text: &str, boost: f32| -> Result<(), IndexFault> {
            let term = Term::from_field_text(field, text);
            if searcher.doc_freq(&term)? > 0 {
                known = true;
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                parts.push(Box::new(BoostQuery::new(Box::new(query), boost)));
            }
            Ok(())
        };
        let weights = [NAME, TOPIC, BODY];
        for (field, weight) in self.fields.words.iter().zip(weights) {
            add(*field, word, weight)?;
        }
        for (l, fields) in &self.fields.stems {
            let own = if *l == lang.base() {
                1.0
            } else {
                OTHER_LANGUAGE
            };
            for stem in self.analyser.stems(l, word) {
                for (field, weight) in fields.iter().zip(weights) {
                    add(*field, &stem, weight * STEM * own)?;
                }
            }
        }
        if !known {
            let letters = word.chars().count();
            let distance = match letters {
                0..=3 => 0,
                4..=7 => 1,
                _ => 2,
            };
            for (field, weight) in self.fields.words.iter().zip(weights) {
                let term = Term::from_field_text(*field, word);
                let query: Box<dyn tantivy::query::Query> = if letters >= 3 {
                    // The beginning of a word is enough ("nuo"), and so is a word with a slip.
                    Box::new(BooleanQuery::new(vec![
                        (
                            Occur::Should,
                            Box::new(FuzzyTermQuery::new_prefix(term.clone(), 0, true)) as _,
                        ),
                        (
                            Occur::Should,
                            Box::new(FuzzyTermQuery::new(term, distance, true)) as _,
                        ),
                    ]))
                } else {
                    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
                };
                parts.push(Box::new(BoostQuery::new(query, weight * TYPO)));
            }
        }
        // The best field decides, the others add a little: a word in the name is not beaten by the
        // same word in many fields.
        Ok(Box::new(
            tantivy::query::DisjunctionMaxQuery::with_tie_breaker(parts, 0.2),
        ))
    }

    fn collect(&self, query: &dyn tantivy::query::Query) -> Result<Vec<(u32, f32)>, IndexFault> {
        let searcher = self.reader.searcher();
        Ok(searcher.search(query, &Numbers(&self.numbers))?)
    }
}

fn schema(analyser: &Analyser) -> (Schema, Fields) {
    let mut b = Schema::builder();
    let words = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("whitespace")
            .set_index_option(IndexRecordOption::WithFreqs),
    );
    let high = b.add_u64_field("id_high", FAST);
    let low = b.add_u64_field("id_low", FAST);
    let three = |b: &mut tantivy::schema::SchemaBuilder, tail: &str| {
        ["name", "topic", "body"].map(|n| b.add_text_field(&format!("{n}{tail}"), words.clone()))
    };
    let plain = three(&mut b, "");
    let stems = analyser
        .stemmed()
        .into_iter()
        .map(|l| {
            let fields = three(&mut b, &format!("_{l}"));
            (l, fields)
        })
        .collect();
    let fields = Fields {
        high,
        low,
        words: plain,
        stems,
    };
    (b.build(), fields)
}

/// The index in the folder, if it is whole and carries this stamp.
fn reuse(folder: &Path, schema: &Schema, stamp: &str) -> Option<Index> {
    let index = Index::open_in_dir(folder).ok()?;
    let meta = index.load_metas().ok()?;
    (meta.payload.as_deref() == Some(stamp) && index.schema() == *schema).then_some(index)
}

fn build(
    index: Index,
    snapshot: &Snapshot,
    city: &City,
    fields: &Fields,
    analyser: &Analyser,
    stamp: &str,
) -> Result<Index, IndexFault> {
    let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(1, 64_000_000)?;
    for held in snapshot.services() {
        writer.add_document(document(&held.record, snapshot, city, fields, analyser))?;
    }
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(stamp);
    commit.commit()?;
    writer.wait_merging_threads()?;
    Ok(index)
}

fn document(
    s: &Service,
    snapshot: &Snapshot,
    city: &City,
    fields: &Fields,
    analyser: &Analyser,
) -> tantivy::TantivyDocument {
    let (high, low) = s.id.0.as_u64_pair();
    let mut doc = tantivy::TantivyDocument::default();
    doc.add_u64(fields.high, high);
    doc.add_u64(fields.low, low);
    // (language, text) of the three parts; texts without a language belong to the city's own.
    let own = &city.default_language;
    let mut parts: [Vec<(&Lang, &str)>; 3] = Default::default();
    for text in [&s.name, &s.alternate_name] {
        parts[0].extend(text.iter());
    }
    for (taxonomy, keys) in [
        ("service", &s.themes),
        ("need", &s.needs),
        ("accessibility", &s.accessibility),
    ] {
        for key in keys {
            parts[1].extend(terms::words(city, taxonomy, key));
        }
    }
    for text in [&s.description, &s.eligibility, &s.fees] {
        parts[2].extend(text.iter());
    }
    if let Some(o) = snapshot.organization(s.organization_id) {
        parts[2].push((own, &o.record.name));
        parts[2].extend(o.record.alternate_name.as_deref().map(|n| (own, n)));
    }
    for (at, place) in snapshot.places_of(s.id) {
        parts[2].extend(at.record.description.iter());
        parts[2].push((own, &place.record.name));
        if let Some(a) = &place.record.address {
            parts[2].push((own, &a.address_1));
        }
        if let Some(d) = &place.record.district {
            parts[2].extend(terms::district_name(city, d).map(|n| (own, n)));
        }
    }
    for (i, part) in parts.iter().enumerate() {
        let words: Vec<String> = part.iter().flat_map(|(_, t)| folded(t)).collect();
        doc.add_text(fields.words[i], words.join(" "));
        for (lang, stem_fields) in &fields.stems {
            let stems: Vec<String> = part
                .iter()
                .filter(|(l, _)| l.base() == *lang)
                .flat_map(|(_, t)| analyser.stems(lang, t))
                .collect();
            if !stems.is_empty() {
                doc.add_text(stem_fields[i], stems.join(" "));
            }
        }
    }
    doc
}

/// The service number of every document, by segment.
fn numbers(reader: &IndexReader, snapshot: &Snapshot) -> Result<Vec<Arc<Vec<u32>>>, IndexFault> {
    let searcher = reader.searcher();
    let mut all = Vec::new();
    for segment in searcher.segment_readers() {
        let column = |name: &str| -> Result<Column<u64>, IndexFault> {
            Ok(segment.fast_fields().u64(name)?)
        };
        let (high, low) = (column("id_high")?, column("id_low")?);
        all.push(Arc::new(
            (0..segment.max_doc())
                .map(|doc| {
                    let (h, l) = (high.first(doc), low.first(doc));
                    let id = h.zip(l).map(|(h, l)| Id(values::Uuid::from_u64_pair(h, l)));
                    id.and_then(|id| snapshot.service_number(id))
                        .unwrap_or(u32::MAX)
                })
                .collect(),
        ));
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
