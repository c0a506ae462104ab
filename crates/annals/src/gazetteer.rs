//! `annals gazetteer import`: places of a `GeoNames` dump, kept in a file that the other commands read beside the shipped table.

use std::{
    ffi::OsStr,
    fs::{self, File},
    io::{self, BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
};

use annals_report::knowledge::geonames::Import;

use crate::{
    args::{GazetteerCommand, GazetteerImport},
    exit::{Error, Exit},
    progress, ways,
};

/// The longest line of GeoNames has less than 20 KB.
const LONGEST_LINE: usize = 1 << 16;
/// How many lines that were left out are told one by one.
const TOLD: usize = 5;
/// An imported table larger than this is none.
const MOST_BYTES: u64 = 2 << 30;

/// Runs a command on gazetteers.
pub fn run(command: &GazetteerCommand) -> Result<Exit, Error> {
    match command {
        GazetteerCommand::Import(args) => import(args),
    }
}

fn import(args: &GazetteerImport) -> Result<Exit, Error> {
    let to = args.output.clone().or_else(default_path).ok_or(Error::NoHome)?;
    let mut import = Import::default();
    let mut left_out = 0;
    for path in &args.paths {
        let before = import.len() + import.passed_over();
        let mut told = 0;
        each_line(path, &mut |number, line| {
            let added = match line {
                Some(line) => import.add(line).map_err(|error| error.to_string()),
                None => Err(format!("longer than {} KB, or not UTF-8", LONGEST_LINE >> 10)),
            };
            if let Err(why) = added {
                told += 1;
                if told <= TOLD {
                    progress::complain(&format!("{}, line {number}: {why}; left out", path.display()));
                }
            }
        })?;
        if told > TOLD {
            progress::complain(&format!("{}: {} more lines left out", path.display(), told - TOLD));
        }
        if import.len() + import.passed_over() == before {
            return Err(Error::NoDump { path: path.display().to_string() });
        }
        left_out += told;
    }
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| output(&to, error))?;
    }
    let written = ways::replace(&to, |file| {
        let mut packed = zstd::Encoder::new(file, 9)?;
        packed.write_all(import.table().as_bytes())?;
        packed.finish().map(drop)
    });
    written.map_err(|error| output(&to, error))?;
    progress::complain(&format!(
        "{} places written to {}; {} lines name no place that is taken, {left_out} were left out",
        import.len(),
        to.display(),
        import.passed_over()
    ));
    Ok(if left_out == 0 { Exit::Success } else { Exit::Diagnostics })
}

fn output(path: &Path, error: io::Error) -> Error {
    Error::OutputFile { path: path.display().to_string(), error }
}

/// Calls `take` with the number of each line of the file and the line, `None` for one that is too long or no text.
fn each_line(path: &Path, take: &mut dyn FnMut(u64, Option<&str>)) -> Result<(), Error> {
    let unreadable = |error: io::Error| Error::InputFile { path: path.display().to_string(), error };
    let mut input: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(BufReader::new(io::stdin()))
    } else {
        Box::new(BufReader::new(File::open(path).map_err(unreadable)?))
    };
    let head = input.fill_buf().map_err(unreadable)?;
    input = match head {
        [0x1f, 0x8b, ..] => Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(input))),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => {
            Box::new(BufReader::new(zstd::Decoder::with_buffer(input).map_err(unreadable)?))
        }
        [b'P', b'K', 3, 4, ..] => return Err(Error::Zip { path: path.display().to_string() }),
        _ => input,
    };
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let most = LONGEST_LINE as u64 + 1;
        if input.by_ref().take(most).read_until(b'\n', &mut line).map_err(unreadable)? == 0 {
            break;
        }
        let whole = line.ends_with(b"\n") || (line.len() as u64) < most;
        if !whole {
            skip_line(&mut input).map_err(unreadable)?;
        }
        let text =
            std::str::from_utf8(&line).ok().filter(|_| whole).map(|text| text.trim_end_matches(['\n', '\r']));
        if text.is_none_or(|text| !text.is_empty()) {
            take(number, text);
        }
    }
    Ok(())
}

/// Passes over the rest of a line without keeping it.
fn skip_line(input: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let (count, done) = end.map_or((buffer.len(), buffer.is_empty()), |end| (end + 1, true));
        input.consume(count);
        if done {
            return Ok(());
        }
    }
}

/// Where imported places are kept unless told: `annals/gazetteer.tsv.zst` in the user's folder for data.
fn default_path() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let data =
        set("XDG_DATA_HOME").or_else(|| set("APPDATA")).or_else(|| Some(set("HOME")?.join(".local/share")));
    data.map(|data| data.join("annals/gazetteer.tsv.zst"))
}

/// The table to read beside the shipped one: that of the file that was named (an empty name: none), else that of the default path where
/// there is one.
pub fn table(named: Option<&OsStr>) -> Result<Option<String>, Error> {
    let path = match named {
        Some(name) if name.is_empty() => return Ok(None),
        Some(name) => PathBuf::from(name),
        None => match default_path().filter(|path| path.exists()) {
            Some(path) => path,
            None => return Ok(None),
        },
    };
    let mut table = String::new();
    let read = File::open(&path)
        .and_then(|file| zstd::Decoder::new(file)?.take(MOST_BYTES).read_to_string(&mut table));
    match read {
        Ok(_) => Ok(Some(table)),
        Err(error) => Err(Error::Gazetteer { path: path.display().to_string(), error }),
    }
}
