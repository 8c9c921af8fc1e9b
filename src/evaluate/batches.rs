//! The input in batches of whole lines.

use std::io::{self, BufRead, BufReader, Read};

/// The longest line taken, in bytes: far more than every question answered.
pub(super) const LONGEST_LINE: u64 = 1024 * 1024;
/// How much is read at once, in bytes.
const READ_AT_ONCE: usize = 64 * 1024;
/// The most lines in a batch: verdicts are longer than lines, and all on a batch
/// are held in memory.
const MOST_LINES: usize = 64;

/// Lines that were read together.
pub(super) struct Batch {
    /// The number of the first, counted from 1.
    first: u64,
    bytes: Vec<u8>,
    /// Where each line ends.
    ends: Vec<usize>,
}

impl Batch {
    /// How long it is, in bytes.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Each line with its number and its end. One that is longer than
    /// [`LONGEST_LINE`] was cut, and is longer still.
    pub fn lines(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let lines = starts
            .zip(&self.ends)
            .map(|(start, end)| self.bytes.get(*start..*end).unwrap_or_default());
        (self.first..).zip(lines)
    }
}

pub(super) struct Batches<R> {
    input: BufReader<R>,
    next: u64,
}

impl<R: Read> Batches<R> {
    pub fn new(input: R) -> Self {
        Self {
            input: BufReader::with_capacity(READ_AT_ONCE, input),
            next: 1,
        }
    }

    /// Reads one line, of a long one only the beginning; nothing at the end.
    fn read_line(&mut self, bytes: &mut Vec<u8>) -> io::Result<usize> {
        let read = (&mut self.input)
            .take(LONGEST_LINE)
            .read_until(b'\n', bytes)?;
        if read as u64 == LONGEST_LINE && bytes.last() != Some(&b'\n') {
            self.input.skip_until(b'\n')?;
            bytes.push(b'\n');
        }
        Ok(read)
    }

    fn read(&mut self) -> io::Result<Batch> {
        let mut batch = Batch {
            first: self.next,
            bytes: Vec::with_capacity(READ_AT_ONCE),
            ends: Vec::with_capacity(MOST_LINES),
        };
        while batch.ends.len() < MOST_LINES && self.read_line(&mut batch.bytes)? > 0 {
            batch.ends.push(batch.bytes.len());
            // the next may be long in coming, and these lines are here
            if !self.input.buffer().contains(&b'\n') {
                break;
            }
        }
        self.next += batch.ends.len() as u64;
        Ok(batch)
    }
}

impl<R: Read> Iterator for Batches<R> {
    type Item = io::Result<Batch>;

    fn next(&mut self) -> Option<Self::Item> {
        let batch = self.read();
        batch
            .map(|batch| (batch.len() > 0).then_some(batch))
            .transpose()
    }
}
