//! Reads a page: headings, reports, expectations.

use annals_types::{
    Report,
    report::{Draft, Published},
};

/// One example: reports, and what must be found in them.
pub struct Example {
    /// The heading above it, with the line of the page.
    pub name: String,
    /// The reports with the ids that the page gives them.
    pub reports: Vec<(String, Report)>,
    /// One expectation a line, split into words, with the line as written.
    pub expectations: Vec<(Vec<Word>, String)>,
}

/// A word of an expectation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Word {
    /// As it stands.
    Plain(String),
    /// What stood between quotes.
    Quoted(String),
}

/// The examples of a page: each `expect` block closes one.
pub fn examples(text: &str) -> Result<Vec<Example>, String> {
    let mut examples = Vec::new();
    let mut heading = String::new();
    let mut reports: Vec<(String, Report)> = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if line.starts_with('#') {
            heading = line.trim_start_matches('#').trim().into();
            if !reports.is_empty() {
                return Err(format!("line {}: reports without an expect block before it", number + 1));
            }
            continue;
        }
        let Some(info) = line.strip_prefix("```") else { continue };
        let body = block(&mut lines).ok_or_else(|| format!("line {}: the block does not end", number + 1))?;
        let info = words(info).map_err(|error| format!("line {}: {error}", number + 1))?;
        match info.first() {
            Some(Word::Plain(kind)) if kind == "report" => {
                let fallback = char::from(b'A' + (reports.len() as u8 % 26)).to_string();
                reports.push(
                    report(&info[1..], body, fallback)
                        .map_err(|error| format!("line {}: {error}", number + 1))?,
                );
            }
            Some(Word::Plain(kind)) if kind == "expect" => {
                if reports.is_empty() {
                    return Err(format!("line {}: an expect block without a report before it", number + 1));
                }
                let expectations = body
                    .lines()
                    .filter(|line| !line.trim().is_empty())
                    .map(|line| Ok((words(line)?, line.to_owned())))
                    .collect::<Result<_, String>>()?;
                examples.push(Example {
                    name: format!("{heading} (line {})", number + 1),
                    reports: std::mem::take(&mut reports),
                    expectations,
                });
            }
            _ => {}
        }
    }
    if reports.is_empty() {
        Ok(examples)
    } else {
        Err("the page ends with a report without an expect block".into())
    }
}

fn block<'a>(lines: &mut impl Iterator<Item = (usize, &'a str)>) -> Option<String> {
    let mut body: Vec<&str> = Vec::new();
    for (_, line) in lines {
        if line.starts_with("```") {
            return Some(body.join("\n"));
        }
        body.push(line);
    }
    None
}

/// `id=A published=2024-03-05 outlet="Daily X"`: the words come as `outlet=` and the quoted name.
fn report(info: &[Word], text: String, fallback: String) -> Result<(String, Report), String> {
    let mut id = fallback;
    let mut draft = Draft { text, ..Draft::default() };
    let mut rest = info.iter();
    while let Some(word) = rest.next() {
        let Word::Plain(pair) = word else { return Err(format!("{word:?} stands where key=value should")) };
        let (key, mut value) = pair.split_once('=').ok_or_else(|| format!("{pair} is not key=value"))?;
        if value.is_empty()
            && let Some(Word::Quoted(quoted)) = rest.next()
        {
            value = quoted;
        }
        let value = value.to_owned();
        match key {
            "id" => id = value,
            "title" => draft.title = Some(value),
            "url" => draft.url = Some(value),
            "outlet" => draft.outlet = Some(value),
            "source" => draft.source = value,
            "published" => {
                draft.published = Some(value.parse::<Published>().map_err(|error| error.to_string())?);
            }
            _ => return Err(format!("a report has no {key}")),
        }
    }
    draft.external_id = Some(id.clone());
    if draft.source.is_empty() {
        draft.source.clone_from(&id);
    }
    Ok((id, draft.finish()))
}

/// Splits at blanks; what stands between double quotes is one word, also right after `key=`.
fn words(line: &str) -> Result<Vec<Word>, String> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('"') {
            let (quoted, after) =
                after.split_once('"').ok_or_else(|| format!("a quote does not end in: {line}"))?;
            words.push(Word::Quoted(quoted.into()));
            rest = after.trim_start();
        } else {
            let end = rest.find([' ', '"']).unwrap_or(rest.len());
            words.push(Word::Plain(rest[..end].into()));
            rest = rest[end..].trim_start();
        }
    }
    Ok(words)
}
