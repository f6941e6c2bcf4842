//! How a command ended, as a number that scripts and CI understand.

use crate::build::Stop;
use std::process::ExitCode;

/// The exit codes. Of several societies, the worst counts, and a higher number is worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: nothing to complain of. Warnings do not change that, or nobody could use kohyo in CI while one stands.
    Fine = 0,
    /// 1: it works, but findings say that it must not be published. Apart from 2, so that CI can tell a gap in the content from a broken file.
    Findings = 1,
    /// 2: the content, a rule pack or the arguments cannot be used. The number that shells and argument parsers use for wrong usage.
    Unusable = 2,
    /// 3: reading, writing or the network failed: no fault of the content, and worth another try. A defect of kohyo itself ends so too.
    Failed = 3,
}

impl Exit {
    /// Of what kept a build from replacing an output.
    pub fn of(stop: &Stop) -> Exit {
        match stop {
            Stop::Refused(_) => Exit::Unusable,
            Stop::Failed(_) => Exit::Failed,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}
