//! Text forms of findings and errors.
