//! What is drawn: areas and lines in a few inks, and words at places. No face is in it, so that each
//! can draw the same scene: a terminal in its cells, a page as SVG.
//!
//! Places run from (0, 0), the upper left, to (1, 1), the lower right. A drawing says how wide it is
//! for its height; a face may stretch it somewhat. As SVG: a `viewBox` of `ratio` by 1, every x times
//! `ratio`, an area as `polygon`, a line as `polyline` with its width as `stroke-width`.

use crate::text::Text;

/// A place: how far from the left, and how far from the top.
pub type Point = (f64, f64);

/// A drawing. What comes later lies over what came before.
#[derive(Debug)]
pub struct Drawing {
    /// From where it is seen.
    pub side: Side,
    /// Its width for a height of 1.
    pub ratio: f64,
    /// What is drawn.
    pub shapes: Vec<Shape>,
    /// The words in it.
    pub labels: Vec<Label>,
}

/// From where skin is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// From the front: how it looks on somebody.
    Front,
    /// Cut, from the side.
    Cut,
}

/// Something in one ink.
#[derive(Debug)]
pub struct Shape {
    /// What it is drawn with.
    pub ink: Ink,
    /// Its form.
    pub form: Form,
}

/// The form of something drawn.
#[derive(Debug)]
pub enum Form {
    /// All that lies within these corners; what lies within twice is outside again.
    Area(Vec<Point>),
    /// A line through these places, and its width for a height of 1.
    Line(Vec<Point>, f64),
}

/// A word in a drawing, with its middle at a place.
#[derive(Debug)]
pub struct Label {
    /// Where its middle is.
    pub at: Point,
    /// What it says.
    pub says: Text,
}

/// What is drawn with: what the thing is, never how it looks in a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    /// Skin from the front.
    Face,
    /// Where a slope turns to the light.
    Light,
    /// Where it turns away.
    Shade,
    /// The floor of a dip.
    Floor,
    /// An edge or a hole.
    Deep,
    /// Skin of another colour.
    Patch,
    /// A growth of scar.
    Growth,
    /// The top layer, cut.
    Top,
    /// What lies under it, cut.
    Under,
    /// Collagen in it.
    Fibre,
    /// New collagen.
    New,
    /// The edge of the first wound.
    Wound,
    /// A needle.
    Needle,
    /// What holds the needles.
    Holder,
    /// A channel that a needle left.
    Channel,
}

impl Ink {
    /// Every ink.
    pub const ALL: [Self; 15] = [
        Self::Face,
        Self::Light,
        Self::Shade,
        Self::Floor,
        Self::Deep,
        Self::Patch,
        Self::Growth,
        Self::Top,
        Self::Under,
        Self::Fibre,
        Self::New,
        Self::Wound,
        Self::Needle,
        Self::Holder,
        Self::Channel,
    ];
}

impl Drawing {
    pub(super) const fn new(side: Side, ratio: f64) -> Self {
        Self {
            side,
            ratio,
            shapes: Vec::new(),
            labels: Vec::new(),
        }
    }

    pub(super) fn area(&mut self, ink: Ink, corners: Vec<Point>) {
        let form = Form::Area(corners);
        self.shapes.push(Shape { ink, form });
    }

    pub(super) fn line(&mut self, ink: Ink, width: f64, through: Vec<Point>) {
        let form = Form::Line(through, width);
        self.shapes.push(Shape { ink, form });
    }

    /// A rectangle between two of its corners.
    pub(super) fn block(&mut self, ink: Ink, (left, top): Point, (right, bottom): Point) {
        let corners = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
        self.area(ink, corners);
    }

    /// An ellipse about its middle.
    pub(super) fn oval(&mut self, ink: Ink, middle: Point, reach: Point) {
        self.area(ink, ring(middle, reach, |_| 1.0));
    }

    pub(super) fn label(&mut self, at: Point, says: Text) {
        self.labels.push(Label { at, says });
    }

    /// A line in pieces, through some of these places and not the next ones.
    pub(super) fn dashes(&mut self, ink: Ink, width: f64, through: &[Point], dash: usize) {
        for piece in through.chunks(2 * dash.max(1)) {
            let drawn: Vec<Point> = piece.iter().copied().take(dash + 1).collect();
            if drawn.len() > 1 {
                self.line(ink, width, drawn);
            }
        }
    }
}

/// The places round a middle; `far` says how far each lies, for an angle, in parts of the reach.
pub(super) fn ring((x, y): Point, (across, down): Point, far: impl Fn(f64) -> f64) -> Vec<Point> {
    let angles = (0..ROUND).map(|nth| f64::from(nth) * std::f64::consts::TAU / f64::from(ROUND));
    let place = |angle: f64| {
        let far = far(angle);
        (x + across * far * angle.cos(), y + down * far * angle.sin())
    };
    angles.map(place).collect()
}

/// The corners of what is round.
const ROUND: u16 = 48;

/// Places at equal distances from one part of a length to another.
pub(super) fn steps(from: f64, to: f64, count: u16) -> impl Iterator<Item = f64> {
    (0..=count).map(move |nth| from + (to - from) * f64::from(nth) / f64::from(count))
}
