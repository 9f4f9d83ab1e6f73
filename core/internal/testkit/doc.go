// Package testkit is what tests of several packages share: a small world for the
// embedded server, a line that can be cut, and comparison of archive folders.
// Production code never imports it.
package testkit
