//! The terminal as the main loop sees it.

use std::{io, sync::Arc};

use ratatui::{
    Frame, Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, buffer::Buffer,
    layout::Rect, text::Span,
};

use super::{frame::FrameWriter, listener::Listener, tty};
use crate::locale;

/// What the loop needs of a terminal; a test has one without a terminal.
pub trait Surface {
    /// Paints one frame.
    ///
    /// # Errors
    ///
    /// When it can't be drawn.
    fn paint(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()>;

    /// The next frame is painted from nothing, in the size the window has by then.
    fn repaint(&mut self);

    /// Drops input that nobody has read yet; whether Ctrl-C was among it.
    fn forget_input(&mut self) -> bool;

    /// Bars the way out from now on, or no longer: see [`Program::holds`](super::Program::holds).
    fn hold(&mut self, held: bool);

    /// Hands the terminal back and stops the job; `false` when nobody could continue it.
    fn suspend(&mut self) -> bool;

    /// Takes the terminal again.
    ///
    /// # Errors
    ///
    /// When it is gone.
    fn resume(&mut self) -> io::Result<()>;
}

/// The terminal itself; only the loop has it.
#[derive(Debug)]
pub struct Painter {
    listener: Arc<Listener>,
    frame: FrameWriter,
    /// Whether the terminal takes ASCII alone.
    ascii: bool,
    /// `None` until the first frame, and when everything is to be painted anew.
    terminal: Option<Terminal<CrosstermBackend<FrameWriter>>>,
}

impl Painter {
    /// Takes the terminal.
    ///
    /// # Errors
    ///
    /// When it refuses.
    pub fn new(listener: Arc<Listener>) -> io::Result<Self> {
        listener.guard().enter()?;
        Ok(Self {
            listener,
            frame: FrameWriter::default(),
            ascii: locale::is_ascii(),
            terminal: None,
        })
    }

    /// A terminal of the window's size.
    ///
    /// The viewport is fixed: ratatui would otherwise ask for the size before each frame, and clear
    /// with `ESC [ 2 J`, or ask for the cursor's position, whenever it changed.
    fn build(&self) -> io::Result<Terminal<CrosstermBackend<FrameWriter>>> {
        let (columns, rows) = tty::size();
        self.frame.start_over(rows);
        let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
        let backend = CrosstermBackend::new(self.frame.clone());
        Terminal::with_options(backend, TerminalOptions { viewport })
    }
}

/// Puts letters of ASCII for every character, each as wide as it was: whatever drew it, nothing else
/// reaches the terminal.
fn keep_to_ascii(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if !cell.symbol().is_ascii() {
            let columns = Span::raw(cell.symbol()).width();
            cell.set_symbol(&locale::in_columns(cell.symbol(), columns));
        }
    }
}

impl Surface for Painter {
    fn paint(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let mut terminal = match self.terminal.take() {
            Some(terminal) => terminal,
            None => self.build()?,
        };
        terminal.draw(|frame| {
            draw(frame);
            if self.ascii {
                keep_to_ascii(frame.buffer_mut());
            }
        })?;
        self.terminal = Some(terminal);
        self.listener.guard().paint(&self.frame.take());
        Ok(())
    }

    fn repaint(&mut self) {
        self.terminal = None;
    }

    fn forget_input(&mut self) -> bool {
        self.listener.drop_unread()
    }

    fn hold(&mut self, held: bool) {
        self.listener.guard().hold(held);
    }

    fn suspend(&mut self) -> bool {
        let stops = tty::has_shell();
        if stops {
            self.listener.guard().leave();
            tty::stop_job();
        }
        stops
    }

    fn resume(&mut self) -> io::Result<()> {
        self.repaint();
        self.listener.guard().enter()
    }
}
