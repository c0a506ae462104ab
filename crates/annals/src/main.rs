//! Reads many raw reports of the same events and writes down what happened, with the words behind every figure.
//!
//! The program has no logic of its own: [`args`] says what can be asked for, [`read`] goes the way from paths to an account,
//! [`inspect`] shows single reports, [`gazetteer`] takes in places, [`why`] explains links, [`ways`] is what commands share, and [`exit`] names the ways in which it can end.

mod args;
mod exit;
mod gazetteer;
mod inspect;
mod progress;
mod read;
mod ways;
mod why;

use std::process::ExitCode;

use clap::Parser;

use crate::{
    args::{Args, Command},
    exit::Exit,
};

fn main() -> ExitCode {
    let args = Args::parse();
    let result = match &args.command {
        Command::Read(read) => read::run(read),
        Command::Inspect(inspect) => inspect::run(inspect),
        Command::Why(why) => why::run(why),
        Command::Gazetteer(gazetteer) => gazetteer::run(&gazetteer.command),
    };
    match result {
        Ok(exit) => exit.into(),
        // Whoever reads the output has seen enough (`annals read . | head`): nothing went wrong.
        Err(error) if error.is_broken_pipe() => Exit::Success.into(),
        Err(error) => {
            progress::complain(&format!("annals: {error}"));
            error.exit().into()
        }
    }
}
