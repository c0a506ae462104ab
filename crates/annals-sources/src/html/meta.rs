//! What a page declares of itself: title, address, outlet, time of publication, language.

use std::collections::BTreeSet;

use annals_types::report::{Draft, Published, host_of};

use super::{align::unescape, json_ld::Article, tree::Tag};
use crate::{
    dates,
    limits::{MAX_ATTRIBUTE, MAX_JSON_LD},
};

/// Names under which `meta` gives the time of publication, best first.
const DATES: [&str; 22] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "og:pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "published_time",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "originalpublicationdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
];

/// Between a title and the name of the outlet.
const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " • ", " / "];

/// What the elements of a page declared so far.
#[derive(Default, Debug)]
pub(super) struct Meta {
    title: String,
    og_title: Option<String>,
    site_name: Option<String>,
    application: Option<String>,
    canonical: Option<String>,
    og_url: Option<String>,
    lang: Option<String>,
    /// Rank in [`DATES`], and the time.
    date: Option<(usize, Published)>,
    time: Option<Published>,
    time_below_heading: Option<Published>,
    seen_heading: bool,
    json_ld: Article,
    script: String,
    read_scripts: usize,
    collects: Option<Collects>,
}

/// What the text to come belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Collects {
    Title,
    JsonLd,
}

impl Meta {
    /// A start tag.
    pub fn start(&mut self, tag: &Tag) {
        let name = &*tag.kind.name;
        match name {
            "meta" => self.meta(tag),
            "link" if tag.get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                fill(&mut self.canonical, tag.get("href"));
            }
            "html" => fill(&mut self.lang, tag.get("lang")),
            "title" if self.title.is_empty() => self.collects = Some(Collects::Title),
            "script" => {
                let kind = tag.get("type").unwrap_or_default().trim().to_ascii_lowercase();
                self.collects = kind.starts_with("application/ld+json").then_some(Collects::JsonLd);
            }
            "h1" => self.seen_heading = true,
            // A drawing has a title too.
            "svg" => self.collects = None,
            "time" => self.time(tag.get("datetime")),
            _ => {}
        }
        if matches!(name, "span" | "div" | "p" | "abbr")
            && tag.get("itemprop").is_some_and(|name| name.eq_ignore_ascii_case("datepublished"))
        {
            self.time(tag.get("content").or_else(|| tag.get("datetime")));
        }
    }

    fn time(&mut self, declared: Option<&str>) {
        let time = declared.and_then(dates::published);
        self.time = self.time.or(time);
        if self.seen_heading {
            self.time_below_heading = self.time_below_heading.or(time);
        }
    }

    /// An end tag.
    pub fn end(&mut self, name: &str) {
        if name == "script" && self.collects == Some(Collects::JsonLd) {
            self.json_ld.read(&self.script);
            self.script.clear();
        }
        if matches!(name, "script" | "title") {
            self.collects = None;
        }
    }

    /// A text; gives whether it belongs to what is declared.
    pub fn text(&mut self, text: &str) -> bool {
        match self.collects {
            None => return false,
            Some(Collects::Title) if self.title.len() < MAX_ATTRIBUTE => {
                self.title.push_str(&text[..text.floor_char_boundary(MAX_ATTRIBUTE)]);
            }
            Some(Collects::JsonLd) => {
                self.read_scripts += text.len();
                if self.read_scripts <= MAX_JSON_LD {
                    self.script.push_str(text);
                }
            }
            Some(Collects::Title) => {}
        }
        true
    }

    fn meta(&mut self, tag: &Tag) {
        let Some(content) = tag.get("content").filter(|content| !content.trim().is_empty()) else { return };
        for name in ["property", "name", "itemprop"].into_iter().filter_map(|attribute| tag.get(attribute)) {
            let name = name.trim().to_ascii_lowercase();
            match name.as_str() {
                "og:title" => fill(&mut self.og_title, Some(content)),
                "og:site_name" => fill(&mut self.site_name, Some(content)),
                "application-name" => fill(&mut self.application, Some(content)),
                "og:url" => fill(&mut self.og_url, Some(content)),
                "og:locale" | "content-language" => {}
                _ => {
                    let rank = DATES.iter().position(|known| *known == name);
                    let better = |rank: &usize| self.date.is_none_or(|(best, _)| *rank < best);
                    if let Some(rank) = rank.filter(better)
                        && let Some(published) = dates::published(content)
                    {
                        self.date = Some((rank, published));
                    }
                }
            }
        }
    }

    /// Fills what `draft` leaves open. `headings`: the headings of the page, each with its level, in their order.
    pub fn fill(self, draft: &mut Draft, headings: &[(u8, String)]) {
        let article = self.json_ld;
        let web = |url: &&String| url.starts_with("http://") || url.starts_with("https://");
        let url = [self.canonical, self.og_url, article.url].into_iter().flatten().find(|url| web(&url));
        draft.url = draft.url.take().or(url);
        let host = draft.url.as_deref().and_then(host_of);
        let site_name = self.site_name.map(|name| clean(&name));
        let outlet =
            site_name.clone().or_else(|| article.publisher.clone()).or_else(|| self.application.clone());
        draft.outlet =
            draft.outlet.take().or(outlet.filter(|name| !name.is_empty())).or_else(|| host.clone());
        draft.lang = draft.lang.take().or(self.lang).or(article.lang).filter(|lang| is_language(lang));
        let in_address = || draft.url.as_deref().and_then(dates::in_address);
        draft.published = draft
            .published
            .or(article.published)
            .or(self.date.map(|(_, published)| published))
            .or(self.time_below_heading)
            .or(self.time)
            .or_else(in_address);
        if draft.title.is_none() {
            let outlets = [site_name, article.publisher, self.application, host, draft.outlet.clone()];
            let outlets: Vec<String> = outlets.into_iter().flatten().collect();
            let titles = [article.headline, self.og_title, Some(self.title)];
            let titles = titles.into_iter().flatten().map(|title| clean(&title));
            let declared = titles.into_iter().find(|title| !title.is_empty());
            draft.title = declared.map(|title| without_outlet(&title, &outlets, headings)).or_else(|| {
                headings.iter().find(|(level, _)| *level == 1).map(|(_, heading)| heading.clone())
            });
        }
    }
}

fn fill(slot: &mut Option<String>, value: Option<&str>) {
    if slot.is_none() {
        *slot = value.map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned);
    }
}

/// One line, with references resolved that were written twice.
fn clean(value: &str) -> String {
    let value = if value.contains('&') && value.contains(';') { unescape(value) } else { value.to_owned() };
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A title without the outlet's name before or behind it: where the rest is a heading of the page, or the name is known.
fn without_outlet(title: &str, outlets: &[String], headings: &[(u8, String)]) -> String {
    let headings: BTreeSet<String> = headings.iter().map(|(_, heading)| fold(heading)).collect();
    let is_heading = |title: &str| headings.contains(&fold(title));
    let is_outlet = |name: &str| outlets.iter().any(|outlet| is_name_of(name, outlet));
    if is_heading(title) {
        return title.to_owned();
    }
    // Each place where the title could be cut, from the last on: what stands before, and what behind.
    let mut cuts: Vec<(usize, usize)> = SEPARATORS
        .iter()
        .flat_map(|separator| {
            title.match_indices(separator).map(|(at, separator)| (at, at + separator.len()))
        })
        .collect();
    cuts.sort_unstable_by(|one, other| other.cmp(one));
    let parts = || cuts.iter().map(|(at, end)| (title[..*at].trim(), title[*end..].trim()));
    let parts = || parts().filter(|(before, behind)| !before.is_empty() && !behind.is_empty());
    let heading = parts().flat_map(|(before, behind)| [before, behind]).find(|part| is_heading(part));
    let named = || parts().next().filter(|(_, behind)| is_outlet(behind)).map(|(before, _)| before);
    let named_first =
        || parts().next_back().filter(|(before, _)| is_outlet(before)).map(|(_, behind)| behind);
    heading.or_else(named).or_else(named_first).unwrap_or(title).to_owned()
}

/// Whether `name` names the outlet `outlet`: the same letters, or for a host the same as a part of it.
fn is_name_of(name: &str, outlet: &str) -> bool {
    let letters = |name: &str| -> String {
        name.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let bare = |name: &str| letters(name.strip_prefix("www.").unwrap_or(name));
    let without_article = |name: &str| name.strip_prefix("the").unwrap_or(name).to_owned();
    let name = without_article(&bare(name));
    let host_parts = outlet.rsplit('.').skip(1).filter(|part| part.len() > 3 && !part.contains(' '));
    !name.is_empty()
        && std::iter::once(outlet).chain(host_parts).any(|outlet| without_article(&bare(outlet)) == name)
}

/// For comparing titles with headings: lower case, plain quotation marks, single blanks.
pub(super) fn fold(title: &str) -> String {
    let plain = title.chars().map(|char| match char {
        '‘' | '’' | '`' => '\'',
        '“' | '”' => '"',
        '–' | '—' => '-',
        char => char,
    });
    let plain: String = plain.flat_map(char::to_lowercase).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether `tag` has the shape of a language tag.
fn is_language(tag: &str) -> bool {
    tag.len() <= 20
        && tag.split(['-', '_']).all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
