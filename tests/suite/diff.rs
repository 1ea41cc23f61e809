//! The comparison of two versions: marks, alignment, list of changes, proof.

mod alignment;
mod build;
mod hand;
mod marked;
mod passages;
mod properties;
mod samples;
