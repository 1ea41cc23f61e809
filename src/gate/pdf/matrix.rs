//! Where on a page something stands (ISO 32000-1, 8.3.4).

/// Six numbers that move, turn and scale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Default for Matrix {
    fn default() -> Self {
        Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
    }
}

impl Matrix {
    /// Moves.
    pub(super) fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This, and what it makes through `outer`.
    pub(super) fn then(&self, outer: &Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, outer.0);
        Self([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    /// Where the origin comes to lie.
    pub(super) fn origin(&self) -> (f64, f64) {
        (self.0[4], self.0[5])
    }

    /// How high becomes what is 1 high.
    pub(super) fn height(&self) -> f64 {
        self.0[2].hypot(self.0[3])
    }
}
