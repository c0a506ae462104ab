//! A message of 1992, with what its line of origin says.

use jiff::civil::Date;

use crate::score::muc4::MONTHS;

/// A message: its text, and what its line of origin says.
pub struct Message<'a> {
    /// All of it.
    pub text: &'a str,
    /// Where what is told begins, in bytes.
    pub body: usize,
    /// The day of the line of origin.
    pub day: Option<Date>,
}

impl<'a> Message<'a> {
    /// Reads the line of origin: `PLACE, DD MMM YY (SOURCE) -- [TEXT]` (task documentation, text-headers-info).
    pub fn new(text: &'a str) -> Self {
        let after = |sign: &str| text.find(sign).map(|at| at + sign.len());
        let body = after("[TEXT]").or_else(|| after("--")).unwrap_or(0);
        let words: Vec<&str> =
            text[..body].split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let day = words.windows(3).find_map(|three| {
            let month = MONTHS.iter().position(|month| *month == three[1])? as i8 + 1;
            let year: i16 = three[2].parse().ok().filter(|year| (0..100).contains(year))?;
            Date::new(1900 + year, month, three[0].parse().ok()?).ok()
        });
        Self { text, body, day }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_line_of_origin_says_the_day_and_where_the_text_begins() {
        let message = Message::new("LIMA (PERU), 3 JAN 90 (EFE) -- [REPORT] [TEXT] TWO MEN");
        assert_eq!(message.day, Some(date(1990, 1, 3)));
        assert_eq!(&message.text[message.body..], " TWO MEN");
        let message = Message::new("CLANDESTINE, NO DATE (RADIO)-- THE 3 JAN 90 ATTACK");
        assert_eq!((message.day, &message.text[message.body..]), (None, " THE 3 JAN 90 ATTACK"));
        assert_eq!(Message::new("NOTHING").body, 0);
        assert_eq!(Message::new("LIMA, 35 JAN 90 -- X").day, None);
    }
}
