// Package scene holds the pictures of the sample account: small painters
// (landscapes, sea, skyline, forest, pots, food, prints, boards, cats) and the
// catalogue that names each picture with its size.
//
// A painter is a struct of palette and seed with a draw method, so that one
// painter gives several pictures and the frames of a video. Same arguments,
// same pixels on one kind of machine; other processors may round differently.
package scene
