// Package signin signs a person in to Telegram: by phone number and code or by a
// QR code that another device scans, and the password of the two-step
// verification.
// https://core.telegram.org/api/auth
// https://core.telegram.org/api/qr-login
// https://core.telegram.org/api/srp
//
// # Words
//
// A step is one place of the dialogue (phone, code, password); a Prompter asks the
// person at each of them. A request tells the Prompter what is asked for and, in
// Wrong and Err, why it is asked again.
//
// # How it runs
//
// SignIn goes from step to step until somebody is signed in. Whatever a person can
// mend by typing again brings them back to the same step: wrong input, a wait that
// Telegram asks for (a WaitError with its time), no network (ErrOffline). What
// typing cannot mend ends SignIn with one of this package's errors. The password
// never leaves the process; each try is computed from parameters asked for just
// then.
//
// SignInQR asks for a token and shows it as a code; when Telegram tells that it was
// accepted, or shortly before it expires, it asks again and gets a login, another
// token, or the way to the account's own DC. There is nobody to type, so it waits
// out floods and lost connections itself, and says so.
//
// # Not guaranteed
//
// SignIn never waits for Telegram by itself, and nothing here gives up by itself:
// both are the Prompter's business, who ends the sign-in by returning an error. DC
// migration of a phone number is the connection's. New accounts are not made here.
// A code accepted while the connection was lost is noticed when it is renewed.
package signin
