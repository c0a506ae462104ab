//! Checks what an example expects.

use std::fmt::Write;

use annals_report::Reader;
use annals_types::{
    Account, Collection, Reading, Span,
    account::{Policy, Standing},
    reading::MentionRole,
    statement::{Count, Property, Scope, Stance, Value},
};
use serde::Serialize;

use crate::page::{Example, Word};

/// What reading the example's reports gave.
struct World<'a> {
    example: &'a Example,
    collection: Collection,
}

/// Reads the reports of `example` and checks every expectation; the error lists those that are not met.
pub fn check(reader: &Reader, example: &Example) -> Result<(), String> {
    let readings = example.reports.iter().map(|(_, report)| reader.read(report)).collect();
    let world = World { example, collection: annals_corpus::collect(readings, policy(example)?) };
    let mut failures = String::new();
    for (words, line) in &example.expectations {
        if let Err(found) = world.meets(words) {
            let _ = writeln!(failures, "expected  {line}\nfound     {found}\n");
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures) }
}

/// `policy conservative` as an expectation chooses the rule.
fn policy(example: &Example) -> Result<Policy, String> {
    for (words, _) in &example.expectations {
        if let [Word::Plain(key), Word::Plain(name)] = words.as_slice()
            && key == "policy"
        {
            return serde_json::from_value(name.clone().into()).map_err(|error| error.to_string());
        }
    }
    Ok(Policy::default())
}

type Met = Result<(), String>;

impl World<'_> {
    fn meets(&self, words: &[Word]) -> Met {
        use Word::{Plain, Quoted};
        let plain: Vec<&str> = words
            .iter()
            .map(|word| match word {
                Plain(word) | Quoted(word) => word.as_str(),
            })
            .collect();
        match (words, plain.as_slice()) {
            (_, ["policy", _]) => Ok(()),
            (_, ["dead"]) => is(self.reading(0)?.dead, "a live page"),
            (_, ["scene", place]) => self.scene(place, true),
            (_, ["no", "scene", place]) => self.scene(place, false),
            (_, ["responsibility", blame, quote]) => self.responsibility(blame, quote),
            (_, ["segment", kind, quote]) => self.segment(kind, quote),
            (_, ["timex", kind, value, quote]) => self.timex(kind, value, quote),
            (_, ["no", "timex", quote]) => self
                .no_mention(quote, |reading| reading.mentions.times.iter().map(|time| time.span).collect()),
            (_, ["no", "place", quote]) => self.no_mention(quote, |reading| {
                reading.mentions.places.iter().map(|place| place.span).collect()
            }),
            (_, ["no", "incident"]) => is(self.reading(0)?.incidents.is_empty(), &self.incident_roles()),
            (_, ["no", property, quote]) => self.no_figure(property, quote),
            (_, ["mention", "place", quote, country, rest @ ..]) => self.place(quote, country, rest),
            (_, ["mention", "actor", quote, id]) => self.actor(quote, id),
            (_, ["time", days]) => self.time(days),
            (_, ["days", days @ ..]) => self.days(days),
            (_, ["bound", why]) => self.bound(why),
            (_, ["type", kind]) => self.main(
                |account| account.incident_type.value == *kind,
                |account| account.incident_type.value.clone(),
            ),
            (_, ["reality", reality]) => {
                self.main(|account| name(&account.reality) == *reality, |account| name(&account.reality))
            }
            (_, ["incident", role, kind]) => self.incident(role, kind),
            (_, ["incidents", count]) => {
                is(self.collection.accounts.len().to_string() == *count, &self.titles())
            }
            (_, ["together", a, b]) => is(self.account_of(a)?.id == self.account_of(b)?.id, &self.titles()),
            (_, ["apart", a, b]) => is(self.account_of(a)?.id != self.account_of(b)?.id, &self.titles()),
            (_, ["copy", copy, "of", origin]) => self.copy(copy, origin),
            (_, ["toll", property, low, best, high, rest @ ..]) => {
                self.toll(property, [low, best, high], rest)
            }
            (_, ["value", property, value, rest @ ..]) => self.value(property, value, rest),
            (_, ["no", "value", property, value, rest @ ..]) => self.no_value(property, value, rest),
            (_, ["grade", which, grade]) => {
                self.main(|account| grade_of(account, which) == *grade, |account| grade_of(account, which))
            }
            (_, ["aggregate", property, value]) => self.aggregate(property, value),
            (_, ["no", "aggregate"]) => is(self.collection.aggregates.is_empty(), &self.aggregates()),
            ([Plain(property), rest @ ..], _) if property_of(property).is_some() => {
                self.figure(property, rest)
            }
            _ => Err("no such kind of expectation; spec/README.md lists them".into()),
        }
    }
}

impl World<'_> {
    /// The reading of the example's report at `index`; readings stand by id in the collection.
    fn reading(&self, index: usize) -> Result<&Reading, String> {
        let (name, report) = self.example.reports.get(index).ok_or("no such report")?;
        let found = self.collection.readings.iter().find(|reading| reading.report.id == report.id);
        found.ok_or_else(|| format!("report {name} was not read"))
    }

    fn index_of(&self, name: &str) -> Result<usize, String> {
        self.example.reports.iter().position(|(id, _)| id == name).ok_or_else(|| format!("no report {name}"))
    }

    /// The account of the main incident of the report called `name`.
    fn account_of(&self, name: &str) -> Result<&Account, String> {
        let reading = self.reading(self.index_of(name)?)?;
        let position = self.collection.readings.iter().position(|other| other.report.id == reading.report.id);
        let mention = reading.incidents.iter().position(|mention| mention.role == MentionRole::Main);
        let link =
            position.zip(mention).and_then(|(reading, mention)| self.collection.links[reading][mention]);
        link.and_then(|account| self.collection.accounts.get(account as usize))
            .ok_or_else(|| format!("report {name} has no main incident; it tells: {}", self.incident_roles()))
    }

    /// The account of the first report's main incident.
    fn account(&self) -> Result<&Account, String> {
        self.account_of(&self.example.reports[0].0)
    }

    fn main(&self, holds: impl Fn(&Account) -> bool, shown: impl Fn(&Account) -> String) -> Met {
        let account = self.account()?;
        is(holds(account), &shown(account))
    }

    /// Whether the first report's main incident is placed at a place of this name.
    fn scene(&self, place: &str, expected: bool) -> Met {
        let names =
            |account: &Account| account.places.iter().map(|place| place.name.clone()).collect::<Vec<_>>();
        self.main(
            |account| names(account).iter().any(|name| name == place) == expected,
            |account| names(account).join("; "),
        )
    }

    /// `responsibility attributes "the rebels"`: who is held responsible in the first report, by the words for him.
    fn responsibility(&self, blame: &str, quote: &str) -> Met {
        let reading = self.reading(0)?;
        let text = &reading.report.text;
        let held: Vec<(String, &str)> = reading
            .statements
            .iter()
            .filter_map(|statement| {
                let Value::Responsibility(_, blame) = &statement.value else { return None };
                Some((name(blame), statement.figure?.of(text)))
            })
            .collect();
        let met = held.iter().any(|(found, words)| found == blame && *words == quote);
        is(met, &list(held.iter().map(|(blame, words)| format!("{blame} {words:?}"))))
    }

    fn titles(&self) -> String {
        let titles = self.collection.accounts.iter().map(|account| account.title.as_str());
        format!("{} incidents: {}", self.collection.accounts.len(), titles.collect::<Vec<_>>().join("; "))
    }

    fn incident_roles(&self) -> String {
        let all = self.collection.readings.iter().flat_map(|reading| &reading.incidents);
        all.map(|mention| format!("{} {}", name(&mention.role), mention.incident_type.value))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn segment(&self, kind: &str, quote: &str) -> Met {
        let reading = self.reading(0)?;
        let place = find(reading, quote)?;
        let segment = reading.segments.iter().find(|segment| segment.span.contains(place));
        match segment {
            Some(segment) if name(&segment.kind) == kind => Ok(()),
            Some(segment) => Err(format!("{} ({})", name(&segment.kind), segment.why)),
            None => Err("the words lie in more than one segment".into()),
        }
    }

    fn timex(&self, kind: &str, value: &str, quote: &str) -> Met {
        let reading = self.reading(0)?;
        let times = &reading.mentions.times;
        let text = &reading.report.text;
        let met = times
            .iter()
            .any(|time| time.span.of(text) == quote && time.value == value && name(&time.kind) == kind);
        is(
            met,
            &list(
                times
                    .iter()
                    .map(|time| format!("{} {} {:?}", name(&time.kind), time.value, time.span.of(text))),
            ),
        )
    }

    fn no_mention(&self, quote: &str, spans: impl Fn(&Reading) -> Vec<Span>) -> Met {
        let reading = self.reading(0)?;
        let place = find(reading, quote)?;
        let over = spans(reading).into_iter().find(|span| span.overlaps(place));
        over.map_or(Ok(()), |span| Err(format!("{:?}", span.of(&reading.report.text))))
    }

    fn place(&self, quote: &str, country: &str, rest: &[&str]) -> Met {
        let reading = self.reading(0)?;
        let text = &reading.report.text;
        let places = &reading.mentions.places;
        let met = places.iter().any(|mention| {
            mention.span.of(text) == quote
                && mention.place.as_ref().is_some_and(|place| place.country.as_deref() == Some(country))
                && rest.first().is_none_or(|precision| name(&mention.precision) == **precision)
        });
        is(
            met,
            &list(places.iter().map(|mention| {
                let place = mention.place.as_ref();
                let country = place.and_then(|place| place.country.as_deref()).unwrap_or("-");
                format!("{:?} {country} {}", mention.span.of(text), name(&mention.precision))
            })),
        )
    }

    fn actor(&self, quote: &str, id: &str) -> Met {
        let reading = self.reading(0)?;
        let text = &reading.report.text;
        let actors = &reading.mentions.actors;
        let met =
            actors.iter().any(|actor| actor.span.of(text) == quote && actor.actor.as_deref() == Some(id));
        is(met, &list(actors.iter().map(|actor| format!("{:?} {:?}", actor.span.of(text), actor.actor))))
    }

    /// `2024-03-04`, `2024-03-04..2024-03-06` (first and last local day) or `unknown`.
    fn time(&self, expected: &str) -> Met {
        let account = self.account()?;
        let time = &account.time;
        let found = match (time.days.first(), time.days.last()) {
            (Some(first), Some(last)) if first == last => first.to_string(),
            (Some(first), Some(last)) => format!("{first}..{last}"),
            _ if time.earliest.is_none() && time.latest.is_none() => "unknown".into(),
            _ => format!("{:?}..{:?}", time.earliest, time.latest),
        };
        // Without bounds on both sides nothing is placed: an upper bound alone is still "unknown" to a reader.
        let open = time.days.is_empty() && (time.earliest.is_none() || time.latest.is_none());
        is(found == expected || (expected == "unknown" && open), &found)
    }

    fn days(&self, expected: &[&str]) -> Met {
        let account = self.account()?;
        let found: Vec<String> = account.time.days.iter().map(ToString::to_string).collect();
        is(found == expected, &found.join(" "))
    }

    fn bound(&self, why: &str) -> Met {
        self.main(
            |account| account.time.bounds.iter().any(|bound| bound.why.contains(why)),
            |account| list(account.time.bounds.iter().map(|bound| bound.why.clone())),
        )
    }

    fn incident(&self, role: &str, kind: &str) -> Met {
        let reading = self.reading(0)?;
        let met = reading
            .incidents
            .iter()
            .any(|mention| name(&mention.role) == role && mention.incident_type.value == kind);
        is(met, &self.incident_roles())
    }

    fn copy(&self, copy: &str, origin: &str) -> Met {
        let copy = self.reading(self.index_of(copy)?)?;
        let origin = self.reading(self.index_of(origin)?)?;
        let position =
            self.collection.readings.iter().position(|reading| reading.report.id == copy.report.id);
        let found = position.and_then(|position| self.collection.origins[position].as_ref());
        is(
            found.is_some_and(|found| found.report == origin.report.id),
            &found.map_or("its own origin".into(), |found| {
                format!("a copy of {} ({:.2})", found.report, found.share)
            }),
        )
    }

    /// Low, best and high of the first report's main incident; `-` for unknown.
    fn toll(&self, property: &str, expected: [&&str; 3], rest: &[&str]) -> Met {
        let account = self.account()?;
        let property = property_of(property).ok_or("no such property")?;
        let Some(toll) = account.tolls.get(property) else { return Err("nothing stated".into()) };
        let shown = |value: Option<u32>| value.map_or("-".into(), |value| value.to_string());
        let found = [shown(toll.low), shown(toll.best), shown(toll.high)];
        let disputed = if toll.disputed { "disputed" } else { "agreed" };
        let met = found.iter().zip(expected).all(|(found, expected)| found == expected)
            && rest.first().is_none_or(|word| *word == disputed);
        is(met, &format!("{} {} {} {disputed} ({})", found[0], found[1], found[2], toll.why))
    }

    /// A value of a toll, with a speaker or a standing or both behind it.
    fn value(&self, property: &str, value: &str, rest: &[&str]) -> Met {
        let account = self.account()?;
        let property = property_of(property).ok_or("no such property")?;
        let Some(toll) = account.tolls.get(property) else { return Err("nothing stated".into()) };
        let met = toll.values.iter().any(|found| {
            range(found.low, found.high) == value
                && rest.iter().all(|word| {
                    name(&found.standing) == *word
                        || name(&found.stance) == *word
                        || name(&found.scope) == *word
                        || found.speakers.iter().any(|speaker| speaker == word)
                })
        });
        is(
            met,
            &list(toll.values.iter().map(|found| {
                format!(
                    "{} {} {} {} {:?}",
                    range(found.low, found.high),
                    name(&found.scope),
                    name(&found.stance),
                    name(&found.standing),
                    found.speakers
                )
            })),
        )
    }

    /// No such value of a toll that there is; what is looked for must be a standing, a stance, a scope, or the name of somebody who speaks.
    fn no_value(&self, property: &str, value: &str, rest: &[&str]) -> Met {
        let account = self.account()?;
        let known = property_of(property).ok_or("no such property")?;
        let toll = account.tolls.get(known).ok_or("nothing stated")?;
        let speaks = |word: &str| {
            let statements = self.collection.readings.iter().flat_map(|reading| &reading.statements);
            statements
                .into_iter()
                .flat_map(|statement| &statement.speakers)
                .any(|speaker| speaker.name == word)
                || toll.values.iter().flat_map(|found| &found.speakers).any(|speaker| speaker == word)
        };
        if let Some(word) = rest.iter().find(|word| !is_label(word) && !speaks(word)) {
            return Err(format!("{word:?} is no standing, stance or scope, and nobody of this name speaks"));
        }
        if !is_range(value) {
            return Err(format!("{value:?} is no value"));
        }
        if self.value(property, value, rest).is_ok() { Err("there is such a value".into()) } else { Ok(()) }
    }

    fn aggregate(&self, property: &str, value: &str) -> Met {
        let found = &self.collection.aggregates;
        let met = found.iter().any(|aggregate| {
            aggregate.property.as_str() == property
                && range(aggregate.value.low, aggregate.value.high) == value
        });
        is(met, &self.aggregates())
    }

    fn aggregates(&self) -> String {
        list(self.collection.aggregates.iter().map(|aggregate| {
            format!("{} {}", aggregate.property.as_str(), range(aggregate.value.low, aggregate.value.high))
        }))
    }

    /// `killed 12.. child part "three children" by "the ministry"`: a figure of the first report.
    fn figure(&self, property: &str, rest: &[Word]) -> Met {
        let reading = self.reading(0)?;
        let text = &reading.report.text;
        let [Word::Plain(value), rest @ ..] = rest else {
            return Err("a value must follow the property".into());
        };
        let split =
            rest.iter().position(|word| matches!(word, Word::Quoted(_))).ok_or("a figure must be quoted")?;
        let Word::Quoted(figure) = &rest[split] else { return Err("a figure must be quoted".into()) };
        let speaker = match &rest[split + 1..] {
            [Word::Plain(by), Word::Quoted(speaker)] if by == "by" => Some(speaker.as_str()),
            [] => None,
            _ => return Err("only by \"speaker\" may follow the figure".into()),
        };
        let labels: Vec<&str> = rest[..split]
            .iter()
            .map(|word| match word {
                Word::Plain(word) | Word::Quoted(word) => word.as_str(),
            })
            .collect();
        let stated = reading.statements.iter().filter(|statement| statement.property.as_str() == property);
        let shown: Vec<String> = stated
            .clone()
            .filter_map(|statement| {
                let Value::Count(count) = &statement.value else { return None };
                let words = statement.figure.map_or("", |span| span.of(text));
                let by = statement.speakers.first().map(|speaker| speaker.span.of(text));
                Some(format!(
                    "{} {} {words:?} by {by:?}",
                    range(count.low, count.high),
                    labels_of(count, statement.stance).join(" ")
                ))
            })
            .collect();
        let met = stated.into_iter().any(|statement| {
            let Value::Count(count) = &statement.value else { return false };
            let found = labels_of(count, statement.stance);
            statement.figure.is_some_and(|span| span.of(text) == figure)
                && (value == "unknown" && statement.stance == Stance::Unknown
                    || range(count.low, count.high) == *value)
                && labels.iter().all(|label| found.iter().any(|found| found == label))
                && speaker.is_none_or(|speaker| {
                    statement.speakers.iter().any(|found| found.span.of(text) == speaker)
                })
        });
        is(met, &list(shown.into_iter()))
    }

    fn no_figure(&self, property: &str, quote: &str) -> Met {
        let reading = self.reading(0)?;
        let place = find(reading, quote)?;
        let over = reading.statements.iter().find(|statement| {
            statement.property.as_str() == property
                && statement.figure.is_some_and(|span| span.overlaps(place))
        });
        over.map_or(Ok(()), |statement| Err(format!("{:?}", statement.value)))
    }
}

fn is(met: bool, found: &str) -> Met {
    if met { Ok(()) } else { Err(if found.is_empty() { "nothing".into() } else { found.to_owned() }) }
}

fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("; ")
}

/// Where `quote` stands in the report.
fn find(reading: &Reading, quote: &str) -> Result<Span, String> {
    let at =
        reading.report.text.find(quote).ok_or_else(|| format!("{quote:?} does not stand in the report"))?;
    Ok(Span::at(at, quote.len()))
}

/// The name under which serde writes a unit variant: the word that pages use.
fn name(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn property_of(name: &str) -> Option<Property> {
    serde_json::from_value(name.into()).ok()
}

/// Whether `word` is a standing, a stance or a scope.
fn is_label(word: &str) -> bool {
    let is = serde_json::Value::from(word);
    serde_json::from_value::<Standing>(is.clone()).is_ok()
        || serde_json::from_value::<Stance>(is.clone()).is_ok()
        || serde_json::from_value::<Scope>(is).is_ok()
}

/// Whether `value` is written as [`range`] writes one.
fn is_range(value: &str) -> bool {
    let is_bound = |bound: &str| bound.is_empty() || bound.parse::<u32>().is_ok();
    value == "-" || !value.is_empty() && value.splitn(2, "..").all(is_bound)
}

/// `12`, `12..`, `..12`, `12..15`, `-`.
fn range(low: Option<u32>, high: Option<u32>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}..{high}"),
        (Some(low), None) => format!("{low}.."),
        (None, Some(high)) => format!("..{high}"),
        (None, None) => "-".into(),
    }
}

fn labels_of(count: &Count, stance: Stance) -> Vec<String> {
    let mut labels = vec![name(&count.scope), name(&stance)];
    if count.part {
        labels.push("part".into());
    }
    labels
}

fn grade_of(account: &Account, which: &str) -> String {
    match which {
        "incident" => name(&account.grades.incident),
        "toll" => name(&account.grades.toll),
        _ => name(&account.grades.attribution),
    }
}
