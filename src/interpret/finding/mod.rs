//! The findings of this stage: every German text that says what is wrong with a cell, a fact, a
//! row of a table or of a list. The code that finds it out names it here by what is wrong.

pub(super) mod cell;
pub(super) mod facts;
pub(super) mod lights;
pub(super) mod lists;
pub(super) mod table;
