//! Office files in their package: what the readers and writers of every such format share.
//!
//! In: the bytes of a package (Office Open XML, and the zip and XML of OpenDocument). Out: its parts
//! and what stands in them. Nothing in a file is believed: sizes are counted while inflating, XML
//! must be well-formed to its end and declare no types of its own; [`limits`](crate::limits) says how
//! much a file may ask for, [`fault`] what the user is told.
//!
//! - [`package`]: parts out of a package, into one, and exchanged in one; [`relations`] between them.
//! - Three views of a part: [`xml`] streams it, [`part`] knows the place of every element so that all
//!   other bytes stay, [`tree`] holds it as a tree.
//! - [`escape`]: characters that XML cannot hold; [`rich`]: strings in runs, and their fonts; [`color`].

pub(crate) mod color;
pub(crate) mod escape;
pub(crate) mod fault;
pub(crate) mod package;
pub(crate) mod part;
pub(crate) mod relations;
pub(crate) mod rich;
pub(crate) mod tree;
pub(crate) mod xml;
