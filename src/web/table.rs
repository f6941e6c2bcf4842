//! Tables as HTML: stacked on a telephone where the table is plain, else in a region that scrolls.

use super::escape::escape;
use super::writer::Writer;
use crate::document::tree::{Block, Cell, Inline, Inlines, Table, plain};

/// More columns than this do not fit beside each other on any screen that people hold in their hands.
const FITTING: usize = 6;

/// Whether every row has one cell for each head: only then can a cell stand alone under the name of its column.
fn stackable(table: &Table) -> bool {
    let single = |cell: &Cell| cell.rows <= 1 && cell.columns <= 1;
    let width = table.columns.len();
    (1..=FITTING).contains(&width) && table.rows.iter().all(|row| row.len() == width && row.iter().all(single))
}

impl Writer<'_> {
    /// A table whose cells are written by `body`.
    pub(super) fn table(&mut self, block: &Block, table: &Table, mut body: impl FnMut(&mut Self, usize, usize)) {
        let stacked = stackable(table);
        // The head of a row is the heading of its stack, and says no column.
        let heads: Vec<String> = if stacked { table.columns.iter().map(|head| plain(head)).collect() } else { Vec::new() };
        if !stacked {
            self.open_region(&table.caption);
        }
        self.open("table", if stacked { "stacked" } else { "wide" }, block);
        self.push("\n");
        self.caption(&table.caption);
        self.column_heads(&table.columns);
        self.push("<tbody>\n");
        self.within += 1;
        for (row, cells) in table.rows.iter().enumerate() {
            self.push("<tr>");
            for (column, cell) in cells.iter().enumerate() {
                let head = heads.get(column).filter(|_| column > 0 || !cell.head);
                self.cell(cell, head, |w| body(w, row, column));
            }
            self.push("</tr>\n");
        }
        self.within -= 1;
        self.push("</tbody>\n</table>\n");
        if !stacked {
            self.push("</div>\n");
        }
    }

    /// What scrolls must be reachable by keyboard and have a name.
    fn open_region(&mut self, caption: &[Inline]) {
        let name = match plain(caption) {
            name if name.is_empty() => self.view.text("table").to_owned(),
            name => name,
        };
        self.push("<div class=\"region\" role=\"region\" tabindex=\"0\" aria-label=\"");
        escape(&name, &mut self.out);
        self.push("\">\n");
    }

    fn caption(&mut self, caption: &[Inline]) {
        if !caption.is_empty() {
            self.push("<caption>");
            self.inlines(caption);
            self.push("</caption>\n");
        }
    }

    fn column_heads(&mut self, columns: &[Inlines]) {
        if columns.is_empty() {
            return;
        }
        self.push("<thead>\n<tr>");
        for head in columns {
            // An empty corner heads nothing.
            match head.is_empty() {
                true => self.push("<td></td>"),
                false => {
                    self.push("<th scope=\"col\">");
                    self.inlines(head);
                    self.push("</th>");
                }
            }
        }
        self.push("</tr>\n</thead>\n");
    }

    fn cell(&mut self, cell: &Cell, column: Option<&String>, body: impl FnOnce(&mut Self)) {
        let head = cell.head && !cell.body.is_empty();
        self.push(if head { "<th" } else { "<td" });
        self.attributes("", "", cell.anchor.as_deref());
        self.place(cell.at);
        if head {
            self.push(if cell.rows > 1 { " scope=\"rowgroup\"" } else { " scope=\"row\"" });
        }
        for (name, span) in [(" rowspan=\"", cell.rows), (" colspan=\"", cell.columns)] {
            if span > 1 {
                self.push(name);
                self.number(span);
                self.push("\"");
            }
        }
        if let Some(column) = column.filter(|c| !c.is_empty()) {
            self.push(" data-column=\"");
            escape(column, &mut self.out);
            self.push("\"");
        }
        self.push(">");
        // An empty cell stays empty, so that a stack can leave it out.
        if !cell.body.is_empty() {
            body(self);
        }
        self.push(if head { "</th>" } else { "</td>" });
    }
}
