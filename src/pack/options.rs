//! Sets of options, for tests that take many of them at once.

/// A set of options of one question, by their places in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OptionSet(u64);

impl OptionSet {
    /// More options than this one question cannot have.
    pub const LARGEST: usize = 64;

    /// The set of the one option at this place; empty from [`Self::LARGEST`] on.
    #[must_use]
    pub fn of(place: usize) -> Self {
        u32::try_from(place)
            .ok()
            .and_then(|place| 1_u64.checked_shl(place))
            .map_or_else(Self::default, Self)
    }

    /// The options of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two share an option.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether every option of `other` is in it.
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether it has no option.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The places of its options, in order.
    pub fn places(self) -> impl Iterator<Item = usize> {
        (0..Self::LARGEST).filter(move |place| self.meets(Self::of(*place)))
    }
}

impl FromIterator<usize> for OptionSet {
    fn from_iter<I: IntoIterator<Item = usize>>(places: I) -> Self {
        places
            .into_iter()
            .fold(Self::default(), |set, place| set.with(Self::of(place)))
    }
}
