//! Which incidents of one type a message tells apart: entities that are probably of different ones get incidents of their own.
//!
//! How likely two entities are of different incidents says the task `apart` of [`super::classes`], by where they stand: learned
//! weights, made by `training/muc4_classes.py`, whose features these are. Groups of entities are joined while the mean over the pairs of two
//! groups stays below [`APART`] (average linkage); each group that is left is an incident. Perpetrators and weapons belong to all.

use std::{collections::BTreeSet, ops::Range};

use super::{
    assemble::{Entity, Incident},
    classes::{Classes, Features, Words},
};

/// From this mean probability on groups of entities stay apart. On the training part all from 0.5 to 0.7 are as good.
const APART: f32 = 0.55;

/// What the names of the task and its class are.
const TASK: &str = "apart";
const CLASS: &str = "APART";

/// Blanks from which on a sentence that ended has ended its paragraph.
const BLANKS: usize = 3;

/// Where sentences and paragraphs of a text end, in bytes: after the blanks behind a sign that follows no single letter. Kept
/// apart from the sentences of the layers, so that the script can find the same.
pub struct Cuts {
    sentences: Vec<usize>,
    paragraphs: Vec<usize>,
}

impl Cuts {
    /// Those of `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let is_closing = |byte: u8| matches!(byte, b'"' | b'\'' | b')' | b']');
        let is_told = |byte: u8| byte.is_ascii_alphanumeric() || is_closing(byte);
        let (mut sentences, mut paragraphs) = (Vec::new(), Vec::new());
        for at in 2..bytes.len() {
            if !matches!(bytes[at], b'.' | b'?' | b'!') || !is_told(bytes[at - 1]) || !is_told(bytes[at - 2])
            {
                continue;
            }
            let rest = &bytes[at + 1..];
            let closing = rest.iter().take_while(|byte| is_closing(**byte)).count();
            let blanks = rest[closing..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let end = at + 1 + closing + blanks;
            if blanks > 0 {
                sentences.push(end);
            }
            if blanks >= BLANKS {
                paragraphs.push(end);
            }
        }
        Self { sentences, paragraphs }
    }

    fn sentence(&self, byte: usize) -> usize {
        self.sentences.partition_point(|&end| end <= byte)
    }

    fn paragraph(&self, byte: usize) -> usize {
        self.paragraphs.partition_point(|&end| end <= byte)
    }
}

/// Whom or what an incident hit, as it is told apart from others: its role and the first bytes of its places.
struct Hit<'a> {
    role: &'a str,
    places: BTreeSet<usize>,
}

/// The incidents told apart, those of one after those of the one before it.
pub fn told_apart<'m>(
    text: &str,
    words: &Words,
    classes: &Classes,
    incidents: Vec<Incident<'m>>,
) -> Vec<Incident<'m>> {
    let cuts = Cuts::new(text);
    incidents.into_iter().flat_map(|incident| parts(words, &cuts, classes, incident)).collect()
}

/// The incidents that one is.
fn parts<'m>(words: &Words, cuts: &Cuts, classes: &Classes, incident: Incident<'m>) -> Vec<Incident<'m>> {
    let is_hit = |entity: &Entity| matches!(entity.role, "Target" | "Victim");
    let (hit, shared): (Vec<Entity>, Vec<Entity>) = incident.entities.into_iter().partition(is_hit);
    let of_entity = |entity: &Entity<'m>| Hit {
        role: entity.role,
        places: entity.mentions.iter().map(|mention| mention.place.start).collect(),
    };
    let of_group = |places: &Vec<Range<usize>>| Hit {
        role: "Group",
        places: places.iter().map(|place| place.start).collect(),
    };
    let hits: Vec<Hit> = hit.iter().map(of_entity).chain(incident.groups.iter().map(of_group)).collect();
    let chance = |a: usize, b: usize| classes.chance(TASK, CLASS, &features(words, cuts, &hits[a], &hits[b]));
    let parts = grouped(hits.len(), chance);
    if parts.len() < 2 {
        return vec![Incident { entities: shared.into_iter().chain(hit).collect(), ..incident }];
    }
    let part = |members: Vec<usize>| Incident {
        kind: incident.kind,
        entities: shared
            .iter()
            .chain(members.iter().filter_map(|&member| hit.get(member)))
            .cloned()
            .collect(),
        groups: members
            .iter()
            .filter_map(|&member| incident.groups.get(member.checked_sub(hit.len())?))
            .cloned()
            .collect(),
    };
    parts.into_iter().map(part).collect()
}

/// Items in groups, by average linkage: of the groups the two with the lowest mean of `chance` are joined while it is below
/// [`APART`], the first two of equals.
fn grouped(count: usize, chance: impl Fn(usize, usize) -> f32) -> Vec<Vec<usize>> {
    let chances: Vec<Vec<f32>> = (0..count).map(|a| (0..a).map(|b| chance(a, b)).collect()).collect();
    let mut groups: Vec<Vec<usize>> = (0..count).map(|item| vec![item]).collect();
    let mean = |a: &[usize], b: &[usize]| {
        let each = a.iter().flat_map(|&x| b.iter().map(move |&y| (x.max(y), x.min(y))));
        each.map(|(x, y)| chances[x][y]).sum::<f32>() / (a.len() * b.len()) as f32
    };
    loop {
        let pairs = (0..groups.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
        let means = pairs.map(|(a, b)| (mean(&groups[a], &groups[b]), a, b));
        match means.min_by(|one, other| one.0.total_cmp(&other.0)) {
            Some((mean, a, b)) if mean < APART => {
                let joined = groups.remove(b);
                groups[a].extend(joined);
            }
            _ => return groups,
        }
    }
}

/// 0, 1, 2, 4, 8: the greatest of them that is not more.
fn doubling(count: usize) -> usize {
    [8, 4, 2, 1].into_iter().find(|&step| count >= step).unwrap_or(0)
}

/// What is seen of two.
fn features(words: &Words, cuts: &Cuts, a: &Hit, b: &Hit) -> Features {
    let pairs =
        a.places.iter().flat_map(|&x| b.places.iter().map(move |&y| (x.abs_diff(y), x.min(y), x.max(y))));
    let Some((_, first, second)) = pairs.clone().min() else { return Features::new() };
    let sentences = cuts.sentence(second) - cuts.sentence(first);
    let paragraphs = cuts.paragraph(second) - cuts.paragraph(first);
    let together = pairs.filter(|&(_, x, y)| cuts.sentence(x) == cuts.sentence(y)).count();
    let mut found: Features = [
        format!("sentences:{}", doubling(sentences)),
        format!("paragraphs:{}", paragraphs.min(3)),
        format!("roles:{}+{}", a.role.min(b.role), a.role.max(b.role)),
        format!("together:{}", together.min(3)),
        format!("often:{}", a.places.len().min(b.places.len()).min(3)),
        format!("long:{}", doubling(cuts.sentences.len() / 4)),
    ]
    .into();
    if sentences > 0 {
        let begin = cuts.sentences[cuts.sentence(first)];
        let end = cuts.sentences.get(cuts.sentence(second)).copied().unwrap_or(usize::MAX);
        let between = words.iter().filter(|(_, place)| (begin..end).contains(&place.start));
        // Which of them tell of a further incident the script knows; the others have no weight.
        found.extend(between.map(|(word, _)| format!("further:{word}")));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_paragraphs_end_where_blanks_follow_a_sign() {
        let cuts = Cuts::new("A U.S. BUS FELL.  IT BURNED (TWICE).\n\n   \"NO!\" HE SAID.");
        assert_eq!(cuts.sentences, [18, 41, 47]);
        assert_eq!(cuts.paragraphs, [41]);
        assert_eq!((cuts.sentence(17), cuts.sentence(18), cuts.paragraph(50)), (0, 1, 1));
    }

    #[test]
    fn two_are_seen_by_where_they_stand() {
        let text = "A BUS FELL.  A MILL BURNED.\n\n   MEANWHILE A SHIP SANK.";
        let (words, cuts) = (Words::new(text), Cuts::new(text));
        let hit =
            |role: &'static str, word: &str| Hit { role, places: text.find(word).into_iter().collect() };
        let found = features(&words, &cuts, &hit("Victim", "BUS"), &hit("Target", "SHIP"));
        let expected = [
            "further:A",
            "further:BURNED",
            "further:MEANWHILE",
            "further:MILL",
            "further:SANK",
            "further:SHIP",
            "long:0",
            "often:1",
            "paragraphs:1",
            "roles:Target+Victim",
            "sentences:2",
            "together:0",
        ];
        assert_eq!(found, expected.map(str::to_owned).into());
        let found = features(&words, &cuts, &hit("Target", "BUS"), &hit("Target", "BUS"));
        assert!(found.contains("together:1") && found.contains("sentences:0"));
    }

    #[test]
    fn groups_are_joined_by_their_mean() {
        let near = |a: usize, b: usize| if a.abs_diff(b) == 1 { 0.1 } else { 0.9 };
        assert_eq!(grouped(4, near), [vec![0, 1], vec![2, 3]]);
        assert_eq!(grouped(3, |_, _| 0.1), [vec![0, 1, 2]]);
        assert_eq!(grouped(0, near), Vec::<Vec<usize>>::new());
    }
}
