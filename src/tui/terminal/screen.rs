//! The terminal as the main loop sees it.

use std::{io, sync::Arc};

use ratatui::{
    Frame, Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect,
};

use super::{frame::FrameWriter, guard::Guard, tty};

/// What the loop needs of a terminal; a test stands in for it.
pub trait Surface {
    /// Paints one frame.
    ///
    /// # Errors
    ///
    /// When it can't be drawn.
    fn paint(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()>;

    /// The next frame is painted from nothing, in the size the window has by then.
    fn repaint(&mut self);

    /// Drops input that nobody has read yet.
    fn forget_input(&mut self);

    /// Hands the terminal back and stops the job; `false` when nobody could continue it.
    fn suspend(&mut self) -> bool;

    /// Takes the terminal again.
    ///
    /// # Errors
    ///
    /// When it is gone.
    fn resume(&mut self) -> io::Result<()>;
}

/// A full screen of the terminal.
#[derive(Debug)]
pub struct FullScreen {
    guard: Arc<Guard>,
    frame: FrameWriter,
    /// `None` until the first frame, and when everything is to be painted anew.
    terminal: Option<Terminal<CrosstermBackend<FrameWriter>>>,
}

impl FullScreen {
    /// Takes the terminal.
    ///
    /// # Errors
    ///
    /// When it refuses.
    pub fn open(guard: &Arc<Guard>) -> io::Result<Self> {
        guard.enter()?;
        Ok(Self {
            guard: Arc::clone(guard),
            frame: FrameWriter::default(),
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

impl Surface for FullScreen {
    fn paint(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let mut terminal = match self.terminal.take() {
            Some(terminal) => terminal,
            None => self.build()?,
        };
        terminal.draw(draw)?;
        self.terminal = Some(terminal);
        self.guard.paint(&self.frame.take());
        Ok(())
    }

    fn repaint(&mut self) {
        self.terminal = None;
    }

    fn forget_input(&mut self) {
        tty::forget_input();
    }

    fn suspend(&mut self) -> bool {
        let stops = tty::has_shell();
        if stops {
            self.guard.leave();
            tty::stop_job();
        }
        stops
    }

    fn resume(&mut self) -> io::Result<()> {
        self.repaint();
        self.guard.enter()
    }
}
