//! `check` and `review`: the commands of other programs in their order, each under its name.

use std::path::Path;
use std::process::Command;

use crate::Done;

/// A step of a run: its name, a program with its arguments, and variables set for it.
struct Step {
    name: &'static str,
    command: &'static [&'static str],
    env: &'static [(&'static str, &'static str)],
}

const CHECK: &[Step] = &[
    Step { name: "format", command: &["cargo", "fmt", "--all", "--check"], env: &[] },
    Step {
        name: "lints",
        command: &["cargo", "clippy", "--workspace", "--all-targets", "--release", "--", "-D", "warnings"],
        env: &[],
    },
    // Snapshots are compared here, never written: `review` does that.
    Step { name: "tests", command: &["cargo", "test", "--release"], env: &[("INSTA_UPDATE", "no")] },
    Step {
        name: "tests of the manual",
        command: &["cargo", "test", "--quiet", "--release", "--package", "sachstand-manual"],
        env: &[],
    },
    Step {
        name: "tests of the sample texts and of what is handed out",
        command: &["cargo", "test", "--quiet", "--release", "--package", "xtask"],
        env: &[],
    },
    Step {
        name: "documentation",
        command: &["cargo", "doc", "--no-deps", "--release"],
        env: &[("RUSTDOCFLAGS", "-D warnings")],
    },
    // Whatever the steps above generate lies in the repository as they generate it.
    Step {
        name: "nothing generated differs",
        command: &["git", "diff", "--exit-code"],
        env: &[("GIT_PAGER", "cat")],
    },
];

/// What needs a program that not everybody has. Crates that no build here needs, such as those for Windows, are
/// fetched; advisories, which need their database, are left to `cargo deny check`.
const DENY: &[Step] = &[Step {
    name: "licences, sources and versions of all crates",
    command: &["cargo", "deny", "--locked", "check", "licenses", "bans", "sources"],
    env: &[],
}];

const REVIEW: &[Step] = &[
    Step {
        name: "tests, writing snapshots",
        command: &["cargo", "test", "--release"],
        env: &[("INSTA_UPDATE", "always")],
    },
    Step {
        name: "changed snapshots",
        command: &["git", "diff", "--stat", "--", "*.snap"],
        env: &[("GIT_PAGER", "cat")],
    },
    Step {
        name: "new snapshots",
        command: &["git", "ls-files", "--others", "--exclude-standard", "--", "*.snap"],
        env: &[],
    },
];

/// All that must hold before a change is done; stops at the first failure.
pub(crate) fn check(root: &Path) -> Done {
    run(root, CHECK)?;
    let has_deny =
        Command::new("cargo").args(["deny", "--version"]).output().is_ok_and(|it| it.status.success());
    match has_deny {
        true => run(root, DENY)?,
        false => println!(
            "\n== SKIPPED: cargo-deny is not installed (cargo install --locked cargo-deny); see deny.toml"
        ),
    }
    println!("\nxtask: all is well");
    Ok(())
}

/// Writes the snapshots anew and lists those that changed or are new, to be read before a commit.
pub(crate) fn review(root: &Path) -> Done {
    run(root, REVIEW)
}

fn run(root: &Path, steps: &[Step]) -> Done {
    for (number, step) in steps.iter().enumerate() {
        println!("\n== {}/{} {}: {}", number + 1, steps.len(), step.name, step.command.join(" "));
        let (program, arguments) = step.command.split_first().ok_or("a step without a command")?;
        let mut command = Command::new(program);
        command.args(arguments).envs(step.env.iter().copied()).current_dir(root);
        let status = command.status().map_err(|error| format!("{program} cannot be started: {error}"))?;
        if !status.success() {
            return Err(format!("step »{}« failed ({status}); what it found stands above", step.name).into());
        }
    }
    Ok(())
}
