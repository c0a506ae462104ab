//! The data sets, one module each.

mod airwars;
mod bias;
mod copies;
mod ecb;
mod entities;
mod ewt;
mod fakes;
mod gold;
mod gva;
mod muc4;
mod pages;
mod polnear;
mod reality;
mod stray;
mod timex;
mod toponyms;
mod wikievents;

use crate::{
    data::Error,
    measure::{Bench, Figures},
};

/// A data set that can be scored.
pub struct Set {
    /// Its folder in the data folder.
    pub folder: &'static str,
    /// First pieces of the names of its figures.
    pub names: &'static [&'static str],
    /// Scores it.
    pub score: fn(&Bench, &mut Figures) -> Result<(), Error>,
}

/// All sets whose stage exists, in the order in which they are scored.
pub const ALL: &[Set] = &[
    Set { folder: "gold", names: &["gold"], score: gold::score },
    Set { folder: "gva", names: &["gva"], score: gva::score },
    Set { folder: "gva", names: &["copies"], score: copies::score },
    Set { folder: "fa-kes", names: &["fakes"], score: fakes::score },
    Set { folder: "fa-kes", names: &["bias"], score: bias::score },
    Set { folder: "airwars-gaza", names: &["airwars"], score: airwars::score },
    Set { folder: "pages", names: &["pages"], score: pages::score },
    Set { folder: "ecbplus", names: &["ecb"], score: ecb::score },
    Set { folder: "ewt", names: &["ewt"], score: ewt::score },
    Set { folder: "ewt", names: &["stray"], score: stray::score },
    Set { folder: "uner", names: &["uner"], score: entities::uner },
    Set { folder: "conll2003", names: &["conll2003"], score: entities::conll2003 },
    Set { folder: "re3d", names: &["re3d"], score: entities::re3d },
    Set { folder: "factuality", names: &["reality"], score: reality::score },
    Set { folder: "wikievents", names: &["wikievents"], score: wikievents::score },
    Set { folder: "muc4", names: &["muc4"], score: muc4::score },
    Set { folder: "polnear", names: &["polnear"], score: polnear::score },
    Set { folder: "timex", names: &["timex"], score: timex::score },
    Set { folder: "places", names: &["lgl"], score: toponyms::lgl },
    Set { folder: "places", names: &["gwn"], score: toponyms::gwn },
    Set { folder: "places", names: &["trn"], score: toponyms::trn },
    Set { folder: "places", names: &["geovirus"], score: toponyms::geovirus },
];
