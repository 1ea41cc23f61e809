//! Every case of the tables; every phrase in every place of a sentence and across borders of
//! formatting.

use sachstand::diag::Severity;
use sachstand::german;
use sachstand::normalize::{Glossary, Rule, Rules, normalize_text};
use sachstand::text::{Format, Text};

use crate::normalize::table::{Case, Expected, Table, cell, run, show, text};

fn check(case: &Case, glossary: &Glossary) -> Result<(), String> {
    let done = run(&case.input, glossary);
    let expected = text(case.output());
    if done.text != expected {
        return Err(format!("{} → {} instead of {}", case.input, show(&done.text), show(&expected)));
    }
    if let Expected::Rewritten(_) = case.expected
        && !done.rewrites.iter().any(|rewrite| rewrite.rule.code() == case.rule)
    {
        return Err(format!("{}: rewritten, but not by {}", case.input, case.rule));
    }
    if let Expected::Finding(code) = &case.expected
        && !done.findings.iter().any(|finding| finding.code.id() == code)
    {
        return Err(format!("{}: no finding {code}", case.input));
    }
    let odd = done.findings.iter().find(|finding| match &case.expected {
        Expected::Finding(code) => finding.code.id() != code,
        Expected::Same => finding.severity() == Severity::Error,
        Expected::Rewritten(_) => true,
    });
    if let Some(odd) = odd {
        return Err(format!("{}: unexpected finding {}", case.input, odd.message));
    }
    let again = normalize_text(&done.text, &cell(), &Rules::default(), glossary);
    if again.text != done.text {
        return Err(format!("{}: twice gives {}", case.input, show(&again.text)));
    }
    Ok(())
}

fn check_all(name: &str) -> usize {
    let table = Table::read(name);
    let glossary = table.glossary();
    let failures: Vec<String> = table
        .cases
        .iter()
        .filter_map(|case| {
            check(case, &glossary).err().map(|error| format!("{name}:{}: [{}] {error}", case.line, case.rule))
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {} cases fail:\n{}",
        failures.len(),
        table.cases.len(),
        failures.join("\n")
    );
    table.cases.len()
}

#[test]
fn the_cases_hold() {
    assert!(check_all("cases.txt") >= 420);
}

#[test]
fn the_held_out_cases_hold() {
    assert!(check_all("holdout.txt") >= 80);
}

#[test]
fn a_third_of_the_cases_are_traps() {
    let cases = Table::read("cases.txt").cases;
    let traps = cases.iter().filter(|case| !matches!(case.expected, Expected::Rewritten(_))).count();
    assert!(traps * 3 >= cases.len(), "{traps} of {}", cases.len());
}

#[test]
fn every_rule_has_cases_and_every_case_a_rule() {
    let cases = Table::read("cases.txt").cases;
    for rule in Rule::ALL {
        let of_rule = |expected: fn(&Expected) -> bool| {
            cases.iter().filter(|case| case.rule == rule.code() && expected(&case.expected)).count()
        };
        assert!(of_rule(|expected| matches!(expected, Expected::Rewritten(_))) >= 3, "{}", rule.code());
        assert!(of_rule(|expected| matches!(expected, Expected::Same)) >= 2, "{}", rule.code());
        assert!(
            cases.iter().any(|case| case.rule == rule.code() && case.shown),
            "{}: not in the manual",
            rule.code()
        );
    }
    for case in &cases {
        assert!(Rule::ALL.iter().any(|rule| rule.code() == case.rule), "{}: {}", case.line, case.rule);
    }
}

/// Places a phrase can stand in; none of them changes what it means.
const PLACES: &[(&str, &str)] = &[
    ("", ""),
    ("", " wird im Rat beraten"),
    ("Beratung ", " im Rat"),
    ("Die Vorstellung ist erfolgt: ", "."),
    ("Beratung (", ")"),
    ("Beratung („", "“) im Rat"),
    ("Beratung „", "“"),
    ("Beratung, ", ", danach Beschluss"),
    ("Erst ", "; dann weiter"),
    ("• ", " folgt"),
];

#[test]
fn phrases_hold_in_every_place() {
    let table = Table::read("cases.txt");
    let glossary = table.glossary();
    let mut failures = Vec::new();
    for case in table.cases.iter().filter(|case| case.phrase) {
        for (front, back) in PLACES {
            if back.starts_with('.') && case.input.ends_with('.') {
                continue;
            }
            let done = run(&format!("{front}{}{back}", case.input), &glossary);
            let expected = text(&format!("{front}{}{back}", case.output()));
            if done.text != expected {
                failures.push(format!("{}: {} instead of {}", case.line, show(&done.text), show(&expected)));
            }
        }
    }
    assert!(failures.is_empty(), "{} fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn phrases_stand_several_times_in_one_cell() {
    let table = Table::read("cases.txt");
    let glossary = table.glossary();
    let phrases: Vec<&Case> = table.cases.iter().filter(|case| case.phrase).collect();
    for pair in phrases.windows(2) {
        let join =
            |a: &str, b: &str| format!("Zuerst {a} im Rat; danach {b} im Ausschuss; zuletzt {a} im Rat");
        let done = run(&join(&pair[0].input, &pair[1].input), &glossary);
        let expected = text(&join(pair[0].output(), pair[1].output()));
        assert_eq!(show(&done.text), show(&expected));
    }
}

#[test]
fn phrases_hold_across_every_border_of_formatting() {
    let table = Table::read("cases.txt");
    let glossary = table.glossary();
    for case in table.cases.iter().filter(|case| case.phrase) {
        let (input, output) = (text(&case.input).to_plain(), text(case.output()).to_plain());
        for (border, _) in input.char_indices().skip(1) {
            let typed =
                Text::from_iter([(&input[..border], Format::default()), (&input[border..], Format::bold())]);
            let done = normalize_text(&typed, &cell(), &Rules::default(), &glossary).text;
            assert_eq!(done.to_plain(), output, "{} cut at {border}", case.input);
            assert_formatting_survives(&typed, &done);
        }
    }
}

/// What stays keeps its formatting: the plain part still begins, the bold part still ends the text.
fn assert_formatting_survives(typed: &Text, done: &Text) {
    let styles: Vec<bool> = done.runs().map(|run| run.format.style.bold).collect();
    assert!(styles.is_sorted() && styles.len() <= 2, "{typed:?} → {done:?}");
    let ends = |text: &Text| (text.to_plain().chars().next(), text.to_plain().chars().next_back());
    let bold_end = done.runs().last().is_some_and(|run| run.format.style.bold);
    let same_end = ends(typed).1 == ends(done).1;
    assert!(bold_end || !same_end, "{typed:?} → {done:?}");
}

#[test]
fn a_rule_that_is_off_changes_nothing() {
    let table = Table::read("cases.txt");
    let glossary = table.glossary();
    for rule in Rule::ALL {
        let mut rules = Rules::default();
        rules.switch(*rule, false);
        for case in table.cases.iter().filter(|case| case.rule == rule.code()) {
            let done = normalize_text(&text(&case.input), &cell(), &rules, &glossary);
            assert!(
                done.rewrites.iter().all(|rewrite| rewrite.rule != *rule),
                "{}: {}",
                rule.code(),
                case.input
            );
        }
    }
    for case in &table.cases {
        let done = normalize_text(&text(&case.input), &cell(), &Rules::none(), &glossary);
        assert_eq!(done.text, text(&case.input));
        assert!(done.rewrites.is_empty() && done.findings.is_empty());
    }
}

#[test]
fn a_rewrite_says_what_stood_where() {
    let done = run("Abgabe am 9.6.16 im Rathaus", &Glossary::default());
    let rewrite = &done.rewrites[0];
    assert_eq!((rewrite.before.as_str(), rewrite.after.as_str()), ("9.6.16", "09.06.2016"));
    assert_eq!(&rewrite.excerpt.text[rewrite.excerpt.mark.clone()], "9.6.16");
    let json = serde_json::to_value(rewrite).unwrap();
    assert_eq!(json["rule"], "datum");
    assert_eq!(json["at"], "a.xlsx › Sachstand!C2");
}

#[test]
fn settings_are_read_from_toml() {
    let rules: Rules =
        toml::from_str("datum = false\njahrhundertgrenze = 30\nkeine-abkuerzungen = ['OK']").unwrap();
    assert!(!rules.enabled(Rule::Date) && rules.enabled(Rule::Quotes));
    assert_eq!((rules.pivot_year, rules.stop_words), (30, vec!["OK".to_owned()]));
    assert!(toml::from_str::<Rules>("datumm = false").is_err());
}

#[test]
fn a_short_year_means_the_same_in_a_text_and_as_a_date() {
    for pivot_year in [german::CENTURY_PIVOT, 30, 100] {
        let rules = Rules { pivot_year, ..Rules::default() };
        for year in 0..100 {
            let typed = format!("9.6.{year:02}");
            let date = german::parse_date(&typed, pivot_year).map(german::date).unwrap();
            let done = normalize_text(&text(&format!("am {typed}")), &cell(), &rules, &Glossary::default());
            assert_eq!(show(&done.text), format!("am {date}"));
        }
    }
}
