//! The day of a version: it stands in the manual and at every file of the archive.

use std::path::Path;
use std::process::Command;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Found;

/// `SOURCE_DATE_EPOCH`, else the day of the version in the changelog, else that of the last commit.
pub(super) fn of(root: &Path, version: &str) -> Found<Date> {
    if let Ok(seconds) = std::env::var("SOURCE_DATE_EPOCH") {
        let day = seconds.parse().ok().and_then(from_epoch);
        return Ok(day.ok_or_else(|| format!("SOURCE_DATE_EPOCH is no number of seconds: »{seconds}«"))?);
    }
    let changes = std::fs::read_to_string(root.join("CHANGELOG.md")).unwrap_or_default();
    let day = in_changes(&changes, version).or_else(|| of_last_commit(root));
    Ok(day.ok_or(
        "the day of this version is not known: there is no history here; please set SOURCE_DATE_EPOCH",
    )?)
}

fn from_epoch(seconds: i64) -> Option<Date> {
    Some(jiff::Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date())
}

/// `## 1.2.0 – 2026-03-01` or `## [1.2.0] - 2026-03-01`.
fn in_changes(changes: &str, version: &str) -> Option<Date> {
    let heads = changes.lines().filter_map(|line| line.strip_prefix("## "));
    let mut words = heads.map(|head| head.split_whitespace().collect::<Vec<_>>());
    let own = words.find(|words| words.first().is_some_and(|it| it.trim_matches(['[', ']']) == version))?;
    own.last()?.parse().ok()
}

fn of_last_commit(root: &Path) -> Option<Date> {
    let log = Command::new("git").args(["log", "-1", "--format=%ct"]).current_dir(root).output().ok()?;
    from_epoch(String::from_utf8(log.stdout).ok()?.trim().parse().ok()?)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_changelog_names_the_day_of_a_version_or_does_not() {
        let changes = "# Changelog\n\n## Unreleased\n\n## [1.10.0] - 2026-03-01\n\n## 1.1.0 – 2026-01-31\n";
        assert_eq!(in_changes(changes, "1.10.0"), Some(date(2026, 3, 1)));
        assert_eq!(in_changes(changes, "1.1.0"), Some(date(2026, 1, 31)));
        assert_eq!(in_changes(changes, "1.2.0"), None);
        assert_eq!(from_epoch(1_772_323_200), Some(date(2026, 3, 1)));
    }
}
