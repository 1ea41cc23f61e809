//! The rules of `normalize`, by the tables in `tests/rules`.

#[path = "normalize/cases.rs"]
mod cases;
#[path = "normalize/manual.rs"]
mod manual;
#[path = "normalize/marks.rs"]
mod marks;
#[path = "normalize/properties.rs"]
mod properties;
#[path = "normalize/report.rs"]
mod report;
#[path = "normalize/samples.rs"]
mod samples;
#[path = "normalize/table.rs"]
mod table;
