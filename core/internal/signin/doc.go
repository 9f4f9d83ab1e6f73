// Package signin signs a person in to Telegram: phone number, code, password of
// the two-step verification.
// https://core.telegram.org/api/auth
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
// # Not guaranteed
//
// The package never waits for Telegram by itself and never gives up by itself:
// both are the Prompter's business, who ends SignIn by returning an error. DC
// migration is the connection's. New accounts are not made here.
package signin
