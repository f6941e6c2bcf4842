//! A build that is killed leaves the old site or the new one, byte for byte.

use crate::chance::Chance;
use crate::place::{Two, all, build, command, differences, two};
use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

/// How often it is killed.
const MOMENTS: u64 = 200;

#[test]
fn a_build_killed_at_200_random_moments_leaves_the_old_site_or_the_new_one() {
    let Two { folder, contents, mut outputs } = two();
    let output = folder.path().join("output");
    let start = Instant::now();
    assert_eq!(build(&contents[0], &output, &["--draft", "--no-print"]).0, 0);
    let mut whole = start.elapsed();
    // What is not kohyo's must survive with the rest.
    fs::write(output.join("mine.txt"), "mine").unwrap();
    outputs.iter_mut().for_each(|made| drop(made.insert("mine.txt".into(), b"mine".to_vec())));
    let mut chance = Chance::new(1);
    let (mut stands, mut ended) = (0, 0);
    for moment in 0..MOMENTS {
        let mut child = command(&contents[1 - stands], &output, &["--draft", "--no-print"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_micros(chance.next() % (whole.as_micros() as u64 * 6 / 5)));
        let done = child.try_wait().unwrap().is_some();
        ended += u64::from(done);
        // How long a build takes changes with what else the machine does.
        whole = if done { whole * 3 / 4 } else { whole * 21 / 20 };
        child.kill().unwrap();
        child.wait().unwrap();
        let now = all(&output);
        stands = outputs.iter().position(|made| *made == now).unwrap_or_else(|| {
            panic!("moment {moment}: neither the one nor the other: {:?}", outputs.each_ref().map(|made| differences(made, &now)))
        });
    }
    assert!(ended < MOMENTS / 2, "{ended} of {MOMENTS} builds were done before they were killed");
    let (code, said) = build(&contents[0], &output, &["--draft", "--no-print"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(differences(&outputs[0], &all(&output)), [""; 0]);
    let beside: Vec<_> = kohyo::fs::list(folder.path()).unwrap();
    assert_eq!(beside, ["one", "output", "two"].map(std::path::PathBuf::from), "a leftover was not cleared away");
}
