//! What became of the parts of a report in its next version.

use std::collections::BTreeMap;

use crate::source::Location;

/// Which parts of a version go on as which parts of the next, each told by its cell: that of
/// [`super::Action::at`], that of a section's title. What is gone has no successor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lineage {
    /// The successors of actions.
    pub actions: BTreeMap<Location, Location>,
    /// The successors of sections.
    pub sections: BTreeMap<Location, Location>,
}
