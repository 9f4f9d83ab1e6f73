//go:build !ci

package gui

// hasWindow says that this build has a window; the ci one has not.
const hasWindow = true
