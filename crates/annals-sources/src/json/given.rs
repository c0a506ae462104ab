//! [`Given`]: a report as somebody's JSON gives it.
//!
//! Nothing here fails on an odd value: what is neither a string nor made of strings is passed over, so that one odd element does
//! not cost the others of its file. Values that annals has no use for are never kept.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// What a report's JSON declares.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Given {
    pub id: Option<String>,
    pub title: Option<String>,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub published: Option<String>,
    pub lang: Option<String>,
    pub text: Option<String>,
    pub html: Option<String>,
}

/// One value where a report may stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Element {
    /// An object.
    Object(Box<Given>),
    /// Something else.
    Other,
}

/// Names of the keys, letters only and in lower case, best first, with what they give.
const KEYS: [(&str, Slot); 53] = [
    ("id", Slot::Id),
    ("externalid", Slot::Id),
    ("reportid", Slot::Id),
    ("articleid", Slot::Id),
    ("docid", Slot::Id),
    ("documentid", Slot::Id),
    ("uid", Slot::Id),
    ("uuid", Slot::Id),
    ("guid", Slot::Id),
    ("title", Slot::Title),
    ("headline", Slot::Title),
    ("heading", Slot::Title),
    ("url", Slot::Url),
    ("canonicalurl", Slot::Url),
    ("sourceurl", Slot::Url),
    ("link", Slot::Url),
    ("uri", Slot::Url),
    ("permalink", Slot::Url),
    ("outlet", Slot::Outlet),
    ("publisher", Slot::Outlet),
    ("sitename", Slot::Outlet),
    ("source", Slot::Outlet),
    ("sourcename", Slot::Outlet),
    ("newspaper", Slot::Outlet),
    ("publication", Slot::Outlet),
    ("site", Slot::Outlet),
    ("domain", Slot::Outlet),
    ("sourcedomain", Slot::Outlet),
    ("published", Slot::Published),
    ("publishedat", Slot::Published),
    ("datepublished", Slot::Published),
    ("publishdate", Slot::Published),
    ("publicationdate", Slot::Published),
    ("pubdate", Slot::Published),
    ("publisheddate", Slot::Published),
    ("date", Slot::Published),
    ("datetime", Slot::Published),
    ("timestamp", Slot::Published),
    ("lang", Slot::Lang),
    ("language", Slot::Lang),
    ("text", Slot::Text),
    ("body", Slot::Text),
    ("content", Slot::Text),
    ("articlebody", Slot::Text),
    ("maintext", Slot::Text),
    ("fulltext", Slot::Text),
    ("articletext", Slot::Text),
    ("article", Slot::Text),
    ("story", Slot::Text),
    ("html", Slot::Html),
    ("rawhtml", Slot::Html),
    ("contenthtml", Slot::Html),
    ("bodyhtml", Slot::Html),
];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Slot {
    Id,
    Title,
    Url,
    Outlet,
    Published,
    Lang,
    Text,
    Html,
}

/// What the key `key` gives, and how good a name for it that is (less is better).
fn slot(key: &str) -> Option<(usize, Slot)> {
    let key: String = key
        .chars()
        .filter(char::is_ascii_alphabetic)
        .take(24)
        .map(|char| char.to_ascii_lowercase())
        .collect();
    KEYS.iter().enumerate().find(|(_, (name, _))| *name == key).map(|(rank, (_, slot))| (rank, *slot))
}

impl Given {
    fn of(&mut self, slot: Slot) -> &mut Option<String> {
        match slot {
            Slot::Id => &mut self.id,
            Slot::Title => &mut self.title,
            Slot::Url => &mut self.url,
            Slot::Outlet => &mut self.outlet,
            Slot::Published => &mut self.published,
            Slot::Lang => &mut self.lang,
            Slot::Text => &mut self.text,
            Slot::Html => &mut self.html,
        }
    }
}

impl<'de> Deserialize<'de> for Element {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ElementVisitor)
    }
}

struct ElementVisitor;

impl<'de> Visitor<'de> for ElementVisitor {
    type Value = Element;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a report")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Element, A::Error> {
        let mut given = Given::default();
        let mut ranks = [usize::MAX; 8];
        while let Some(key) = map.next_key::<String>()? {
            let known = slot(&key).filter(|(rank, slot)| *rank < ranks[*slot as usize]);
            let Some((rank, slot)) = known else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if let Some(value) = map.next_value::<Words>()?.0 {
                *given.of(slot) = Some(value);
                ranks[slot as usize] = rank;
            }
        }
        Ok(Element::Object(Box::new(given)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Element, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Element::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Element, E> {
        Ok(Element::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Element, E> {
        Ok(Element::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Element, E> {
        Ok(Element::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Element, E> {
        Ok(Element::Other)
    }

    fn visit_str<E>(self, _: &str) -> Result<Element, E> {
        Ok(Element::Other)
    }

    fn visit_unit<E>(self) -> Result<Element, E> {
        Ok(Element::Other)
    }
}

/// The words in a value: a string, a number as written, the `name` (else `title`, `text` or `id`) of an object, the paragraphs of an
/// array. Blank is none.
struct Words(Option<String>);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordsVisitor)
    }
}

struct WordsVisitor;

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = Words;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("words")
    }

    fn visit_str<E>(self, value: &str) -> Result<Words, E> {
        Ok(Words((!value.trim().is_empty()).then(|| value.to_owned())))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Words, E> {
        Ok(Words(Some(value.to_string())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Words, E> {
        Ok(Words(Some(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Words, E> {
        Ok(Words(Some(value.to_string())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Words, E> {
        Ok(Words(None))
    }

    fn visit_unit<E>(self) -> Result<Words, E> {
        Ok(Words(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Words, A::Error> {
        let mut words: Option<String> = None;
        while let Some(element) = seq.next_element::<Words>()? {
            let Some(element) = element.0 else { continue };
            match &mut words {
                Some(words) => {
                    words.push_str("\n\n");
                    words.push_str(&element);
                }
                None => words = Some(element),
            }
        }
        Ok(Words(words))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Words, A::Error> {
        const NAMES: [&str; 6] = ["name", "title", "text", "$oid", "$date", "id"];
        let mut best: Option<(usize, String)> = None;
        while let Some(key) = map.next_key::<String>()? {
            let rank = NAMES.iter().position(|name| *name == key);
            let Some(rank) = rank.filter(|rank| best.as_ref().is_none_or(|(best, _)| rank < best)) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if let Some(words) = map.next_value::<Words>()?.0 {
                best = Some((rank, words));
            }
        }
        Ok(Words(best.map(|(_, words)| words)))
    }
}

/// Reads a value where reports may stand: an object is one; the elements of an array are; so are the elements of an array under
/// `reports`, `articles` ... of an object that is none itself. Each goes to the function at once, so that an array is never held whole.
pub(crate) struct Reports<'f, F>(pub &'f mut F);

impl<'de, F: FnMut(Option<usize>, Element)> DeserializeSeed<'de> for Reports<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, F: FnMut(Option<usize>, Element)> Visitor<'de> for Reports<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a report or an array of reports")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut number = 0;
        while let Some(element) = seq.next_element::<Element>()? {
            number += 1;
            (self.0)(Some(number), element);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let mut envelope = Envelope { map, found: &mut *self.0, holds_reports: false };
        let own = ElementVisitor.visit_map(&mut envelope)?;
        let is_report =
            matches!(&own, Element::Object(given) if given.text.is_some() || given.html.is_some());
        if is_report || !envelope.holds_reports {
            (self.0)(None, own);
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.other();
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.other();
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.other();
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.other();
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        self.other();
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.other();
        Ok(())
    }
}

impl<F: FnMut(Option<usize>, Element)> Reports<'_, F> {
    fn other(self) {
        (self.0)(None, Element::Other);
    }
}

/// Passes on the keys of an object, but for those under which reports stand.
struct Envelope<'f, A, F> {
    map: A,
    found: &'f mut F,
    holds_reports: bool,
}

impl<'de, A: MapAccess<'de>, F: FnMut(Option<usize>, Element)> MapAccess<'de> for &mut Envelope<'_, A, F> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        loop {
            let Some(key) = self.map.next_key::<String>()? else { return Ok(None) };
            if matches!(key.as_str(), "reports" | "articles" | "items" | "documents" | "results" | "stories")
            {
                self.holds_reports = true;
                self.map.next_value_seed(Reports(self.found))?;
                continue;
            }
            let key = serde::de::value::StringDeserializer::new(key);
            return seed.deserialize(key).map(Some);
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}
