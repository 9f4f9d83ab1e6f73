// Package paint draws the sample account's pictures: anti-aliased shapes,
// gradients, noise, blur and light on float canvases.
//
// A Canvas holds premultiplied colour, four float32 a pixel. A Path is a list
// of closed contours of cubic curves; Fill covers a path by summing signed
// areas a scanline (contours of one direction unite, of opposite directions
// cancel). A Shade gives the colour of a point in pixels.
//
// Colours are mixed as sRGB values without linearisation: this draws pleasant
// pictures, it does not measure light. Nothing here is safe for concurrent use.
package paint
