//! veraPDF over the sample papers, where it is at hand.
//!
//! It is the reference for PDF/A and PDF/UA, runs in Java and stands under the GPL and the MPL: it is started as a
//! program of others, never linked and never handed out. `SACHSTAND_VERAPDF` is its class path, and
//! `SACHSTAND_VERAPDF_WCAG` its profile for WCAG 2.2, which its archive does not hold; `.ci/run` fetches both.
//! Unlike other tools it is never required, since nothing but Maven Central has it.

use std::io::Write as _;
use std::process::Command;

use super::SAMPLES;

/// The class of its command line.
const MAIN: &str = "org.verapdf.apps.GreenfieldCliWrapper";

/// What is said of a file of which it reports no result.
const NOT_VALIDATED: &str = "not validated";

/// Says aloud that nothing was looked at.
fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED veraPDF: {why}");
}

#[test]
fn vera_pdf_finds_nothing() {
    let Some(archive) = std::env::var_os("SACHSTAND_VERAPDF") else {
        return skipped(
            "SACHSTAND_VERAPDF is not set, which is the class path of org.verapdf.apps:greenfield-apps",
        );
    };
    let wcag = std::env::var("SACHSTAND_VERAPDF_WCAG");
    if wcag.is_err() {
        skipped("SACHSTAND_VERAPDF_WCAG is not set, which is its profile WCAG-2-2-Machine.xml");
    }
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<_> = SAMPLES
        .iter()
        .enumerate()
        .map(|(number, sample)| {
            let file = folder.path().join(format!("{number}.pdf"));
            std::fs::write(&file, &sample.pdf).unwrap();
            file
        })
        .collect();
    let mut profiles = vec![["--flavour", "ua1"], ["--flavour", "2a"]];
    profiles.extend(wcag.as_ref().ok().map(|profile| ["--profile", profile]));
    for profile in profiles {
        let run = Command::new("java")
            .arg("-cp")
            .arg(&archive)
            .args([MAIN, "--format", "xml"])
            .args(profile)
            .args(&files)
            .output();
        let Ok(run) = run else { return skipped("there is no java") };
        let report = String::from_utf8_lossy(&run.stdout);
        // It exits with 1 where a file breaks a rule, with more where it could not work.
        let said =
            || format!("{profile:?}: {}\n{report}\n{}", run.status, String::from_utf8_lossy(&run.stderr));
        let found = results(&report);
        if profile[0] == "--profile"
            && found.as_ref().is_none_or(|it| it.iter().all(|it| it.contains(NOT_VALIDATED)))
        {
            // The profile is of another release.
            return skipped(&format!("it does not understand its profile for WCAG 2.2: {}", said()));
        }
        let results = found.unwrap_or_else(|| panic!("{}", said()));
        assert_eq!(results.len(), files.len(), "{}", said());
        let broken: Vec<_> = results.into_iter().filter(|it| it != "is compliant").collect();
        assert!(broken.is_empty(), "{profile:?}: {broken:#?}");
    }
}

/// What the report says of each file.
fn results(report: &str) -> Option<Vec<String>> {
    let xml = roxmltree::Document::parse(report.get(report.find('<')?..)?).ok()?;
    let jobs = xml.descendants().filter(|it| it.has_tag_name("job"));
    let results = jobs.map(|job| {
        let name =
            job.descendants().find(|it| it.has_tag_name("name")).and_then(|it| it.text()).unwrap_or_default();
        let Some(report) = job.descendants().find(|it| it.has_tag_name("validationReport")) else {
            let told: String = job.descendants().filter_map(|it| it.text()).map(str::trim).collect();
            return format!("{name}: {NOT_VALIDATED}: {told}");
        };
        let failed = report
            .descendants()
            .filter(|it| it.has_tag_name("rule") && it.attribute("status") != Some("passed"));
        let failed: Vec<_> = failed
            .map(|rule| {
                let part = |key| rule.attribute(key).unwrap_or_default();
                let text = rule.children().find(|it| it.has_tag_name("description")).and_then(|it| it.text());
                let number = [part("specification"), part("clause"), part("testNumber")].join(":");
                format!("{number} {} × {}", part("failedChecks"), text.unwrap_or_default())
            })
            .collect();
        match (report.attribute("isCompliant"), failed.is_empty()) {
            (Some("true"), true) => "is compliant".to_owned(),
            _ => format!("{name}: {failed:?}"),
        }
    });
    Some(results.collect())
}

/// A report in the form of `docs.verapdf.org/cli/validation`: it is not at hand everywhere, its report is.
#[test]
fn its_report_is_understood() {
    let report = |compliant: &str, rules: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><report><buildInformation/><jobs><job>\
             <item size=\"1\"><name>/a.pdf</name></item>\
             <validationReport jobEndStatus=\"normal\" profileName=\"PDF/UA-1 validation profile\" \
             statement=\"…\" isCompliant=\"{compliant}\"><details passedRules=\"1\" failedRules=\"1\" \
             passedChecks=\"1\" failedChecks=\"1\">{rules}</details></validationReport></job></jobs>\
             <batchSummary/></report>"
        )
    };
    let rule = "<rule specification=\"ISO 14289-1:2014\" clause=\"7.1\" testNumber=\"10\" status=\"failed\" \
                failedChecks=\"2\"><description>DisplayDocTitle shall be true</description></rule>";
    assert_eq!(results(&report("true", "")).unwrap(), ["is compliant"]);
    let told = results(&report("false", rule)).unwrap();
    assert_eq!(told, [r#"/a.pdf: ["ISO 14289-1:2014:7.1:10 2 × DisplayDocTitle shall be true"]"#]);
    let damaged = "<report><jobs><job><item><name>/a.pdf</name></item>\
                   <taskException><exceptionMessage>damaged</exceptionMessage></taskException></job></jobs></report>";
    assert!(results(damaged).unwrap()[0].contains("damaged"));
    assert_eq!(results("no such class"), None);
}
