//go:build ci

package gui

const hasWindow = false
