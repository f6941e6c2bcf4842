//! Measuring a program of many processes, as a browser is: the time of all of them, and the most memory that they had together.
//!
//! They are looked at often while they run. What a process does between the last look and its end is not counted, to the good of the browser.

use crate::measure::Cost;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs a command to its end; an error if it fails.
pub fn run(command: &mut Command) -> io::Result<Cost> {
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let (mut memory, mut times) = (0.0_f64, BTreeMap::new());
    let status = loop {
        let family = descendants(child.id());
        memory = memory.max(family.iter().filter_map(|id| share(*id)).sum());
        times.extend(family.into_iter().filter_map(|id| Some((id, time(id)?))));
        match child.try_wait()? {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(10)),
        }
    };
    let wall = start.elapsed().as_secs_f64() * 1000.0;
    match status.success() {
        true => Ok(Cost { cpu: times.values().sum(), wall, memory }),
        false => Err(io::Error::other(format!("{command:?}: {status}"))),
    }
}

/// A process and all that descend from it.
fn descendants(of: u32) -> Vec<u32> {
    let mut parents = BTreeMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let id = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok());
        parents.extend(id.and_then(|id| Some((id, field(id, 1)? as u32))));
    }
    let line = |id: u32| std::iter::successors(Some(id), |id| parents.get(id).copied());
    parents.keys().copied().filter(|id| line(*id).any(|id| id == of)).collect()
}

/// User and system time in milliseconds.
fn time(id: u32) -> Option<f64> {
    Some((field(id, 11)? + field(id, 12)?) * 10.0)
}

/// A field of /proc/ID/stat, counted after the name.
fn field(id: u32, n: usize) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(n)?.parse().ok()
}

/// Its memory in MB; what several share is divided among them.
fn share(id: u32) -> Option<f64> {
    let said = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
    let line = said.lines().find_map(|l| l.strip_prefix("Pss:"))?;
    Some(line.trim().trim_end_matches(" kB").trim().parse::<f64>().ok()? / 1024.0)
}
