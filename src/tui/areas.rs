//! A window divided. By plain arithmetic: each screen has one part that takes what the others leave, and
//! a solver of constraints takes longer for that than for all that is painted.

use ratatui::layout::Rect;

/// Divides an area from the top into parts as high as this; the one without a height takes what the
/// others leave. What has no room is cut at the end of the area.
#[must_use]
pub fn from_top<const N: usize>(area: Rect, heights: [Option<u16>; N]) -> [Rect; N] {
    let set = heights.iter().flatten();
    let rest = set.fold(area.height, |rest, height| rest.saturating_sub(*height));
    let mut left = area;
    heights.map(|height| {
        let height = height.unwrap_or(rest).min(left.height);
        let part = Rect { height, ..left };
        left.y = left.y.saturating_add(height);
        left.height -= height;
        part
    })
}

/// Divides an area into the first columns, so many, and the others.
#[must_use]
pub fn beside(area: Rect, width: u16) -> [Rect; 2] {
    let width = width.min(area.width);
    let left = Rect { width, ..area };
    let right = Rect {
        x: area.x.saturating_add(width),
        width: area.width - width,
        ..area
    };
    [left, right]
}

/// The middle of an area, no wider than this.
#[must_use]
pub fn middle(area: Rect, widest: u16) -> Rect {
    let width = widest.min(area.width);
    let air = (area.width - width).div_ceil(2);
    Rect {
        x: area.x.saturating_add(air),
        width,
        ..area
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fill_the_area_one_under_the_other() {
        let area = Rect::new(2, 3, 40, 12);
        let [head, body, foot] = from_top(area, [Some(2), None, Some(1)]);
        assert_eq!(head, Rect::new(2, 3, 40, 2));
        assert_eq!(body, Rect::new(2, 5, 40, 9));
        assert_eq!(foot, Rect::new(2, 14, 40, 1));
        let [head, body, foot] = from_top(area, [Some(9), None, Some(9)]);
        assert_eq!((head.height, body.height, foot.height), (9, 0, 3));
    }

    #[test]
    fn a_column_is_in_the_middle_and_never_wider() {
        let area = Rect::new(1, 0, 80, 9);
        assert_eq!(middle(area, 76), Rect::new(3, 0, 76, 9));
        assert_eq!(middle(area, 100), area);
        let [left, right] = beside(area, 26);
        assert_eq!(left, Rect::new(1, 0, 26, 9));
        assert_eq!(right, Rect::new(27, 0, 54, 9));
        assert_eq!(beside(area, 99), [area, Rect::new(81, 0, 0, 9)]);
    }
}
