// Package keyring keeps the login: one encrypted file, whose key is in the system's
// keychain or comes from a passphrase. Nothing is ever written in plain.
//
// # Words
//
// A vault is a folder (the user's configuration folder) with the file `login` in
// it. A key source gives the 32-byte key. A box is the file's content.
//
// # The file
//
//	magic "satchel login\n" (14) | version 1 (1) | key kind (1) | salt (16) | key check (16) | nonce (12) |
//	SHA-256 of all that (8) | AES-256-GCM
//
// Everything before the ciphertext, and the account's name, is authenticated with
// it. The check is HMAC-SHA-256 under the key: it tells a wrong passphrase from a
// damaged file. Key kind 1 is the keychain's key (salt zero), 2 argon2id over a passphrase
// (t=3, 64 MiB, p=4) with the salt. The file has mode 0600 and is replaced by
// rename. A file that does not open is left as it is.
//
// # Not guaranteed
//
// Whoever has the user's session open has the keychain too. A passphrase is as
// strong as it was chosen.
package keyring
