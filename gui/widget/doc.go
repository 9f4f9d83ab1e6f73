// Package widget holds the window's own widgets. They only show what they are given
// and report what a person does: no rules, no engine, nothing that waits.
//
// Nouns. A media grid shows the files of an export as cells, the newest first; a
// cell has a picture or a face of its kind; a picture view shows one large.
//
// All of it belongs to the UI goroutine. What is given to a grid is asked for by
// position, and only for the cells that are on the screen: a grid of 50,000 files
// costs what its 50 visible cells cost. New files are applied by Sync, which is to
// be called a few times a second, not once a file; Pace holds the rule.
//
// Not guaranteed: pixels. Pictures are expected in the size of CellPixels and are
// not scaled well otherwise.
package widget
