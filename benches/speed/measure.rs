//! Running a program and measuring it: processor time of all its threads, wall time, and the most memory that it had. Linux tells these in /proc.

use std::fs;
use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a run cost.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// Processor time, in milliseconds.
    pub cpu: f64,
    /// Time by the clock, in milliseconds.
    pub wall: f64,
    /// The most memory, in MB.
    pub memory: f64,
}

/// Runs a command to its end; an error if it fails.
pub fn run(command: &mut Command) -> io::Result<Cost> {
    let (cpu, start) = (children()?, Instant::now());
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let mut memory = 0.0_f64;
    let status = loop {
        // A child that has ended but was not waited for has no memory any more, but its time is counted only afterwards.
        memory = memory.max(peak(child.id()).unwrap_or(0.0));
        match child.try_wait()? {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(if start.elapsed().as_millis() < 100 { 1 } else { 20 })),
        }
    };
    let wall = start.elapsed().as_secs_f64() * 1000.0;
    if !status.success() {
        let mut said = String::new();
        if let Some(mut err) = child.stderr.take() {
            io::Read::read_to_string(&mut err, &mut said)?;
        }
        return Err(io::Error::other(format!("{command:?}: {status}\n{said}")));
    }
    Ok(Cost { cpu: children()? - cpu, wall, memory })
}

/// The cost of one of many runs of the same command.
pub fn often(times: u32, command: &mut Command) -> io::Result<Cost> {
    let mut sum = Cost::default();
    for _ in 0..times {
        let cost = run(command)?;
        sum = Cost { cpu: sum.cpu + cost.cpu, wall: sum.wall + cost.wall, memory: sum.memory.max(cost.memory) };
    }
    Ok(Cost { cpu: sum.cpu / f64::from(times), wall: sum.wall / f64::from(times), ..sum })
}

/// The cost of some work in this program itself, on one thread.
pub fn own(work: impl FnOnce() -> io::Result<()>) -> io::Result<Cost> {
    let (cpu, start) = (ticks(13)?, Instant::now());
    work()?;
    Ok(Cost { cpu: ticks(13)? - cpu, wall: start.elapsed().as_secs_f64() * 1000.0, memory: 0.0 })
}

/// Processor time of all children that were waited for.
fn children() -> io::Result<f64> {
    ticks(15)
}

/// Two neighbouring fields of /proc/self/stat, user and system time in hundredths of a second.
fn ticks(field: usize) -> io::Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    // The third field comes after the bracket.
    let fields: Vec<f64> = rest.split_whitespace().skip(field - 2).take(2).filter_map(|n| n.parse().ok()).collect();
    Ok(fields.iter().sum::<f64>() * 10.0)
}

fn peak(id: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").trim().parse::<f64>().ok()? / 1024.0)
}
