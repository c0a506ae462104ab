//! A small map without tiles: each place a circle as large as it is uncertain, on a graticule, with a scale.

use annals_types::{Account, account::AccountPlace, mention::PlacePrecision, statement::PlaceRole};

use super::{escape::Html, refs::Refs};
use crate::{sanitize::shorten, words};

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 220.0;

/// Kilometres of a degree of latitude.
const KM_A_DEGREE: f64 = 111.2;

/// At least so many kilometres are shown from edge to edge, and at most half the globe.
const LEAST_KM: f64 = 30.0;
const MOST_KM: f64 = 18_000.0;

/// So many places are drawn.
const MOST_DRAWN: usize = 24;

pub(super) fn write(out: &mut Html, refs: &Refs<'_>, account: &Account) {
    if account.places.is_empty() {
        return;
    }
    out.raw("<section class=\"where\"><h3>Where</h3>");
    let spots: Vec<_> = account.places.iter().filter_map(Spot::of).take(MOST_DRAWN).collect();
    if !spots.is_empty() {
        drawing(out, refs, &spots);
    }
    out.raw("<ul class=\"plain\">");
    let (fine, larger) = words::finest(&account.places);
    for place in fine {
        out.raw("<li>");
        refs.value(out, &words::place(place), &place.statements);
        out.raw(" <span class=\"quiet\">").text(&words::place_precision(place)).raw("</span></li>");
    }
    for (i, place) in larger.iter().enumerate() {
        out.raw(if i == 0 { "<li><span class=\"quiet\">also named:</span> " } else { ", " });
        refs.value(out, &place.name, &place.statements);
    }
    out.raw(if larger.is_empty() { "</ul></section>" } else { "</li></ul></section>" });
}

/// A place with its circle.
struct Spot<'a> {
    place: &'a AccountPlace,
    lat: f64,
    lon: f64,
    radius_km: f64,
}

impl<'a> Spot<'a> {
    fn of(place: &'a AccountPlace) -> Option<Self> {
        let (lat, lon) = (place.lat?, place.lon?);
        let on_earth = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        let radius_km =
            place.radius_km.filter(|radius| radius.is_finite()).unwrap_or(0.0).clamp(0.0, 10_000.0);
        on_earth.then_some(Self { place, lat, lon, radius_km })
    }

    /// Whether it is a place to look at, and not one that only holds it.
    fn is_fine(&self) -> bool {
        self.place.role != PlaceRole::In && self.place.precision < PlacePrecision::Province
    }
}

/// Equirectangular, true to scale at the middle.
struct Projection {
    lat: f64,
    lon: f64,
    /// Units of the drawing a kilometre.
    scale: f64,
}

impl Projection {
    /// Holds the circles of the finest places, with room around them.
    fn around(spots: &[Spot<'_>]) -> Self {
        let fine: Vec<_> = spots.iter().filter(|spot| spot.is_fine()).collect();
        let shown: Vec<_> = if fine.is_empty() { spots.iter().collect() } else { fine };
        let base = shown.first().map_or(0.0, |spot| spot.lon);
        let (mut south, mut north, mut west, mut east) = (90.0_f64, -90.0_f64, 360.0_f64, -360.0_f64);
        for spot in &shown {
            let (lat, lon) = (spot.lat, base + turn(spot.lon - base));
            let up = spot.radius_km / KM_A_DEGREE;
            let across = up / stretch(lat);
            (south, north) = (south.min(lat - up), north.max(lat + up));
            (west, east) = (west.min(lon - across), east.max(lon + across));
        }
        let (lat, lon) = (f64::midpoint(south, north).clamp(-85.0, 85.0), f64::midpoint(west, east));
        let tall = ((north - south) * KM_A_DEGREE * 1.5).clamp(LEAST_KM * HEIGHT / WIDTH, MOST_KM);
        let wide = ((east - west) * KM_A_DEGREE * stretch(lat) * 1.5).clamp(LEAST_KM, MOST_KM);
        Self { lat, lon, scale: (WIDTH / wide).min(HEIGHT / tall) }
    }

    fn x(&self, lon: f64) -> f64 {
        WIDTH / 2.0 + turn(lon - self.lon) * KM_A_DEGREE * stretch(self.lat) * self.scale
    }

    fn y(&self, lat: f64) -> f64 {
        HEIGHT / 2.0 - (lat - self.lat) * KM_A_DEGREE * self.scale
    }
}

/// How much shorter a degree of longitude is than one of latitude.
fn stretch(lat: f64) -> f64 {
    lat.to_radians().cos().max(0.05)
}

/// Degrees of longitude, the short way round.
fn turn(degrees: f64) -> f64 {
    (degrees + 180.0).rem_euclid(360.0) - 180.0
}

fn drawing(out: &mut Html, refs: &Refs<'_>, spots: &[Spot<'_>]) {
    let map = Projection::around(spots);
    out.raw("<svg class=\"map\" viewBox=\"0 0 ").number(WIDTH).raw(" ").number(HEIGHT);
    out.raw("\" role=\"group\" aria-label=\"Map: ");
    let names: Vec<_> = spots.iter().map(|spot| words::place(spot.place)).collect();
    out.text(&shorten(&names.join("; "), 300)).raw(". A circle shows how finely each place is known.\">");
    graticule(out, &map);
    // Large circles first, so that small ones lie on top and can be clicked.
    let mut order: Vec<_> = spots.iter().collect();
    order.sort_by(|a, b| b.radius_km.total_cmp(&a.radius_km));
    for spot in &order {
        circle(out, &map, spot);
    }
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for spot in order.iter().rev() {
        label(out, refs, &map, spot, &mut taken);
    }
    nearby(out, refs, &map, &mut taken);
    scale_bar(out, &map);
    out.raw("</svg>");
}

fn circle(out: &mut Html, map: &Projection, spot: &Spot<'_>) {
    let (x, y) = (map.x(spot.lon), map.y(spot.lat));
    out.raw("<circle class=\"").raw(if spot.is_fine() { "area" } else { "area holds" });
    out.raw("\" cx=\"").number(x).raw("\" cy=\"").number(y).raw("\" r=\"");
    out.number((spot.radius_km * map.scale).max(5.0)).raw("\"/>");
    if spot.is_fine() {
        out.raw("<circle class=\"spot\" cx=\"").number(x).raw("\" cy=\"").number(y).raw("\" r=\"2.5\"/>");
    }
}

fn label(out: &mut Html, refs: &Refs<'_>, map: &Projection, spot: &Spot<'_>, taken: &mut Vec<(f64, f64)>) {
    let (x, y) = (map.x(spot.lon), map.y(spot.lat));
    if !(0.0..=WIDTH).contains(&x) || !(0.0..=HEIGHT).contains(&y) {
        return;
    }
    let mut row = (y + 4.0).clamp(14.0, HEIGHT - 30.0);
    // Below the labels that stand there already, as long as there is room.
    while taken.iter().any(|(tx, ty)| (tx - x).abs() < 150.0 && (ty - row).abs() < 14.0) {
        row += 7.0;
    }
    if row > HEIGHT - 8.0 {
        return;
    }
    taken.push((x, row));
    let left = x > WIDTH * 0.6;
    let first = refs.first(&spot.place.statements);
    if let Some(first) = first {
        out.link_to("", first.id.as_str());
    }
    out.raw("<text class=\"").raw(if spot.is_fine() { "name" } else { "name quiet" });
    out.raw("\" text-anchor=\"").raw(if left { "end" } else { "start" }).raw("\" x=\"");
    out.number(if left { x - 8.0 } else { x + 8.0 }).raw("\" y=\"").number(row).raw("\">");
    out.text(&shorten(&spot.place.name, 28)).raw("</text>");
    if first.is_some() {
        out.raw("</a>");
    }
}

/// So many places of other incidents are drawn, where the frame holds them.
const MOST_NEARBY: usize = 8;

/// Places of other incidents in the frame, so that a reader finds their way.
fn nearby(out: &mut Html, refs: &Refs<'_>, map: &Projection, taken: &mut Vec<(f64, f64)>) {
    let half = HEIGHT / 2.0 / (KM_A_DEGREE * map.scale);
    let towns = &refs.view.towns;
    let from = towns.partition_point(|town| town.lat < map.lat - half);
    let within = towns[from..].iter().take_while(|town| town.lat <= map.lat + half);
    let shown = within
        .map(|town| (map.x(town.lon), map.y(town.lat), town.name))
        .filter(|&(x, y, _)| (12.0..WIDTH - 12.0).contains(&x) && (20.0..HEIGHT - 34.0).contains(&y));
    let mut drawn = 0;
    for (x, y, name) in shown {
        // Never over a label that stands there: that of the incident itself is one of them.
        if taken.iter().any(|(tx, ty)| (tx - x).abs() < 110.0 && (ty - y).abs() < 18.0) {
            continue;
        }
        taken.push((x, y));
        let left = x > WIDTH * 0.6;
        out.raw("<circle class=\"town\" cx=\"").number(x).raw("\" cy=\"").number(y).raw("\" r=\"2\"/>");
        out.raw("<text class=\"name quiet\" text-anchor=\"").raw(if left { "end" } else { "start" });
        out.raw("\" x=\"").number(if left { x - 6.0 } else { x + 6.0 }).raw("\" y=\"").number(y + 4.0);
        out.raw("\">").text(&shorten(name, 24)).raw("</text>");
        drawn += 1;
        if drawn == MOST_NEARBY {
            return;
        }
    }
}

fn line(out: &mut Html, class: &'static str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
    out.raw("<line class=\"").raw(class).raw("\" x1=\"").number(x1).raw("\" y1=\"").number(y1);
    out.raw("\" x2=\"").number(x2).raw("\" y2=\"").number(y2).raw("\"/>");
}

/// Meridians and parallels, about four each way.
fn graticule(out: &mut Html, map: &Projection) {
    let tall = HEIGHT / (KM_A_DEGREE * map.scale);
    let wide = WIDTH / (KM_A_DEGREE * stretch(map.lat) * map.scale);
    for (span, middle, is_lat) in [(tall, map.lat, true), (wide, map.lon, false)] {
        let steps = [0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 45.0, 90.0];
        let step = steps.into_iter().find(|step| span / step <= 4.5).unwrap_or(90.0);
        let first = ((middle - span / 2.0) / step).ceil() as i64;
        let last = ((middle + span / 2.0) / step).floor() as i64;
        for degrees in (first..=last.min(first + 12)).map(|i| i as f64 * step) {
            if is_lat {
                let y = map.y(degrees);
                line(out, "grid", (0.0, y), (WIDTH, y));
                out.raw("<text class=\"deg\" x=\"4\" y=\"").number(y - 3.0).raw("\">");
                degree(out, degrees, "N", "S");
            } else {
                let x = map.x(degrees);
                line(out, "grid", (x, 0.0), (x, HEIGHT));
                out.raw("<text class=\"deg\" x=\"").number(x + 3.0).raw("\" y=\"").number(11.0).raw("\">");
                degree(out, turn(degrees), "E", "W");
            }
            out.raw("</text>");
        }
    }
}

fn degree(out: &mut Html, degrees: f64, plus: &str, minus: &str) {
    let shown = (degrees.abs() * 100.0).round() / 100.0;
    out.text(&format!("{shown}° {}", if degrees < 0.0 { minus } else { plus }));
}

fn scale_bar(out: &mut Html, map: &Projection) {
    let room = 90.0 / map.scale;
    let lengths = (0..5).flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * 10.0_f64.powi(power)));
    let km = lengths.filter(|km| *km <= room).fold(1.0, f64::max);
    let (right, y) = (WIDTH - 10.0, HEIGHT - 10.0);
    line(out, "scale", (right - km * map.scale, y), (right, y));
    out.raw("<text class=\"deg\" text-anchor=\"end\" x=\"")
        .number(right)
        .raw("\" y=\"")
        .number(y - 5.0)
        .raw("\">");
    out.text(&words::number(km as u32)).raw(" km</text>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longitudes_turn_the_short_way() {
        assert!((turn(358.0) + 2.0).abs() < 1e-9);
        assert!((turn(-190.0) - 170.0).abs() < 1e-9);
    }
}
