//! All tests of the finished program, in one binary: the dependencies are linked once.
#![allow(missing_docs, reason = "a test's name says what it holds")]
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may fail and say why")]

mod accessible;
mod advance;
mod architecture;
mod browser;
mod cells;
mod cli;
mod compose;
mod diff;
mod docx;
mod editions;
mod fuzz;
mod gate;
mod heads;
mod hostile;
mod interpret;
mod listed;
mod listing;
mod look;
mod manual;
mod normalize;
mod office;
mod pages;
mod paper;
mod persons;
mod read;
mod revisions;
mod screen;
mod secrecy;
mod serve;
mod settings;
mod snapshots;
mod standards;
mod support;
mod template;
mod traces;
mod typeset;
