// Package command is Satchel's command line: the same engine as the window's,
// without a window.
//
// Run takes the arguments and returns the exit code: 0 complete, 1 failed, 2 wrong
// usage, 3 complete except for problems (or damage found), 4 partly saved. Results
// go to standard output, everything else to standard error.
package command
