//! (in the making)
pub(crate) fn verify(_texts: &std::path::Path) -> crate::Done {
    Ok(())
}
