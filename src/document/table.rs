//! Tables: numbers that run down a column, spans, and cells that are covered.

use super::composer::{Composer, Scope, block};
use super::tree::{Block, Cell, Inlines, Kind, Table};
use crate::content::NodeId;
use crate::content::model::text::{Cell as CellContent, Numbering, Table as TableContent};
use crate::diagnostic::Diagnostic;
use crate::words as say;

impl Composer<'_> {
    /// A table. A column's numbering runs on down the rows; covered cells are left out of its rows.
    pub fn table(&mut self, t: &TableContent, at: NodeId, scope: &Scope) -> Block {
        let caption = t.caption.as_ref().map(|c| self.text(c, scope)).unwrap_or_default();
        let columns: Vec<Inlines> = t.columns.iter().map(|c| self.text(&c.head, scope)).collect();
        let columns = if columns.iter().all(|c| c.is_empty()) && self.writing() { Vec::new() } else { columns };
        let mut counts = vec![0u32; t.columns.len()];
        let mut covered = vec![0u32; t.columns.len()];
        let mut rows = Vec::new();
        for row in &t.rows {
            let mut cells = Vec::new();
            let mut column = 0;
            for cell in row {
                while covered.get(column).is_some_and(|n| *n > 0) {
                    covered[column] -= 1;
                    column += 1;
                }
                let Some(head) = t.columns.get(column) else {
                    self.too_many_cells(cell.at, t.columns.len());
                    break;
                };
                let span = cell.columns.unwrap_or(1).clamp(1, (t.columns.len() - column) as u32);
                let own = cell.node.numbering.as_deref().or(head.numbering.as_deref());
                let made = self.cell(cell, own, column == 0, span, &mut counts[column], scope);
                covered.iter_mut().skip(column).take(span as usize).for_each(|c| *c = made.rows - 1);
                column += span as usize;
                cells.push(made);
            }
            let missing = covered.iter().skip(column).filter(|n| **n == 0).count();
            if missing > 0
                && let Some(first) = row.first()
            {
                self.too_few_cells(self.input.tree.parent(first.at).unwrap_or(first.at), missing);
            }
            covered.iter_mut().skip(column).for_each(|c| *c = c.saturating_sub(1));
            rows.push(cells);
        }
        block(at, Kind::Table(Box::new(Table { caption, columns, rows })))
    }

    fn too_many_cells(&mut self, at: NodeId, columns: usize) {
        self.problems.push(
            Diagnostic::error(
                "too-many-cells",
                say!(
                    "表の列は{columns}つですが、この行のます目はそれより多くあります。",
                    "The table has {columns} columns, but this row has more cells."
                ),
            )
            .at_value(at)
            .label(say!("ここから余り", "too many from here"))
            .why(say!("余ったます目を載せる列がありません。", "There is no column for the others."))
            .fix(say!(
                "ます目を減らすか、columns に列を足してください。上の行の rows で覆われたます目は書きません。",
                "Take cells away, or add a column. Cells covered by `rows` of a row above are left out."
            )),
        );
    }

    fn too_few_cells(&mut self, at: NodeId, missing: usize) {
        self.problems.push(
            Diagnostic::warning("too-few-cells", say!("この行は、ます目が{missing}つ足りません。", "This row lacks {missing} cells."))
                .at_value(at)
                .why(say!(
                    "右の端が空欄になります。途中のます目を忘れると、列がずれます。",
                    "The right end stays empty; if a cell was forgotten before, the columns are shifted."
                ))
                .fix(say!(
                    "足りないます目を書き足してください。空欄なら \"\" と書きます。",
                    "Add the missing cells; write \"\" for an empty one."
                )),
        );
    }

    fn cell(&mut self, c: &CellContent, numbering: Option<&Numbering>, head: bool, columns: u32, count: &mut u32, scope: &Scope) -> Cell {
        let anchor = self.named(c.at, c.node.id.as_ref(), None, scope);
        let inner = scope.with(self.levels(numbering, &["・"]));
        let body = self.node_body_counting(&c.node, &inner, count);
        Cell { at: c.at, anchor, head, rows: c.rows.unwrap_or(1).max(1), columns, body: self.kept(body) }
    }
}
